package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.abifit.cudf.CudfLoader.Loaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each document says in {@code # expect} comments which faults it has, all of them, by place. */
class BadDocumentsTest {

    static List<String> documents() {
        return Documents.names("bad", ".cudf").stream().map(name -> "bad/" + name).filter(name -> !name.endsWith("/empty.cudf")).toList();
    }

    @Test
    void thereAreDocuments() {
        assertTrue(documents().size() >= 122, documents()::toString);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFaultIsFoundAndNoOther(String name) {
        Loaded<CudfDocument> loaded = CudfLoader.load(Documents.parse(name));
        List<String> expected = Documents.comments(name, "expect");
        assertEquals(expected, Documents.faults(loaded).stream().map(CudfFault::toString).toList());
        boolean refused = expected.stream().anyMatch(fault -> fault.contains(" error: "));
        assertEquals(refused, loaded instanceof Loaded.Refused);
    }

    @Test
    void theEmptyTextHasNoRequest() {
        List<CudfFault> faults = Documents.faults(CudfLoader.load(Documents.parse("bad/empty.cudf")));
        assertEquals("[1:1 error: no request at the end of the document]", faults.toString());
    }

    @Test
    void aReaderIsReadLikeAStream() throws IOException {
        for (String name : documents()) {
            String text = Documents.text(name);
            assertEquals(CudfParser.parse(text), CudfParser.parse(new StringReader(text)), name);
            if (text.indexOf('\uFFFD') < 0) {
                assertEquals(Documents.parse(name), CudfParser.parse(text), name);
            }
        }
    }

    @Test
    void halfASurrogatePairIsNotUtf8() {
        CudfSyntax syntax = CudfParser.parse("request: a\uD83Db\n");
        assertEquals("[1:11 error: not UTF-8]", syntax.faults().toString());
    }

    @Test
    void aLongListOfFaultsSaysWhatItLeavesOut() {
        List<CudfFault> faults = Documents.faults(CudfLoader.load(CudfParser.parse("Bad\n".repeat(130) + "\n" + "package: a_b\n\n".repeat(120))));
        assertEquals(202, faults.size());
        assertTrue(faults.contains(CudfFault.error(101, 1, "30 more faults are not listed; one of them is here")), faults::toString);
        // Two faults per package, and the request is not missed: the lost lines may have been it.
        assertTrue(faults.get(201).message().startsWith("140 more faults are not listed"), faults.get(201)::toString);
    }

    @Test
    void warningsOverTheLimitDoNotHideAnError() {
        String listed = "package: a\nversion: 1\n\n".repeat(150) + "package: a\nversion: 0\n";
        Loaded<?> loaded = CudfLoader.loadSolution(CudfParser.parse(listed));
        assertInstanceOf(Loaded.Refused.class, loaded);
        List<CudfFault> faults = Documents.faults(loaded);
        assertEquals(CudfFault.error(452, 10, "51 more faults are not listed; one of them is here"), faults.get(100));
    }
}

package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader.Loaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CudfAnswerTest {

    @Test
    void packagesAreRead() {
        assertEquals(new CudfAnswer.Packages(List.of(new PackageId("a", 2))), Documents.accepted(read("package: a\nversion: 2\ninstalled: true\n")));
        assertEquals(new CudfAnswer.Packages(List.of()), Documents.accepted(read("")));
    }

    @Test
    void failIsAValueWithTheWordsBelow() {
        assertEquals(new CudfAnswer.Fail(""), Documents.accepted(read("FAIL")));
        assertEquals(new CudfAnswer.Fail(""), Documents.accepted(read("FAIL\n")));
        assertEquals(new CudfAnswer.Fail("no\nbecause: x\n"), Documents.accepted(read("FAIL\r\nno\nbecause: x\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED\n", " FAIL\n", "fail\n", "FAIL \n", "FAIL: \n", "\nFAIL\n", "# so it is\nFAIL\n"})
    void otherLinesAreFaults(String text) {
        assertInstanceOf(Loaded.Refused.class, read(text));
    }

    @Test
    void whoIsStrictRefusesWarnings() {
        Loaded<CudfAnswer> listed = read("package: a\nversion: 2\n");
        assertEquals("[1:1 warning: a = 2 is listed, but not as installed]", Documents.faults(listed).toString());
        assertEquals("[1:1 error: a = 2 is listed, but not as installed]", ((Loaded.Refused<CudfAnswer>) listed.strict()).faults().toString());
        assertEquals(read("FAIL\n"), read("FAIL\n").strict());
    }

    private static Loaded<CudfAnswer> read(String text) {
        try {
            return CudfAnswer.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

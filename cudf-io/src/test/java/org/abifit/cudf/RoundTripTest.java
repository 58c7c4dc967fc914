package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What is printed is read back; what a hand wrote reads like the canonical text; and no bytes whatever break the parser.
 * The generators of {@link RandomDocuments} bring their own edge cases.
 */
class RoundTripTest {

    @Provide
    Arbitrary<CudfDocument> documents() {
        return RandomDocuments.documents();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void printedDocumentsAreReadBack(@ForAll("documents") CudfDocument document) {
        String text = CudfPrinter.print(document);
        CudfDocument again = Documents.accepted(CudfLoader.load(parse(text.getBytes(StandardCharsets.UTF_8))));
        assertEquals(document, again);
        assertEquals(text, CudfPrinter.print(again));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void orderOfPropertiesCommentsAndContinuationsMeanNothing(@ForAll("documents") CudfDocument document, @ForAll Random random) {
        String text = roughen(CudfPrinter.print(document), random);
        CudfSyntax syntax = CudfParser.parse(text);
        assertEquals(List.of(), syntax.faults(), text);
        assertEquals(document, Documents.accepted(CudfLoader.load(syntax)), text);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void noBytesBreakTheParser(@ForAll("documents") CudfDocument document, @ForAll Random random) {
        byte[] bytes = CudfPrinter.print(document).getBytes(StandardCharsets.UTF_8);
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : " \n\t\r:,|=[]\"#a1".charAt(random.nextInt(14)));
        }
        CudfSyntax syntax = parse(bytes);
        List<CudfFault> faults = Documents.faults(CudfLoader.load(syntax));
        assertTrue(faults.containsAll(syntax.faults()));
        assertTrue(faults.stream().allMatch(fault -> fault.line() <= Math.max(1, syntax.lines())), faults::toString);
    }

    private static CudfSyntax parse(byte[] bytes) {
        try {
            return CudfParser.parse(new ByteArrayInputStream(bytes));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String roughen(String text, Random random) {
        return Arrays.stream(text.split("\n\n")).map(stanza -> roughenStanza(stanza, random)).collect(Collectors.joining("\n \t\n#\n\n"));
    }

    private static String roughenStanza(String stanza, Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(stanza.split("\n")));
        Collections.shuffle(lines.subList(1, lines.size()), random);
        return lines.stream().map(line -> fold(line, random) + "\n").collect(Collectors.joining("# comment: not a property\n"));
    }

    // Not where the rest would be an empty line or a surrogate pair be torn.
    private static String fold(String line, Random random) {
        int valueStart = line.indexOf(": ") + 2;
        int at = valueStart + random.nextInt(line.length() - valueStart + 1);
        String rest = line.substring(at);
        boolean foldable = !rest.replace("\t", " ").replace(" ", "").isEmpty() && !Character.isLowSurrogate(rest.charAt(0));
        return foldable ? line.substring(0, at) + "\n# folded\n " + rest : line;
    }
}

package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader.Loaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents beside the tests, printed and read again, cut at each byte and changed at random ones. */
class MutationTest {
    private static final int MUTANTS = 12;
    private static final String[] SPLICES = {"\n", "\n\n", "\r\n", "\n ", ": ", " , ", " | ", "\0", "\u00e9", "true!", "false!", "[", "]", "\"", "%3a", "99999999999999999999", "FAIL\n", "#"};

    static List<String> documents() {
        return Stream.of(".", "bad", "corners").flatMap(folder -> Documents.names(folder, ".cudf").stream().map(name -> folder + "/" + name)).toList();
    }

    @Test
    void whatIsPrintedIsReadBackAsTheSame() {
        int documents = 0;
        for (String name : documents()) {
            if (CudfLoader.load(Documents.parse(name)) instanceof Loaded.Accepted<CudfDocument> good) {
                String text = CudfPrinter.print(good.content());
                CudfDocument again = Documents.accepted(CudfLoader.load(CudfParser.parse(text)));
                assertEquals(good.content(), again, name);
                assertEquals(text, CudfPrinter.print(again), name);
                documents++;
            }
        }
        assertTrue(documents > 70, documents + " good documents");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void cutAnywhereItIsReadOrRefused(String name) throws IOException {
        byte[] bytes = Documents.bytes(name);
        for (int length = 0; length < bytes.length; length++) {
            Loaded<CudfDocument> loaded = CudfLoader.load(CudfParser.parse(new ByteArrayInputStream(bytes, 0, length)));
            assertEquals(Documents.faults(loaded).stream().anyMatch(CudfFault::isError), loaded instanceof Loaded.Refused);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void changedAnyhowItIsReadOrRefused(String name) throws IOException {
        byte[] bytes = Documents.bytes(name);
        read(bytes);
        Random random = new Random(name.hashCode());
        for (int i = 0; i < MUTANTS; i++) {
            read(mutant(bytes, random));
        }
    }

    @Test
    void longLinesAndListsAreRead() throws IOException {
        String text = "x".repeat(1 << 20);
        String many = String.join(" | ", Collections.nCopies(100_000, "b > 1"));
        CudfDocument document = Documents.accepted(CudfLoader.load(CudfParser.parse(
                "package: a\nversion: 1\ndepends: " + many + " , " + many + "\n\nrequest: " + text + "\n")));
        assertEquals(100_000, document.packages().get(0).depends().disjunctions().get(1).size());
        assertEquals(1 << 20, document.request().comment().length());
        assertEquals(new PackageId("a", 1), document.packages().get(0).id());
        read(("package: a\nversion: 1\n" + "# comment\n ".repeat(50_000) + "\nrequest: \n").getBytes(StandardCharsets.UTF_8));
    }

    // Whatever comes out is in itself in order: faults by place, or a document that prints and reads back.
    private static void read(byte[] bytes) throws IOException {
        Loaded<CudfAnswer> answer = CudfAnswer.read(new ByteArrayInputStream(bytes));
        assertEquals(Documents.faults(answer).stream().sorted().toList(), Documents.faults(answer));
        Loaded<CudfDocument> loaded = CudfLoader.load(CudfParser.parse(new ByteArrayInputStream(bytes)));
        if (loaded instanceof Loaded.Accepted<CudfDocument> good) {
            assertEquals(good.content(), Documents.accepted(CudfLoader.load(CudfParser.parse(CudfPrinter.print(good.content())))));
        }
        compareReaders(bytes, loaded);
    }

    // What is read quickly is what is read carefully.
    private static void compareReaders(byte[] bytes, Loaded<CudfDocument> careful) throws IOException {
        Loaded<PackedDocument> quick = PackedDocument.read(new ByteArrayInputStream(bytes), 0);
        assertEquals(Documents.faults(careful), Documents.faults(quick));
        if (careful instanceof Loaded.Accepted<CudfDocument> good) {
            StringBuilder printed = new StringBuilder();
            CudfPrinter.print(Documents.accepted(quick), printed);
            assertEquals(CudfPrinter.print(good.content()), printed.toString());
        }
    }

    private static byte[] mutant(byte[] bytes, Random random) {
        List<Byte> changed = new ArrayList<>();
        for (byte b : bytes) {
            changed.add(b);
        }
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            change(changed, random);
        }
        byte[] mutant = new byte[changed.size()];
        for (int i = 0; i < mutant.length; i++) {
            mutant[i] = changed.get(i);
        }
        return mutant;
    }

    private static void change(List<Byte> bytes, Random random) {
        int at = random.nextInt(bytes.size() + 1);
        switch (random.nextInt(4)) {
            case 0 -> bytes.add(at, (byte) random.nextInt(256));
            case 1 -> bytes.subList(at, Math.min(bytes.size(), at + random.nextInt(20))).clear();
            case 2 -> bytes.addAll(at, List.copyOf(bytes.subList(at, Math.min(bytes.size(), at + random.nextInt(60)))));
            default -> {
                for (byte b : SPLICES[random.nextInt(SPLICES.length)].getBytes(StandardCharsets.UTF_8)) {
                    bytes.add(at, b);
                }
            }
        }
    }
}

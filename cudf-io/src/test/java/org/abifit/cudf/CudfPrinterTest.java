package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.abifit.cudf.CudfDocument.PackageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code x.pp.cudf} is the canonical form of {@code x.cudf}. */
class CudfPrinterTest {

    static List<String> twins() {
        return Documents.names(".", ".pp.cudf");
    }

    @Test
    void thereAreTwins() {
        assertEquals(List.of("surface.pp.cudf", "types.pp.cudf"), twins());
    }

    @ParameterizedTest
    @MethodSource("twins")
    void theCanonicalFormIsTheTwin(String twin) {
        String name = twin.replace(".pp", "");
        assertEquals(Documents.text(twin), CudfPrinter.print(Documents.load(name)));
        assertEquals(Documents.load(name), Documents.load(twin));
    }

    @Test
    void everyDocumentIsReadBack() {
        List<String> names = Documents.names(".", ".cudf").stream().filter(name -> !name.contains(".sol-")).toList();
        assertTrue(names.size() >= 14, names::toString);
        for (String name : names) {
            CudfDocument document = Documents.load(name);
            assertEquals(document, Documents.accepted(CudfLoader.load(CudfParser.parse(CudfPrinter.print(document)))), name);
        }
    }

    @Test
    void aSolutionSaysInstalled() {
        List<PackageId> installed = List.of(new PackageId("b", 2), new PackageId("a", 1));
        String text = CudfPrinter.printSolution(installed);
        assertEquals("package: b\nversion: 2\ninstalled: true\n\npackage: a\nversion: 1\ninstalled: true\n\n", text);
        assertEquals(installed, Documents.accepted(CudfLoader.loadSolution(CudfParser.parse(text))));
    }

    @Test
    void nothingInstalledIsTheEmptyText() {
        assertEquals("", CudfPrinter.printSolution(List.of()));
    }
}

package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.abifit.cudf.CudfChecker.Verdict;
import org.abifit.cudf.CudfDocument.PackageId;
import org.junit.jupiter.api.Test;

/** What the documentation of the package tells. */
class TutorialTest {
    private static final String TEXT = """
            preamble:\s
            property: size: nat = [0]

            package: editor
            version: 2
            depends: toolkit >= 3 | terminal
            size: 120

            package: terminal
            version: 1
            conflicts: terminal
            installed: true

            request: an editor, please
            install: editor
            """;
    private static final PackageId EDITOR = new PackageId("editor", 2);
    private static final PackageId TERMINAL = new PackageId("terminal", 1);

    @Test
    void theDocumentIsJudgedAsTold() {
        CudfDocument document = Documents.accepted(CudfLoader.load(CudfParser.parse(TEXT)));
        assertEquals(new Verdict.Solution(), CudfChecker.check(document, List.of(EDITOR, TERMINAL)));
        Vpkg toolkit = new Vpkg("toolkit", Optional.of(new Vpkg.Constraint(Vpkg.RelOp.GEQ, 3)));
        assertEquals(new Verdict.NoSolution(List.of(new CudfReason.UnsatisfiedDepends(EDITOR, List.of(toolkit, Vpkg.of("terminal"))))),
                CudfChecker.check(document, List.of(EDITOR)));
    }

    @Test
    void theCostIsTheOneInTheText() {
        CudfDocument document = Documents.accepted(CudfLoader.load(CudfParser.parse(TEXT)));
        Criteria criteria = Documents.criteria("-removed,-sum(solution,size)");
        assertEquals("[0, 120]", CudfCost.of(document, List.of(EDITOR, TERMINAL), criteria).toString());
        assertEquals("-removed (names)", CriteriaPrinter.label(criteria.items().get(0)));
        assertEquals(Optional.of("-lex[-removed,-count[size:,false]]"), criteria.toMccs());
    }

    @Test
    void theTextIsCanonical() {
        assertEquals(TEXT, CudfPrinter.print(Documents.accepted(CudfLoader.load(CudfParser.parse(TEXT)))));
    }

    @Test
    void theFaultIsWhereItIsSaidToBe() {
        List<CudfFault> faults = Documents.faults(CudfLoader.load(CudfParser.parse(TEXT.replace("120", "big"))));
        assertEquals("[7:7 error: size: 'big' is no nat: expected a number, found 'b']", faults.toString());
    }
}

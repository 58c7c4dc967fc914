package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.cudf.CudfChecker.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs of a document and a solution; a bad solution names its reasons in {@code # reason} comments. */
class SolutionsTest {

    static List<String> solutions() {
        return Documents.names(".", ".cudf").stream().filter(name -> name.contains(".sol-")).toList();
    }

    @Test
    void thereAreGoodAndBadSolutions() {
        assertTrue(solutions().stream().filter(name -> name.contains(".sol-good")).count() >= 14, solutions()::toString);
        assertTrue(solutions().stream().filter(name -> name.contains(".sol-bad")).count() >= 16, solutions()::toString);
    }

    @ParameterizedTest
    @MethodSource("solutions")
    void theVerdictIsTheOneInTheName(String name) {
        CudfDocument document = Documents.load(name.substring(0, name.indexOf(".sol-")) + ".cudf");
        List<String> reasons = kinds(CudfChecker.check(document, Documents.loadSolution(name)));
        assertEquals(Documents.comments(name, "reason"), reasons);
        assertEquals(name.contains(".sol-good"), reasons.isEmpty());
    }

    @Test
    void everyKindOfReasonIsSeen() {
        Set<String> seen = new TreeSet<>();
        solutions().forEach(name -> seen.addAll(Documents.comments(name, "reason")));
        assertEquals(new TreeSet<>(Set.of("unknown-package", "duplicate-package", "unsatisfied-depends", "conflict",
                "missing-install", "present-remove", "not-upgraded", "downgraded", "not-unique",
                "keep-version", "keep-package", "keep-feature")), seen);
        assertEquals(CudfReason.class.getPermittedSubclasses().length, seen.size());
    }

    private static List<String> kinds(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Solution good -> List.of();
            case Verdict.NoSolution bad -> bad.reasons().stream().map(CudfReason::kind).toList();
        };
    }
}

package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.abifit.cudf.CudfChecker.Verdict;
import org.abifit.cudf.CudfDocument.PackageId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Documents of a few packages, one corner of the specification each. They say in comments which optima they have
 * ({@code # optimum COSTS CRITERIA}) or that nothing solves them; all sets of packages are tried.
 */
class CornersTest {

    static List<String> documents() {
        return Documents.names("corners", ".cudf").stream().map(name -> "corners/" + name).toList();
    }

    @Test
    void thereAreDocumentsOfBothKinds() {
        assertTrue(documents().size() >= 61, documents()::toString);
        assertTrue(documents().stream().filter(CornersTest::isUnsolvable).count() >= 10);
    }

    @TestFactory
    Stream<DynamicTest> theOptimumIsTheOneInTheComment() {
        return documents().stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) {
        CudfDocument document = Documents.load(name);
        List<List<PackageId>> solutions = TinyDocuments.subsets(document).stream().filter(installed -> isSolution(document, installed)).toList();
        assertEquals(isUnsolvable(name), solutions.isEmpty(), solutions::toString);
        List<String> expected = Documents.comments(name, "optimum");
        assertEquals(isUnsolvable(name), expected.isEmpty());
        List<String> found = new ArrayList<>();
        expected.forEach(line -> found.add(optimum(document, solutions, line.substring(line.indexOf(' ') + 1))));
        assertEquals(expected, found);
    }

    private static boolean isUnsolvable(String name) {
        return Documents.text(name).contains("\n# unsolvable\n");
    }

    private static boolean isSolution(CudfDocument document, List<PackageId> installed) {
        boolean solution = CudfChecker.check(document, installed) instanceof Verdict.Solution;
        assertEquals(NaiveJudge.isSolution(document, installed), solution, installed::toString);
        return solution;
    }

    private static String optimum(CudfDocument document, List<List<PackageId>> solutions, String text) {
        Criteria criteria = Documents.criteria(text);
        List<BigInteger> best = solutions.stream().map(installed -> CudfCost.of(document, installed, criteria)).min(better(criteria)).orElseThrow();
        return String.join(",", best.stream().map(BigInteger::toString).toList()) + " " + text;
    }

    private static Comparator<List<BigInteger>> better(Criteria criteria) {
        return (one, other) -> IntStream.range(0, one.size())
                .map(i -> criteria.items().get(i).maximise() ? other.get(i).compareTo(one.get(i)) : one.get(i).compareTo(other.get(i)))
                .filter(sign -> sign != 0).findFirst().orElse(0);
    }
}

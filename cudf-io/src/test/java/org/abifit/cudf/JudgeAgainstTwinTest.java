package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.abifit.cudf.CudfChecker.Verdict;
import org.abifit.cudf.CudfDocument.PackageId;
import org.junit.jupiter.api.Test;

/** On thousands of tiny documents, every set of packages is judged twice. */
class JudgeAgainstTwinTest {
    private static final int DOCUMENTS = 3000;

    @Test
    void bothJudgesAgreeOnEverySubset() {
        int solutions = 0;
        int judged = 0;
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            CudfDocument document = TinyDocuments.random(new Random(seed));
            judged += 1 << document.packages().size();
            solutions += agreeOnAllSubsets(document, seed);
        }
        // Neither answer may be a rarity, or agreement would say little.
        assertTrue(solutions > DOCUMENTS && judged > 4 * solutions, solutions + " of " + judged);
    }

    @Test
    void theOrderOfPackagesDoesNotMatter() {
        for (long seed = 0; seed < 500; seed++) {
            CudfDocument document = TinyDocuments.random(new Random(seed));
            List<CudfDocument.Package> shuffled = new ArrayList<>(document.packages());
            Collections.shuffle(shuffled, new Random(seed));
            CudfDocument other = new CudfDocument(document.preamble(), shuffled, document.request());
            for (List<PackageId> installed : TinyDocuments.subsets(document)) {
                assertEquals(isSolution(document, installed), isSolution(other, installed), "seed " + seed);
            }
        }
    }

    private static int agreeOnAllSubsets(CudfDocument document, long seed) {
        int solutions = 0;
        for (List<PackageId> installed : TinyDocuments.subsets(document)) {
            boolean solution = NaiveJudge.isSolution(document, installed);
            assertEquals(solution, isSolution(document, installed), () -> "seed " + seed + ", " + installed + " for\n" + CudfPrinter.print(document));
            solutions += solution ? 1 : 0;
        }
        return solutions;
    }

    private static boolean isSolution(CudfDocument document, List<PackageId> installed) {
        return switch (CudfChecker.check(document, installed)) {
            case Verdict.Solution yes -> true;
            case Verdict.NoSolution no -> false;
        };
    }
}

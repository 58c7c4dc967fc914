package org.abifit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfCost;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.PackedDocument;
import org.abifit.solver.Budget;
import org.abifit.solver.Ideas;
import org.junit.jupiter.api.Test;

/** A reduced document has the same verdict and the same best cost, and its solutions solve the whole one at that cost. */
class ReduceTest {
    private static final int DOCUMENTS = 400;

    @Test
    void whatIsLeftOutDoesNotMatter() {
        int smaller = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Random random = new Random(seed);
            CudfDocument document = seed % 2 == 0 ? RandomUpgrades.tiny(random) : RandomUpgrades.middling(random, 6 + random.nextInt(30));
            Criteria criteria = RandomCriteria.any(random);
            PackedDocument whole = PackedDocument.of(document);
            int[] left = UpgradeSolver.reduce(whole, criteria, Ideas.ALL).packages();
            smaller += left.length < whole.size() ? 1 : 0;
            PackedDocument reduced = PackedDocument.of(whole.slice(left));
            String text = criteria + "\n" + CudfPrinter.print(document);
            UpgradeAnswer expected = solve(whole, criteria);
            UpgradeAnswer found = solve(reduced, criteria);
            assertEquals(expected.getClass(), found.getClass(), text);
            if (found instanceof UpgradeAnswer.Solved(int[] packages, List<BigInteger> costs, List<BigInteger> bounds, boolean proven)) {
                List<PackageId> installed = new ArrayList<>();
                for (int pack : packages) {
                    installed.add(reduced.id(pack));
                }
                assertEquals(((UpgradeAnswer.Solved) expected).costs(), costs, text);
                assertEquals(costs, CudfCost.of(document, installed, criteria), text);
                assertEquals(new CudfChecker.Verdict.Solution(), CudfChecker.check(document, installed), text);
            }
        }
        assertTrue(smaller > DOCUMENTS / 4, "nothing is left out: " + smaller);
    }

    private static UpgradeAnswer solve(PackedDocument document, Criteria criteria) {
        return UpgradeSolver.solve(document, criteria, Budget.unlimited(), Ideas.ALL, first -> { });
    }
}

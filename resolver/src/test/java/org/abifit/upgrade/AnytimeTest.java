package org.abifit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
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

/** Whenever the search is ended: what it comes back with is a solution at the cost it says, and is called the best only if it is. */
class AnytimeTest {
    private static final int DOCUMENTS = 150;
    private static final List<String> CRITERIA = List.of("-removed,-sum(solution,weight),-changed", "trendy", "-removed,-notuptodate,-unsat_recommends,-sum(new,weight)",
            "trendy:2012", "-sum(solution,size),-removed", "+count(solution),-sum(solution,weight)", "-notuptodate,-removed,-changed", "-aligned(solution,colour,note),-sum(solution,weight)",
            "-unsat_recommends,-nunsat[suggests:,true],-removed", "+aligned(solution,colour,note),-changed");

    /** How an answer compares with the best. */
    private enum Kind { BEST, GOOD, NONE, UNDECIDED }

    private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);

    @Test
    void aSearchThatMayNotStartDecidesNothingWrongly() {
        each((random, budget) -> budget.stop(), first -> { });
        assertTrue(kinds.getOrDefault(Kind.UNDECIDED, 0) > 0, kinds::toString);
    }

    @Test
    void aSearchThatEndsWithItsFirstSolutionHasThat() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Budget budget = Budget.unlimited();
            one(new Random(seed), budget, first -> budget.stop());
        }
        assertTrue(kinds.get(Kind.GOOD) > DOCUMENTS / 5, kinds::toString);
    }

    @Test
    void aSearchMayBeEndedAtAnyMoment() {
        each((random, budget) -> {
            long moment = random.nextInt(3_000_000);
            Thread.ofPlatform().daemon().start(() -> {
                LockSupport.parkNanos(moment);
                budget.stop();
            });
        }, first -> { });
    }

    private interface Ending {
        void of(Random random, Budget budget);
    }

    private void each(Ending ending, Consumer<int[]> first) {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Random random = new Random(seed);
            Budget budget = Budget.unlimited();
            ending.of(new Random(-seed), budget);
            one(random, budget, first);
        }
    }

    private void one(Random random, Budget budget, Consumer<int[]> first) {
        CudfDocument document = RandomUpgrades.middling(random, 40 + random.nextInt(40));
        Criteria criteria = RandomCriteria.of(CRITERIA.get(random.nextInt(CRITERIA.size())));
        PackedDocument packed = PackedDocument.of(document);
        UpgradeAnswer early = UpgradeSolver.solve(packed, criteria, budget, Ideas.ALL, first);
        Optional<UpgradeAnswer.Solved> best = UpgradeSolver.solve(packed, criteria, Budget.unlimited(), Ideas.ALL, told -> { }) instanceof UpgradeAnswer.Solved solved
                ? Optional.of(solved) : Optional.empty();
        kinds.merge(kind(document, criteria, early, best), 1, Integer::sum);
    }

    private static Kind kind(CudfDocument document, Criteria criteria, UpgradeAnswer early, Optional<UpgradeAnswer.Solved> best) {
        return switch (early) {
            case UpgradeAnswer.Undecided u -> Kind.UNDECIDED;
            case UpgradeAnswer.Unsolvable u -> {
                assertTrue(best.isEmpty());
                yield Kind.NONE;
            }
            case UpgradeAnswer.Solved solved -> {
                judge(document, criteria, solved, best.orElseThrow());
                yield solved.proven() ? Kind.BEST : Kind.GOOD;
            }
        };
    }

    private static void judge(CudfDocument document, Criteria criteria, UpgradeAnswer.Solved solved, UpgradeAnswer.Solved best) {
        PackedDocument packed = PackedDocument.of(document);
        List<PackageId> installed = Arrays.stream(solved.packages()).mapToObj(packed::id).toList();
        String text = "%s: %s at best %s, proven %s; optimum %s%n%s".formatted(criteria, solved.costs(), solved.bounds(), solved.proven(), best.costs(), CudfPrinter.print(document));
        assertTrue(CudfChecker.check(document, installed) instanceof CudfChecker.Verdict.Solution, text);
        assertEquals(CudfCost.of(document, installed, criteria), solved.costs(), text);
        assertTrue(best.proven(), text);
        assertEquals(solved.bounds().equals(solved.costs()), solved.proven(), text);
        assertTrue(!solved.proven() || solved.costs().equals(best.costs()), text);
        for (int i = 0; i < solved.costs().size() && (i == 0 || solved.costs().get(i - 1).equals(solved.bounds().get(i - 1))); i++) {
            assertTrue(isNoBetter(best.costs().get(i), solved.bounds().get(i), criteria.items().get(i).maximise()), text);
            if (!best.costs().get(i).equals(solved.costs().get(i))) {
                assertTrue(isNoBetter(solved.costs().get(i), best.costs().get(i), criteria.items().get(i).maximise()), text);
                return;
            }
        }
    }

    private static boolean isNoBetter(BigInteger one, BigInteger than, boolean maximise) {
        return maximise ? one.compareTo(than) <= 0 : one.compareTo(than) >= 0;
    }
}

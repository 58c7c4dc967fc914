package org.abifit.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Covers by cases, judged by trying every choice where that is possible, and by the search by cores where it is not. */
class CoverSearchTest {
    private static final long MUCH = 50_000_000;

    @Test
    void isTheBestOfAllChoices() {
        Random random = new Random(1);
        for (int round = 0; round < 2500; round++) {
            RandomProblem problem = RandomProblem.covering(random, 2 + random.nextInt(9), 1 + random.nextInt(30), 2 + random.nextInt(3));
            CoverSearch.Found found = CoverSearch.search(problem.problem(), allTaken(problem), Budget.unlimited()).orElseThrow();
            assertTrue(found.proven());
            assertTrue(problem.holds(found.model()), problem::toString);
            assertEquals(problem.best().orElseThrow(), problem.costs(found.model()), problem::toString);
        }
    }

    @Test
    void agreesWithTheSearchByCores() {
        Random random = new Random(2);
        for (int round = 0; round < 60; round++) {
            int variables = 25 + random.nextInt(30);
            RandomProblem problem = RandomProblem.covering(random, variables, (int) (variables * (1 + 2 * random.nextDouble())), 2 + random.nextInt(3));
            CoverSearch.Found found = CoverSearch.search(problem.problem(), allTaken(problem), Budget.unlimited()).orElseThrow();
            assertTrue(problem.holds(found.model()));
            assertEquals(costs(problem, Ideas.without(List.of(Ideas.Idea.COVER))), problem.costs(found.model()), problem::toString);
        }
    }

    /** Some of these are of covering only once recommendations are put in other terms, some are not at all. */
    @Test
    void nearlyCoveringProblemsAreSolvedTheSame() {
        Random random = new Random(3);
        int recognised = 0;
        for (int round = 0; round < 800; round++) {
            RandomProblem problem = RandomProblem.recommending(random, 2 + random.nextInt(5), random.nextInt(8), random.nextBoolean());
            recognised += Covering.of(problem.problem()).isPresent() ? 1 : 0;
            assertEquals(problem.best().orElseThrow(), costs(problem, Ideas.ALL), problem::toString);
        }
        assertTrue(recognised > 150 && recognised < 700, "covering: " + recognised);
    }

    @Test
    void whatItFoundBeforeGivingUpIsAModel() {
        Random random = new Random(4);
        int improved = 0;
        for (int round = 0; round < 60; round++) {
            RandomProblem problem = RandomProblem.covering(random, 90, 300, 3);
            boolean[] known = allTaken(problem);
            CoverSearch.Found found = CoverSearch.search(Covering.of(problem.problem()).orElseThrow(), known, Budget.unlimited(), 12_000);
            assertFalse(found.proven());
            assertTrue(problem.holds(found.model()));
            assertTrue(RandomProblem.compare(problem.costs(found.model()), problem.costs(known)) <= 0);
            improved += RandomProblem.compare(problem.costs(found.model()), problem.costs(known)) < 0 ? 1 : 0;
        }
        assertTrue(improved > 0);
    }

    @Test
    void givesUpWhenTheBudgetIsOver() {
        RandomProblem problem = RandomProblem.covering(new Random(5), 90, 300, 3);
        Budget over = Budget.unlimited();
        over.stop();
        assertFalse(CoverSearch.search(problem.problem(), allTaken(problem), over).orElseThrow().proven());
    }

    @Test
    void whatDoesNotFitALongIsLeftToOthers() {
        WeightedProblem problem = new WeightedProblem();
        problem.variables(3);
        problem.clause(1, 2);
        problem.clause(2, 3);
        problem.minimise(new Objective(new int[] {1, 2, 3}, new long[] {1, 1, 1}, BigInteger.ZERO));
        assertTrue(Covering.of(problem).isPresent());
        problem.minimise(new Objective(new int[] {1, 2, 3}, new long[] {1L << 40, 1, 1L << 40}, BigInteger.ZERO));
        assertTrue(Covering.of(problem).isEmpty());
    }

    /** Graphs so large that only rules and bounds that work get through with that much work. */
    @Test
    void sparseGraphsAreEasy() {
        Random random = new Random(6);
        for (int round = 0; round < 4; round++) {
            RandomProblem problem = RandomProblem.covering(random, 150, 330, 2);
            assertTrue(CoverSearch.search(Covering.of(problem.problem()).orElseThrow(), allTaken(problem), Budget.unlimited(), MUCH / 100).proven());
        }
    }

    private static boolean[] allTaken(RandomProblem problem) {
        boolean[] model = new boolean[problem.problem().variables() + 1];
        Covering covering = Covering.of(problem.problem()).orElseThrow();
        boolean[] cover = new boolean[model.length - 1];
        Arrays.fill(cover, true);
        return covering.model(cover);
    }

    private static List<BigInteger> costs(RandomProblem problem, Ideas ideas) {
        WeightedOutcome outcome = new WeightedSolver(Budget.unlimited(), ideas, model -> { }).solve(problem.problem(), new boolean[problem.problem().variables() + 1]);
        WeightedOutcome.Found found = assertInstanceOf(WeightedOutcome.Found.class, outcome);
        assertTrue(found.proven());
        assertEquals(found.costs(), problem.costs(found.values()));
        return found.costs();
    }
}

package org.abifit.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pigeons and holes, and that nothing with a model is ever refused. */
class HallTest {

    @Test
    void morePigeonsThanHolesAreRefused() {
        assertTrue(Hall.refutes(pigeons(3, 2, true)));
        assertTrue(Hall.refutes(pigeons(10, 9, false)));
        assertTrue(Hall.refutes(pigeons(20, 19, true)));
        assertTrue(Hall.refutes(pigeons(40, 39, false)));
    }

    @Test
    void asManyHolesAsPigeonsAreEnough() {
        assertFalse(Hall.refutes(pigeons(9, 9, true)));
        assertFalse(Hall.refutes(pigeons(20, 21, false)));
    }

    /** That a pigeon sits in one hole only makes groups, too, but such as say nothing. */
    @Test
    void groupsWithinAClauseDoNotHide() {
        for (boolean pairs : new boolean[] {false, true}) {
            WeightedProblem problem = pigeons(6, 5, pairs);
            for (int p = 0; p < 6; p++) {
                exclude(problem, IntStream.rangeClosed(5 * p + 1, 5 * p + 5).toArray(), pairs);
            }
            assertTrue(Hall.refutes(problem));
        }
    }

    @Test
    void aLiteralThatServesTwoClausesCountsOnce() {
        WeightedProblem problem = new WeightedProblem();
        problem.variables(2);
        problem.clause(1, 2);
        problem.clause(2, 1);
        problem.clause(-1, -2);
        assertFalse(Hall.refutes(problem));
    }

    /** No search for a model would end here. */
    @Test
    void manyPigeonsDoNotReachTheSearch() {
        WeightedProblem problem = pigeons(30, 29, true);
        assertInstanceOf(WeightedOutcome.Unsatisfiable.class, new WeightedSolver(Budget.unlimited(), Ideas.ALL, model -> { }).solve(problem, new boolean[problem.variables() + 1]));
    }

    @Test
    void nothingWithAModelIsRefused() {
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 6000; round++) {
            RandomProblem problem = RandomProblem.crowded(random, 3 + random.nextInt(6));
            boolean refutes = Hall.refutes(problem.problem());
            refused += refutes ? 1 : 0;
            if (refutes) {
                assertTrue(problem.best().isEmpty(), problem::toString);
            }
        }
        assertTrue(refused > 300, "refused: " + refused);
    }

    @Test
    void verdictsDoNotDependOnIt() {
        Random random = new Random(8);
        for (int round = 0; round < 500; round++) {
            RandomProblem problem = RandomProblem.crowded(random, 3 + random.nextInt(6));
            WeightedOutcome outcome = new WeightedSolver(Budget.unlimited(), Ideas.ALL, model -> { }).solve(problem.problem(), new boolean[problem.variables() + 1]);
            assertEquals(problem.best().isEmpty(), outcome instanceof WeightedOutcome.Unsatisfiable, problem::toString);
        }
    }

    private static WeightedProblem pigeons(int pigeons, int holes, boolean pairs) {
        WeightedProblem problem = new WeightedProblem();
        problem.variables(pigeons * holes);
        for (int p = 0; p < pigeons; p++) {
            problem.clause(IntStream.rangeClosed(holes * p + 1, holes * p + holes).toArray());
        }
        for (int h = 1; h <= holes; h++) {
            int hole = h;
            exclude(problem, IntStream.range(0, pigeons).map(p -> holes * p + hole).toArray(), pairs);
        }
        return problem;
    }

    private static void exclude(WeightedProblem problem, int[] literals, boolean pairs) {
        if (!pairs) {
            problem.atMostOne(literals);
            return;
        }
        for (int i = 1; i < literals.length; i++) {
            for (int j = 0; j < i; j++) {
                problem.clause(-literals[i], -literals[j]);
            }
        }
    }
}

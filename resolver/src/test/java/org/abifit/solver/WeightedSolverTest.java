package org.abifit.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The solver against a linear programme, and against itself with fewer ideas. */
class WeightedSolverTest {

    @Test
    void aLinearProgrammeFindsNothingBetter() {
        Random random = new Random(1);
        int solved = 0;
        for (int round = 0; round < 250; round++) {
            int variables = 3 + random.nextInt(12);
            solved += witness(RandomProblem.any(random, variables, random.nextInt(2 * variables))) ? 1 : 0;
        }
        assertTrue(solved > 100 && solved < 250, "with a model: " + solved);
        assertTrue(misses < 3, "missed by the linear programme: " + misses);
    }

    @Test
    void aLinearProgrammeFindsNoBetterCovers() {
        Random random = new Random(2);
        for (int round = 0; round < 120; round++) {
            int variables = 4 + random.nextInt(16);
            assertTrue(witness(RandomProblem.covering(random, variables, random.nextInt(3 * variables), 2 + random.nextInt(3))));
        }
        assertTrue(misses < 3, "missed by the linear programme: " + misses);
    }

    private int misses;

    /** {@return whether there is a model; ours is one, so it only matters whether the witness has a better one} */
    private boolean witness(RandomProblem problem) {
        Optional<List<BigInteger>> ours = costs(problem, Ideas.ALL);
        Optional<List<BigInteger>> witness = WeightedWitness.costs(problem);
        if (!ours.equals(witness)) {
            boolean better = witness.isPresent() && (ours.isEmpty() || RandomProblem.compare(witness.get(), ours.get()) < 0);
            assertFalse(better, () -> witness + " is better than " + ours + ": " + problem);
            misses++;
        }
        return ours.isPresent();
    }

    @Test
    void costsDoNotDependOnIdeas() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            RandomProblem problem = RandomProblem.any(random, 3 + random.nextInt(6), random.nextInt(16));
            EnumSet<Ideas.Idea> some = EnumSet.noneOf(Ideas.Idea.class);
            Arrays.stream(Ideas.Idea.values()).filter(i -> random.nextBoolean()).forEach(some::add);
            assertEquals(problem.best(), costs(problem, new Ideas(some)), () -> some + " " + problem);
        }
    }

    private static Optional<List<BigInteger>> costs(RandomProblem problem, Ideas ideas) {
        return switch (new WeightedSolver(Budget.unlimited(), ideas, model -> { }).solve(problem.problem(), new boolean[problem.variables() + 1])) {
            case WeightedOutcome.Found(boolean[] model, List<BigInteger> costs, List<BigInteger> bounds, boolean proven) -> {
                assertTrue(proven && problem.holds(model), problem::toString);
                assertEquals(costs, problem.costs(model), problem::toString);
                assertEquals(costs, bounds, problem::toString);
                yield Optional.of(costs);
            }
            case WeightedOutcome.Unsatisfiable u -> Optional.empty();
            case WeightedOutcome.OutOfBudget o -> throw new AssertionError("no budget was set");
        };
    }
}

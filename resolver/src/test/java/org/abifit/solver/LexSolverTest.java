package org.abifit.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The search against plain enumeration, and against a solver of another kind. */
class LexSolverTest {
    private static final int PROBLEMS = Integer.getInteger("abifit.problems", 600);
    private static final int MILP_PROBLEMS = Integer.getInteger("abifit.problems", 60);
    private static final LexSolver SOLVER = new LexSolver(100_000);

    // ---- random problems

    private static int literal(Random random, int variables) {
        int variable = 1 + random.nextInt(variables);
        return random.nextBoolean() ? variable : -variable;
    }

    /** Up to twelve variables, clauses around the density where both answers are common, a few objectives. */
    private static LexProblem<String> problem(long seed) {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(12);
        LexProblem<String> problem = new LexProblem<>();
        for (int i = 0; i < n; i++) {
            problem.variable();
        }
        int clauses = random.nextInt(4 * n + 2);
        for (int c = 0; c < clauses; c++) {
            int[] literals = random.ints(1 + random.nextInt(3), 0, 1).map(i -> literal(random, n)).toArray();
            if (random.nextInt(4) == 0) {
                problem.define(literals);
            } else {
                problem.require("r" + random.nextInt(clauses), literals);
            }
        }
        for (int o = random.nextInt(4); o > 0; o--) {
            problem.minimise(random.ints(1 + random.nextInt(n), 0, 1).map(i -> literal(random, n)).map(Math::abs).distinct()
                    .map(v -> random.nextInt(4) == 0 ? -v : v).toArray());
        }
        return problem;
    }

    // ---- enumeration

    private static boolean isTrue(int literal, int values) {
        return (values >> Math.abs(literal) - 1 & 1) == (literal > 0 ? 1 : 0);
    }

    private static boolean holds(LexProblem.Clause<?> clause, int values) {
        for (int literal : clause.literals()) {
            if (isTrue(literal, values)) {
                return true;
            }
        }
        return false;
    }

    private static List<Integer> costs(LexProblem<?> problem, int values) {
        List<Integer> costs = new ArrayList<>();
        for (int[] objective : problem.objectives()) {
            int cost = 0;
            for (int literal : objective) {
                cost += isTrue(literal, values) ? 1 : 0;
            }
            costs.add(cost);
        }
        return costs;
    }

    private static boolean isLess(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return a.get(i) < b.get(i);
            }
        }
        return false;
    }

    /** {@return the least costs; clauses whose reason is not among {@code reasons} do not count} */
    private static <R> Optional<List<Integer>> enumerate(LexProblem<R> problem, Set<R> reasons) {
        Optional<List<Integer>> best = Optional.empty();
        for (int values = 0; values < 1 << problem.variables(); values++) {
            int now = values;
            if (problem.clauses().stream().allMatch(c -> c.reason() != null && !reasons.contains(c.reason()) || holds(c, now))) {
                List<Integer> costs = costs(problem, values);
                best = best.isPresent() && !isLess(costs, best.get()) ? best : Optional.of(costs);
            }
        }
        return best;
    }

    private static <R> boolean isSatisfiable(LexProblem<R> problem, Set<R> reasons) {
        return enumerate(problem, reasons).isPresent();
    }

    @Test
    void theSameVerdictAndCostsAsEnumeration() {
        int unsatisfiable = 0;
        for (long seed = 0; seed < PROBLEMS; seed++) {
            LexProblem<String> problem = problem(seed);
            Optional<List<Integer>> truth = enumerate(problem, Set.copyOf(problem.reasons()));
            switch (SOLVER.solve(problem)) {
                case LexOutcome.Optimal(boolean[] values, List<Integer> costs) -> {
                    assertEquals(truth, Optional.of(costs), "seed " + seed);
                    assertModel(problem, values, costs, seed);
                }
                case LexOutcome.Unsatisfiable u -> {
                    assertEquals(truth, Optional.empty(), "seed " + seed);
                    unsatisfiable++;
                }
                case LexOutcome.OutOfBudget b -> throw new AssertionError("seed " + seed);
            }
        }
        assertTrue(unsatisfiable > PROBLEMS / 10 && unsatisfiable < PROBLEMS * 9 / 10, "both answers come up: " + unsatisfiable);
    }

    private static void assertModel(LexProblem<?> problem, boolean[] values, List<Integer> costs, long seed) {
        int bits = 0;
        for (int i = 1; i <= problem.variables(); i++) {
            bits |= values[i] ? 1 << i - 1 : 0;
        }
        int model = bits;
        assertTrue(problem.clauses().stream().allMatch(c -> holds(c, model)), "a model, seed " + seed);
        assertEquals(costs, costs(problem, model), "its costs, seed " + seed);
    }

    @Test
    void aCoreHasNoModelAndNothingTooMuch() {
        int cores = 0;
        for (long seed = 0; seed < PROBLEMS; seed++) {
            LexProblem<String> problem = problem(seed);
            if (isSatisfiable(problem, Set.of()) && !isSatisfiable(problem, Set.copyOf(problem.reasons()))) {
                List<String> core = SOLVER.core(problem);
                cores++;
                assertFalse(isSatisfiable(problem, Set.copyOf(core)), "no model, seed " + seed);
                for (String reason : core) {
                    Set<String> rest = new HashSet<>(core);
                    rest.remove(reason);
                    assertTrue(isSatisfiable(problem, rest), "without %s there is one, seed %d".formatted(reason, seed));
                }
            }
        }
        assertTrue(cores > PROBLEMS / 20, "there were cores: " + cores);
    }

    @Test
    void theSameAnswerOnEveryRun() {
        for (long seed = 0; seed < 100; seed++) {
            if (SOLVER.solve(problem(seed)) instanceof LexOutcome.Optimal(boolean[] values, List<Integer> costs)) {
                LexOutcome.Optimal again = assertInstanceOf(LexOutcome.Optimal.class, new LexSolver(100_000).solve(problem(seed)));
                assertArrayEquals(values, again.values(), "seed " + seed);
                assertEquals(costs, again.costs(), "seed " + seed);
            } else {
                assertEquals(SOLVER.core(problem(seed)), new LexSolver(100_000).core(problem(seed)), "seed " + seed);
            }
        }
    }

    @Test
    void theSameCostsAsALinearProgramme() {
        for (long seed = 5000; seed < 5000 + MILP_PROBLEMS; seed++) {
            LexProblem<String> problem = problem(seed);
            Optional<List<Integer>> ours = SOLVER.solve(problem) instanceof LexOutcome.Optimal(boolean[] values, List<Integer> costs) ? Optional.of(costs)
                    : Optional.empty();
            assertEquals(MilpWitness.costs(problem), ours, "seed " + seed);
        }
    }

    // ---- small ones

    @Test
    void earlierObjectivesComeFirst() {
        LexProblem<String> problem = new LexProblem<>();
        int a = problem.variable();
        int b = problem.variable();
        int c = problem.variable();
        problem.require("one of them", a, b);
        problem.require("b wants c", -b, c);
        problem.minimise(a);
        problem.minimise(b, c);
        LexOutcome.Optimal best = assertInstanceOf(LexOutcome.Optimal.class, SOLVER.solve(problem));
        assertEquals(List.of(0, 2), best.costs());
        assertTrue(best.values()[b] && best.values()[c] && !best.values()[a]);
    }

    @Test
    void withoutClausesAndObjectivesAnythingGoes() {
        LexProblem<String> problem = new LexProblem<>();
        problem.variable();
        assertEquals(List.of(), assertInstanceOf(LexOutcome.Optimal.class, SOLVER.solve(problem)).costs());
    }

    @Test
    void theSameClauseIsAddedOnce() {
        LexProblem<String> problem = new LexProblem<>();
        int a = problem.variable();
        int b = problem.variable();
        assertTrue(problem.require("first", a, -b));
        assertFalse(problem.require("second", -b, a));
        assertEquals(List.of("first"), problem.reasons());
    }

    @Test
    void anEmptyClauseCannotHold() {
        LexProblem<String> problem = new LexProblem<>();
        problem.variable();
        problem.require("never");
        assertInstanceOf(LexOutcome.Unsatisfiable.class, SOLVER.solve(problem));
        assertEquals(List.of("never"), SOLVER.core(problem));
    }

    @Test
    void definitionsAreNeverReasons() {
        LexProblem<String> problem = new LexProblem<>();
        int a = problem.variable();
        int b = problem.variable();
        problem.define(-a, b);
        problem.require("a", a);
        problem.require("not b", -b);
        problem.require("unconcerned", a, b);
        assertEquals(List.of("a", "not b"), SOLVER.core(problem));
    }

    @Test
    void oneReasonMayStandForSeveralClauses() {
        LexProblem<String> problem = new LexProblem<>();
        int a = problem.variable();
        int b = problem.variable();
        problem.require("both", a);
        problem.require("both", b);
        problem.require("not a", -a);
        problem.require("not b", -b);
        List<String> core = SOLVER.core(problem);
        assertEquals(2, core.size());
        assertTrue(core.contains("both"));
    }

    /** More pigeons than holes: as hard as it gets for a search by resolution. */
    @Test
    void aBudgetThatIsSpentIsNoAnswer() {
        LexProblem<String> problem = new LexProblem<>();
        int holes = 8;
        int[][] in = new int[holes + 1][holes];
        for (int[] pigeon : in) {
            for (int h = 0; h < holes; h++) {
                pigeon[h] = problem.variable();
            }
            problem.require("a hole for each", pigeon);
        }
        for (int h = 0; h < holes; h++) {
            for (int p = 0; p <= holes; p++) {
                for (int q = 0; q < p; q++) {
                    problem.require("one in each", -in[p][h], -in[q][h]);
                }
            }
        }
        assertInstanceOf(LexOutcome.OutOfBudget.class, new LexSolver(10).solve(problem));
        assertEquals(List.of("a hole for each", "one in each"), new LexSolver(10).core(problem));
    }
}

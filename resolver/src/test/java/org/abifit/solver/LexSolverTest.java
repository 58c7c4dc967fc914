package org.abifit.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** The search against enumeration, and its costs against a linear programme that shares no code with it. */
class LexSolverTest {
    private static final LexSolver SOLVER = new LexSolver(100_000);
    private static final int PROBLEMS = 400;
    private static final int VARIABLES = 9;

    /** Clauses with a number as reason, and two objectives. */
    private record Random3(List<int[]> clauses, List<int[]> objectives) {
        static Random3 of(long seed) {
            Random random = new Random(seed);
            List<int[]> clauses = new ArrayList<>();
            for (int i = 0; i < 8 + random.nextInt(24); i++) {
                int[] clause = new int[1 + random.nextInt(3)];
                for (int k = 0; k < clause.length; k++) {
                    clause[k] = (1 + random.nextInt(VARIABLES)) * (random.nextBoolean() ? 1 : -1);
                }
                clauses.add(clause);
            }
            return new Random3(clauses, List.of(random.ints(3, 1, VARIABLES + 1).distinct().toArray(), random.ints(6, 1, VARIABLES + 1).distinct().toArray()));
        }

        LexProblem<Integer> problem(int without) {
            LexProblem<Integer> problem = new LexProblem<>();
            for (int v = 0; v < VARIABLES; v++) {
                problem.variable();
            }
            for (int i = 0; i < clauses.size(); i++) {
                if (i != without) {
                    problem.require(i, clauses.get(i));
                }
            }
            objectives.forEach(problem::minimise);
            return problem;
        }

        /** {@return the best costs, or null} */
        List<Integer> byEnumeration() {
            List<Integer> best = null;
            for (int bits = 0; bits < 1 << VARIABLES; bits++) {
                int model = bits;
                if (clauses.stream().allMatch(c -> holds(c, model))) {
                    List<Integer> costs = objectives.stream().map(o -> cost(o, model)).toList();
                    best = best == null || costs.get(0) < best.get(0) || costs.get(0).equals(best.get(0)) && costs.get(1) < best.get(1) ? costs : best;
                }
            }
            return best;
        }

        private static boolean holds(int[] clause, int model) {
            for (int literal : clause) {
                if ((model >> Math.abs(literal) - 1 & 1) == 1 == literal > 0) {
                    return true;
                }
            }
            return false;
        }

        private static int cost(int[] objective, int model) {
            int cost = 0;
            for (int v : objective) {
                cost += model >> v - 1 & 1;
            }
            return cost;
        }
    }

    @Test
    void verdictAndCostsAreThoseOfEnumeration() {
        int unsatisfiable = 0;
        for (long seed = 0; seed < PROBLEMS; seed++) {
            Random3 random = Random3.of(seed);
            List<Integer> expected = random.byEnumeration();
            LexOutcome outcome = SOLVER.solve(random.problem(-1));
            if (expected == null) {
                unsatisfiable++;
                assertInstanceOf(LexOutcome.Unsatisfiable.class, outcome, "seed " + seed);
            } else {
                assertEquals(expected, assertInstanceOf(LexOutcome.Optimal.class, outcome, "seed " + seed).costs(), "seed " + seed);
            }
        }
        assertTrue(unsatisfiable > PROBLEMS / 10 && unsatisfiable < PROBLEMS * 9 / 10, "both kinds of problems occur: " + unsatisfiable);
    }

    @Test
    void aCoreIsUnsatisfiableAndNothingInItCanBeLeftOut() {
        for (long seed = 0; seed < PROBLEMS; seed++) {
            Random3 random = Random3.of(seed);
            if (random.byEnumeration() == null) {
                List<Integer> core = SOLVER.core(random.problem(-1));
                List<int[]> clauses = core.stream().map(random.clauses()::get).toList();
                assertEquals(null, new Random3(clauses, random.objectives()).byEnumeration(), "seed " + seed);
                for (int i = 0; i < clauses.size(); i++) {
                    List<int[]> fewer = new ArrayList<>(clauses);
                    fewer.remove(i);
                    assertFalse(new Random3(fewer, random.objectives()).byEnumeration() == null, "seed %d: reason %d is idle".formatted(seed, core.get(i)));
                }
                assertEquals(core, SOLVER.core(random.problem(-1)), "the same core again");
            }
        }
    }

    @Test
    void aLinearProgrammeFindsTheSameCosts() {
        for (long seed = 0; seed < 40; seed++) {
            Random3 random = Random3.of(seed);
            if (SOLVER.solve(random.problem(-1)) instanceof LexOutcome.Optimal optimal) {
                assertEquals(optimal.costs(), byLinearProgramme(random), "seed " + seed);
            }
        }
    }

    private static List<Integer> byLinearProgramme(Random3 random) {
        List<Integer> costs = new ArrayList<>();
        for (int objective = 0; objective < random.objectives().size(); objective++) {
            ExpressionsBasedModel model = new ExpressionsBasedModel();
            List<Variable> variables = new ArrayList<>();
            for (int v = 0; v < VARIABLES; v++) {
                variables.add(model.newVariable("x" + v).binary());
            }
            for (int i = 0; i < random.clauses().size(); i++) {
                clause(model.newExpression("c" + i), variables, random.clauses().get(i));
            }
            for (int before = 0; before < objective; before++) {
                sum(model.newExpression("o" + before), variables, random.objectives().get(before)).upper(costs.get(before));
            }
            sum(model.newExpression("cost"), variables, random.objectives().get(objective)).weight(BigDecimal.ONE);
            Optimisation.Result result = model.minimise();
            assertTrue(result.getState().isOptimal(), result::toString);
            costs.add((int) Math.round(result.getValue()));
        }
        return costs;
    }

    /** A clause says that the true literals are at least one: with negations moved to the right, sum of signed variables >= 1 - negations. */
    private static void clause(Expression expression, List<Variable> variables, int[] clause) {
        List<Integer> distinct = java.util.Arrays.stream(clause).distinct().boxed().toList();
        if (distinct.stream().anyMatch(l -> distinct.contains(-l))) {
            return;
        }
        distinct.forEach(l -> expression.set(variables.get(Math.abs(l) - 1), l > 0 ? 1 : -1));
        expression.lower(1 - distinct.stream().filter(l -> l < 0).count());
    }

    private static Expression sum(Expression expression, List<Variable> variables, int[] objective) {
        for (int v : objective) {
            expression.set(variables.get(v - 1), 1);
        }
        return expression;
    }
}

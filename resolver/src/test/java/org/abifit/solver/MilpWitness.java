package org.abifit.solver;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * The same problem as a linear programme over zeros and ones, for a solver that shares nothing with ours: a clause is a sum that must
 * reach one, an objective is a sum to be minimised, and what one objective has reached binds those after it.
 */
public final class MilpWitness {
    private final LexProblem<?> problem;
    private final List<Integer> costs = new ArrayList<>();

    private MilpWitness(LexProblem<?> problem) {
        this.problem = problem;
    }

    /** {@return the least value of each objective in turn, or empty where there is no solution} */
    public static Optional<List<Integer>> costs(LexProblem<?> problem) {
        if (problem.clauses().stream().anyMatch(c -> c.literals().length == 0)) {
            return Optional.empty();
        }
        MilpWitness witness = new MilpWitness(problem);
        return witness.isFeasible() ? Optional.of(witness.minimise()) : Optional.empty();
    }

    private boolean isFeasible() {
        return solve(new int[0]).getState().isFeasible();
    }

    private List<Integer> minimise() {
        for (int[] objective : problem.objectives()) {
            costs.add(cost(objective, solve(objective)));
        }
        return costs;
    }

    /** A programme of its own each time: solving one may fix its variables. */
    private Optimisation.Result solve(int[] objective) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        List<Variable> variables = new ArrayList<>();
        for (int i = 1; i <= problem.variables(); i++) {
            variables.add(model.newVariable("x" + i).binary());
        }
        for (int i = 0; i < problem.clauses().size(); i++) {
            int[] literals = problem.clauses().get(i).literals();
            sum(model.newExpression("clause" + i), literals, variables).lower(BigDecimal.valueOf(1L - negatives(literals)));
        }
        for (int k = 0; k < costs.size(); k++) {
            int[] earlier = problem.objectives().get(k);
            sum(model.newExpression("bound" + k), earlier, variables).upper(BigDecimal.valueOf((long) costs.get(k) - negatives(earlier)));
        }
        sum(model.newExpression("objective"), objective, variables).weight(BigDecimal.ONE);
        return model.minimise();
    }

    /** A negated literal is {@code 1 - x}; the ones are moved to the other side. */
    private static Expression sum(Expression expression, int[] literals, List<Variable> variables) {
        for (int literal : literals) {
            expression.add(variables.get(Math.abs(literal) - 1), literal > 0 ? 1 : -1);
        }
        return expression;
    }

    private static int cost(int[] objective, Optimisation.Result result) {
        int cost = 0;
        for (int literal : objective) {
            cost += result.doubleValue(Math.abs(literal) - 1L) > 0.5 == literal > 0 ? 1 : 0;
        }
        return cost;
    }

    private static int negatives(int[] literals) {
        int n = 0;
        for (int literal : literals) {
            n += literal < 0 ? 1 : 0;
        }
        return n;
    }
}

package org.abifit.solver;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Weighted problems as linear programmes over zeros and ones, one for each objective in turn, for a solver that shares nothing with
 * ours. A literal that is negated is {@code 1 - x}; the ones are moved to the other side.
 */
final class WeightedWitness {
    private final RandomProblem problem;
    private final List<BigInteger> costs = new ArrayList<>();

    private WeightedWitness(RandomProblem problem) {
        this.problem = problem;
    }

    /** {@return the least value of each objective in turn, or empty where there is no model} */
    static Optional<List<BigInteger>> costs(RandomProblem problem) {
        WeightedWitness witness = new WeightedWitness(problem);
        if (!witness.solve(new Objective(new int[0], new long[0], BigInteger.ZERO)).getState().isFeasible()) {
            return Optional.empty();
        }
        for (Objective objective : problem.objectives()) {
            witness.costs.add(objective.cost(model(witness.solve(objective), problem.variables())));
        }
        return Optional.of(witness.costs);
    }

    private static boolean[] model(Optimisation.Result result, int variables) {
        boolean[] model = new boolean[variables + 1];
        for (int v = 1; v <= variables; v++) {
            model[v] = result.doubleValue(v - 1L) > 0.5;
        }
        return model;
    }

    /** A programme of its own each time: solving one may fix its variables. */
    private Optimisation.Result solve(Objective objective) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        List<Variable> variables = new ArrayList<>();
        for (int v = 1; v <= problem.variables(); v++) {
            variables.add(model.newVariable("x" + v).binary());
        }
        for (int c = 0; c < problem.clauses().size(); c++) {
            int[] clause = problem.clauses().get(c);
            sum(model.newExpression("clause" + c), clause, variables).lower(BigDecimal.valueOf(1 - negated(clause)));
        }
        for (int g = 0; g < problem.groups().size(); g++) {
            int[] group = problem.groups().get(g);
            sum(model.newExpression("group" + g), group, variables).upper(BigDecimal.valueOf(1 - negated(group)));
        }
        for (int k = 0; k < costs.size(); k++) {
            Objective earlier = problem.objectives().get(k);
            sum(model.newExpression("bound" + k), earlier, variables).upper(new BigDecimal(costs.get(k)).subtract(offset(earlier)));
        }
        sum(model.newExpression("objective"), objective, variables).weight(BigDecimal.ONE);
        return model.minimise();
    }

    private static Expression sum(Expression expression, int[] literals, List<Variable> variables) {
        for (int literal : literals) {
            expression.add(variables.get(Math.abs(literal) - 1), literal > 0 ? 1 : -1);
        }
        return expression;
    }

    private static Expression sum(Expression expression, Objective objective, List<Variable> variables) {
        for (int i = 0; i < objective.literals().length; i++) {
            int literal = objective.literals()[i];
            expression.add(variables.get(Math.abs(literal) - 1), literal > 0 ? objective.weights()[i] : -objective.weights()[i]);
        }
        return expression;
    }

    private static long negated(int[] literals) {
        return Arrays.stream(literals).filter(l -> l < 0).count();
    }

    /** What the sum leaves out: the constant, and the ones of negated literals. */
    private static BigDecimal offset(Objective objective) {
        BigDecimal offset = new BigDecimal(objective.constant());
        for (int i = 0; i < objective.literals().length; i++) {
            offset = objective.literals()[i] < 0 ? offset.add(BigDecimal.valueOf(objective.weights()[i])) : offset;
        }
        return offset;
    }
}

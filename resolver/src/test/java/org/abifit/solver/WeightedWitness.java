package org.abifit.solver;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ojalgo.concurrent.Parallelism;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;

/**
 * A weighted problem as one linear programme over zeros and ones, for a solver that shares nothing with ours. A unit of an objective
 * weighs more than all later ones can come to; a literal that is negated is {@code 1 - x}, and the ones are moved to the other side.
 *
 * <p>Now and then, about once in three thousand, that solver stops above the least or overlooks all models; what it does find is
 * checked here. So a witness can show that a solution is not the best, and its misses are to be counted. One thread only, as
 * otherwise its answers vary.
 */
final class WeightedWitness {
    private final RandomProblem problem;
    private final ExpressionsBasedModel model = new ExpressionsBasedModel();
    private final List<Variable> variables = new ArrayList<>();

    private WeightedWitness(RandomProblem problem) {
        this.problem = problem;
        model.options.integer(IntegerStrategy.newConfigurable().withParallelism(Parallelism.ONE));
        for (int v = 1; v <= problem.variables(); v++) {
            variables.add(model.newVariable("x" + v).binary());
        }
    }

    /** {@return what the best model costs that it finds, by objective, or empty where it finds none} */
    static Optional<List<BigInteger>> costs(RandomProblem problem) {
        return new WeightedWitness(problem).costs();
    }

    private Optional<List<BigInteger>> costs() {
        for (int[] clause : problem.clauses()) {
            sum(clause).lower(BigDecimal.valueOf(1 - negated(clause)));
        }
        for (int[] group : problem.groups()) {
            sum(group).upper(BigDecimal.valueOf(1 - negated(group)));
        }
        objective();
        Optimisation.Result result = model.minimise();
        return result.getState().isFeasible() ? Optional.of(problem.costs(values(result))) : Optional.empty();
    }

    private boolean[] values(Optimisation.Result result) {
        boolean[] values = new boolean[problem.variables() + 1];
        for (int v = 1; v < values.length; v++) {
            values[v] = result.doubleValue(v - 1L) > 0.5;
        }
        if (!problem.holds(values)) {
            throw new IllegalStateException("the linear programme's solution is none: " + problem);
        }
        return values;
    }

    private Expression sum(int[] literals) {
        Expression sum = model.newExpression("sum" + model.countExpressions());
        for (int literal : literals) {
            sum.add(variables.get(Math.abs(literal) - 1), literal > 0 ? 1 : -1);
        }
        return sum;
    }

    private static long negated(int[] literals) {
        return Arrays.stream(literals).filter(l -> l < 0).count();
    }

    private void objective() {
        Expression all = model.newExpression("objective").weight(BigDecimal.ONE);
        long unit = 1;
        for (Objective objective : problem.objectives().reversed()) {
            for (int i = 0; i < objective.literals().length; i++) {
                int literal = objective.literals()[i];
                long weight = unit * objective.weights()[i];
                all.add(variables.get(Math.abs(literal) - 1), literal > 0 ? weight : -weight);
            }
            unit *= 1 + Arrays.stream(objective.weights()).sum();
        }
    }
}

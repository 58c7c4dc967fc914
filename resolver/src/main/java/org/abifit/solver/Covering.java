package org.abifit.solver;

import java.util.Arrays;
import java.util.Optional;

/**
 * A problem whose clauses hold nothing but literals that cost, all objectives taken together: a vertex of a {@link CoverGraph} for each
 * variable, taken when its literal that costs is true. A group at most one of which is true is a clique of the negations.
 *
 * <p>Lexicographic objectives become one: a unit of an earlier one weighs more than all later ones together can.
 */
final class Covering {
    /** Clauses beyond these are more than a search by cases can look through. */
    private static final int MOST_CLAUSES = 40_000;
    private static final int MOST_WIDE = 4_000;

    private final WeightedProblem problem;
    /** By variable: what it costs to be true rather than false. */
    private final long[] price;

    private Covering(WeightedProblem problem, long[] price) {
        this.problem = problem;
        this.price = price;
    }

    /** {@return the problem as one of covering, where it is one} */
    static Optional<Covering> of(WeightedProblem problem) {
        try {
            Covering covering = new Covering(problem, prices(problem));
            return covering.holds() ? Optional.of(covering) : Optional.empty();
        } catch (ArithmeticException tooGreat) {
            return Optional.empty();
        }
    }

    /** Exact, and so small that all of them together, and some more, are a long. */
    private static long[] prices(WeightedProblem problem) {
        long[] price = new long[problem.variables() + 1];
        long unit = 1;
        for (Objective objective : problem.objectives().reversed()) {
            long all = 0;
            for (int i = 0; i < objective.literals().length; i++) {
                long weight = Math.multiplyExact(unit, objective.weights()[i]);
                int v = Math.abs(objective.literals()[i]);
                price[v] = Math.addExact(price[v], objective.literals()[i] > 0 ? weight : -weight);
                all = Math.addExact(all, weight);
            }
            unit = Math.addExact(unit, all);
        }
        Math.multiplyExact(unit, 4 * (problem.variables() + 1L));
        return price;
    }

    private boolean holds() {
        IntList clauses = problem.clauses();
        int wide = 0;
        for (int at = 0; at < clauses.size(); at += 1 + clauses.get(at)) {
            wide += clauses.get(at) > 2 ? 1 : 0;
            for (int i = at + 1; i <= at + clauses.get(at); i++) {
                if (!costs(clauses.get(i))) {
                    return false;
                }
            }
        }
        return wide <= MOST_WIDE && problem.clauseCount() <= MOST_CLAUSES && groupsHold();
    }

    private boolean groupsHold() {
        long pairs = 0;
        for (int[] group : problem.groups()) {
            pairs += (long) group.length * group.length / 2;
            for (int literal : group) {
                if (!costs(-literal)) {
                    return false;
                }
            }
        }
        return pairs <= MOST_CLAUSES;
    }

    private boolean costs(int literal) {
        long of = price[Math.abs(literal)];
        return literal > 0 ? of > 0 : of < 0;
    }

    private long[] weights() {
        long[] weights = new long[problem.variables()];
        for (int v = 0; v < weights.length; v++) {
            weights[v] = Math.abs(price[v + 1]);
        }
        return weights;
    }

    /** {@return the graph, its vertex v for the variable v + 1} */
    CoverGraph graph() {
        CoverGraph graph = new CoverGraph(weights());
        IntList clauses = problem.clauses();
        for (int at = 0; at < clauses.size(); at += 1 + clauses.get(at)) {
            int[] vertices = new int[clauses.get(at)];
            for (int i = 0; i < vertices.length; i++) {
                vertices[i] = Math.abs(clauses.get(at + 1 + i)) - 1;
            }
            graph.clause(Arrays.stream(vertices).distinct().toArray());
        }
        for (int[] group : problem.groups()) {
            for (int i = 1; i < group.length; i++) {
                for (int j = 0; j < i; j++) {
                    graph.clause(Math.abs(group[i]) - 1, Math.abs(group[j]) - 1);
                }
            }
        }
        graph.touchAll();
        return graph;
    }

    /** {@return what the vertices cost that a model takes} */
    long cost(boolean[] model) {
        long sum = 0;
        for (int v = 1; v < price.length; v++) {
            sum += model[v] == price[v] > 0 ? Math.abs(price[v]) : 0;
        }
        return sum;
    }

    /** {@return the model that takes these} */
    boolean[] model(boolean[] cover) {
        boolean[] model = new boolean[problem.variables() + 1];
        for (int v = 1; v < model.length; v++) {
            model[v] = cover[v - 1] == price[v] > 0;
        }
        return model;
    }
}

package org.abifit.solver;

import java.util.Arrays;
import java.util.Optional;

/**
 * A problem whose clauses hold nothing but literals that cost, all objectives taken together: a vertex of a {@link CoverGraph} for each
 * variable, taken when its literal that costs is true. A group at most one of which is true is a clique of the negations.
 *
 * <p>Lexicographic objectives become one: a unit of an earlier one weighs more than all later ones together can.
 *
 * <p>What costs and stands in a single clause, of two, is true just where the other literal is false, as with a recommendation that is
 * met or paid for. Where others want that literal false, its negation bears the cost, and the clause is gone.
 */
final class Covering {
    /** Clauses beyond these are more than a search by cases can look through. */
    private static final int MOST_CLAUSES = 40_000;
    private static final int MOST_WIDE = 4_000;
    private static final long ROOM = 1 << 21;

    private final WeightedProblem problem;
    /** By variable: what it costs to be true rather than false. */
    private final long[] price;
    /** By variable: the literal that it is made equal to; 0 for most. */
    private final int[] same;

    private Covering(WeightedProblem problem) {
        this.problem = problem;
        this.price = prices(problem);
        this.same = new int[price.length];
        define();
    }

    /** {@return the problem as one of covering, where it is one} */
    static Optional<Covering> of(WeightedProblem problem) {
        if (problem.clauseCount() > MOST_CLAUSES) {
            return Optional.empty();
        }
        try {
            Covering covering = new Covering(problem);
            return covering.holds() ? Optional.of(covering) : Optional.empty();
        } catch (ArithmeticException tooGreat) {
            return Optional.empty();
        }
    }

    /** Exact, and so small that sums of many times all of them are a long. */
    private static long[] prices(WeightedProblem problem) {
        long[] price = new long[problem.variables() + 1];
        long unit = 1;
        for (Objective objective : problem.objectives().reversed()) {
            long all = 0;
            for (int i = 0; i < objective.literals().length; i++) {
                long weight = Math.multiplyExact(unit, objective.weights()[i]);
                int literal = objective.literals()[i];
                price[Math.abs(literal)] += literal > 0 ? weight : -weight;
                all = Math.addExact(all, weight);
            }
            unit = Math.addExact(unit, all);
        }
        Math.multiplyExact(unit, ROOM);
        return price;
    }

    private void define() {
        int[] places = places();
        IntList clauses = problem.clauses();
        for (int at = 0; at < clauses.size(); at += 1 + clauses.get(at)) {
            if (clauses.get(at) == 2 && !define(clauses.get(at + 1), clauses.get(at + 2), places)) {
                define(clauses.get(at + 2), clauses.get(at + 1), places);
            }
        }
    }

    /** {@return by literal, from the middle on: in how many clauses and negated in how many groups it stands} */
    private int[] places() {
        int[] places = new int[2 * price.length];
        IntList clauses = problem.clauses();
        for (int at = 0; at < clauses.size(); at += 1 + clauses.get(at)) {
            for (int i = at + 1; i <= at + clauses.get(at); i++) {
                places[price.length + clauses.get(i)]++;
            }
        }
        for (int[] group : problem.groups()) {
            for (int literal : group) {
                places[price.length - literal]++;
            }
        }
        return places;
    }

    private boolean define(int alone, int other, int[] places) {
        int v = Math.abs(alone);
        boolean defines = places[price.length + alone] == 1 && places[price.length - alone] == 0 && costs(alone);
        if (!defines || places[price.length - other] == 0) {
            return false;
        }
        same[v] = alone > 0 ? -other : other;
        price[Math.abs(other)] += other > 0 ? -Math.abs(price[v]) : Math.abs(price[v]);
        return true;
    }

    private boolean holds() {
        IntList clauses = problem.clauses();
        int wide = 0;
        for (int at = 0; at < clauses.size(); at += 1 + clauses.get(at)) {
            wide += clauses.get(at) > 2 ? 1 : 0;
            if (!isDefinition(at) && !allCost(at)) {
                return false;
            }
        }
        return wide <= MOST_WIDE && groupsHold();
    }

    private boolean isDefinition(int at) {
        IntList clauses = problem.clauses();
        return clauses.get(at) == 2 && (same[Math.abs(clauses.get(at + 1))] != 0 || same[Math.abs(clauses.get(at + 2))] != 0);
    }

    private boolean allCost(int at) {
        IntList clauses = problem.clauses();
        for (int i = at + 1; i <= at + clauses.get(at); i++) {
            if (!costs(clauses.get(i))) {
                return false;
            }
        }
        return true;
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

    /** {@return the graph; its vertex v is the variable v + 1} */
    CoverGraph graph() {
        CoverGraph graph = new CoverGraph(weights());
        IntList clauses = problem.clauses();
        for (int at = 0; at < clauses.size(); at += 1 + clauses.get(at)) {
            if (!isDefinition(at)) {
                int[] vertices = new int[clauses.get(at)];
                for (int i = 0; i < vertices.length; i++) {
                    vertices[i] = Math.abs(clauses.get(at + 1 + i)) - 1;
                }
                graph.clause(Arrays.stream(vertices).distinct().toArray());
            }
        }
        problem.groups().forEach(group -> clique(group, graph));
        graph.touchAll();
        return graph;
    }

    private static void clique(int[] group, CoverGraph graph) {
        for (int i = 1; i < group.length; i++) {
            for (int j = 0; j < i; j++) {
                graph.clause(Math.abs(group[i]) - 1, Math.abs(group[j]) - 1);
            }
        }
    }

    private long[] weights() {
        long[] weights = new long[problem.variables()];
        for (int v = 1; v < price.length; v++) {
            weights[v - 1] = same[v] == 0 ? Math.abs(price[v]) : 0;
        }
        return weights;
    }

    /** {@return what the vertices cost that a model takes} */
    long cost(boolean[] model) {
        long sum = 0;
        for (int v = 1; v < price.length; v++) {
            sum += same[v] == 0 && model[v] == price[v] > 0 ? Math.abs(price[v]) : 0;
        }
        return sum;
    }

    /** {@return the model that takes these} */
    boolean[] model(boolean[] cover) {
        boolean[] model = new boolean[price.length];
        for (int v = 1; v < price.length; v++) {
            model[v] = cover[v - 1] == price[v] > 0;
        }
        return completed(model);
    }

    /** {@return the model, with those variables that others decide as these want them} */
    boolean[] completed(boolean[] model) {
        boolean[] completed = model.clone();
        for (int v = 1; v < price.length; v++) {
            completed[v] = same[v] == 0 ? model[v] : model[Math.abs(same[v])] == same[v] > 0;
        }
        return completed;
    }
}

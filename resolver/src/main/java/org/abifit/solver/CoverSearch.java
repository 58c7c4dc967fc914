package org.abifit.solver;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The best cover by branch and bound, for problems on which cores say little: where each clause asks for something that costs, and
 * nothing excludes anything, nearly every core is a clause of two or three, and the proof is made of millions of them.
 *
 * <p>At each node: decide what needs no search ({@link CoverRules}), stop where the rest costs too much ({@link CoverBound}), solve
 * parts that share no clause apart, and else take the vertex that stands in most clauses, or do without it, which takes all its
 * neighbours.
 */
final class CoverSearch {
    /** Vertices looked at, over all nodes: what is harder is left to others. It is counted, not timed, so that answers stay the same. */
    private static final long MOST_WORK = 8_000_000;
    /** How much longer a vertex takes where there are longer clauses: prices are worked out in many steps. */
    private static final int WIDE = 8;

    /** What a node costs beside its vertices. */
    private static final int NODE = 10;

    private final Budget budget;
    private long work;
    private boolean givenUp;

    CoverSearch(Budget budget, long work) {
        this.budget = budget;
        this.work = work;
    }

    /**
     * A model.
     *
     * @param proven whether none costs less
     */
    record Found(boolean[] model, boolean proven) {}

    /** {@return the best model that was found of a problem of which one is known; nothing where it is not one of covering} */
    static Optional<Found> search(WeightedProblem problem, boolean[] known, Budget budget) {
        return Covering.of(problem).map(covering -> search(covering, known, budget, MOST_WORK));
    }

    static Found search(Covering covering, boolean[] known, Budget budget, long work) {
        CoverSearch search = new CoverSearch(budget, work);
        boolean[] cover = search.best(covering.graph(), covering.cost(known));
        return new Found(cover == null ? covering.completed(known) : covering.model(cover), !search.givenUp);
    }

    /** {@return the best cover, if it costs less; null if none does, or after giving up} */
    boolean[] best(CoverGraph graph, long below) {
        if (isTooMuch(graph.wide.length > 0 ? WIDE * graph.left() : graph.left())) {
            return null;
        }
        do {
            CoverRules.apply(graph);
        } while (graph.cost() < below && settle(graph, below - graph.cost()));
        if (graph.cost() >= below) {
            return null;
        }
        boolean[] cover = rest(graph, below - graph.cost());
        return cover == null ? null : graph.lift(cover);
    }

    /** Decides what a cover that costs less than a limit leaves no choice about. */
    private boolean settle(CoverGraph graph, long below) {
        int before = graph.left();
        if (before == 0) {
            return false;
        }
        CoverPrices prices = CoverBound.of(graph, below);
        if (prices.bound() >= below) {
            graph.abandon();
            return false;
        }
        for (int v = 0; v < graph.weight.length; v++) {
            if (graph.has(v) && prices.isOut(v, below)) {
                graph.drop(v);
            } else if (graph.has(v) && prices.isTaken(v, below)) {
                graph.take(v);
            }
        }
        return graph.left() < before;
    }

    private boolean isTooMuch(int size) {
        work -= NODE + size;
        givenUp |= work < 0 || budget.isOver();
        return givenUp;
    }

    private boolean[] rest(CoverGraph graph, long below) {
        if (graph.left() == 0) {
            return new boolean[graph.weight.length];
        }
        List<int[]> parts = graph.parts();
        if (parts.size() > 1) {
            return apart(graph, parts, below);
        }
        return 2 * graph.left() < graph.weight.length ? smaller(graph, parts.get(0), below) : branch(graph, below);
    }

    private boolean[] apart(CoverGraph graph, List<int[]> parts, long below) {
        parts.sort(Comparator.comparingInt(p -> p.length));
        CoverGraph[] graphs = new CoverGraph[parts.size()];
        long[] bounds = new long[parts.size()];
        long least = 0;
        for (int p = 0; p < graphs.length; p++) {
            graphs[p] = graph.part(parts.get(p));
            bounds[p] = CoverBound.of(graphs[p], below).bound();
            least += bounds[p];
        }
        boolean[] cover = new boolean[graph.weight.length];
        for (int p = 0; p < graphs.length; p++) {
            least -= bounds[p];
            boolean[] part = best(graphs[p].copy(), below - least);
            if (part == null) {
                return null;
            }
            least += cost(part, graphs[p]);
            put(part, parts.get(p), cover);
        }
        return cover;
    }

    private boolean[] smaller(CoverGraph graph, int[] vertices, long below) {
        boolean[] cover = new boolean[graph.weight.length];
        boolean[] part = branch(graph.part(vertices), below);
        if (part == null) {
            return null;
        }
        put(part, vertices, cover);
        return cover;
    }

    private static void put(boolean[] part, int[] vertices, boolean[] cover) {
        for (int i = 0; i < part.length; i++) {
            cover[vertices[i]] = part[i];
        }
    }

    private boolean[] branch(CoverGraph graph, long below) {
        int v = choice(graph);
        CoverGraph with = graph.copy();
        with.take(v);
        boolean[] taken = best(with, below);
        long less = taken == null ? below : cost(taken, graph);
        CoverGraph without = graph.copy();
        without.drop(v);
        boolean[] dropped = best(without, less);
        return dropped == null ? taken : dropped;
    }

    private static long cost(boolean[] cover, CoverGraph graph) {
        long sum = 0;
        for (int v = 0; v < cover.length; v++) {
            sum += graph.has(v) && cover[v] ? graph.weight[v] : 0;
        }
        return sum;
    }

    /** {@return who stands in most clauses, shorter ones counting more} */
    private static int choice(CoverGraph graph) {
        int best = -1;
        long most = -1;
        for (int v = 0; v < graph.weight.length; v++) {
            if (graph.has(v)) {
                long score = 64L * graph.next[v].length;
                for (int c : graph.wideOf[v]) {
                    score += Math.max(1, 64 >> (graph.wide[c].length - 2));
                }
                if (score > most) {
                    most = score;
                    best = v;
                }
            }
        }
        return best;
    }
}

package org.abifit.solver;

/**
 * Decisions of a covering problem that need no search: for each there is a best cover that agrees. In the words of independent sets (a
 * vertex that is not taken is <em>out</em>; the ends of an edge are not both out):
 * <ul>
 * <li>a vertex that weighs as much as all its neighbours is out;
 * <li>if the neighbours form a clique, those not heavier than the vertex are taken, and the others decide for it;
 * <li>of a vertex with two neighbours, no lighter than either, the neighbours are both out or both taken: they become one;
 * <li>a vertex with longer clauses only, all of which hold one vertex that is no heavier, is out;
 * <li>assume that each best cover leaves a vertex out, and follow what this implies for others; if in the end a cover as good results
 *     by taking some of these and leaving out one neighbour, the assumption is wrong: the vertex is taken ("unconfined": Xiao and
 *     Nagamochi, 2013; with weights: Xiao, Huang, Zhou and Ding, 2021).
 * </ul>
 */
final class CoverRules {
    private static final int FAR = 16;

    private final CoverGraph graph;
    /** By vertex: whether the assumption leaves it out (2), or takes it (1). */
    private final byte[] assumed;
    private final IntList marked = new IntList();

    private CoverRules(CoverGraph graph) {
        this.graph = graph;
        this.assumed = new byte[graph.weight.length];
    }

    /** Decides what can be decided. */
    static void apply(CoverGraph graph) {
        CoverRules rules = new CoverRules(graph);
        while (!graph.changed().isEmpty() || !graph.surroundings().isEmpty()) {
            if (!graph.changed().isEmpty()) {
                rules.near(graph.changed().remove());
            } else {
                rules.far(graph.surroundings().remove());
            }
        }
    }

    private void near(int v) {
        if (!graph.has(v)) {
            return;
        }
        if (graph.wideOf[v].length > 0) {
            if (graph.next[v].length == 0 && isDominated(v)) {
                graph.drop(v);
            }
        } else if (graph.weight[v] >= sum(graph.next[v])) {
            graph.drop(v);
        } else if (isClique(graph.next[v])) {
            clique(v);
        } else if (graph.next[v].length == 2) {
            fold(v, graph.next[v][0], graph.next[v][1]);
        }
    }

    private long sum(int[] vertices) {
        long sum = 0;
        for (int u : vertices) {
            sum += graph.weight[u];
        }
        return sum;
    }

    private boolean isClique(int[] vertices) {
        for (int i = 1; i < vertices.length; i++) {
            for (int j = 0; j < i; j++) {
                if (!graph.adjacent(vertices[i], vertices[j])) {
                    return false;
                }
            }
        }
        return true;
    }

    private void clique(int v) {
        for (int u : graph.next[v]) {
            if (graph.weight[u] <= graph.weight[v]) {
                graph.take(u);
            }
        }
        if (graph.next[v].length == 0) {
            graph.drop(v);
        } else {
            graph.unless(v);
        }
    }

    private void fold(int v, int x, int y) {
        if (graph.weight[v] >= Math.max(graph.weight[x], graph.weight[y])) {
            graph.fold(v, x, y);
        }
    }

    private boolean isDominated(int v) {
        for (int u : graph.wide[graph.wideOf[v][0]]) {
            if (u != v && graph.weight[u] <= graph.weight[v] && isInAll(u, graph.wideOf[v])) {
                return true;
            }
        }
        return false;
    }

    private boolean isInAll(int u, int[] clauses) {
        for (int c : clauses) {
            boolean in = false;
            for (int other : graph.wide[c]) {
                in |= other == u;
            }
            if (!in) {
                return false;
            }
        }
        return true;
    }

    // ---- by contradiction

    private void far(int v) {
        if (graph.has(v) && graph.next[v].length > 0) {
            boolean wrong = isUnconfined(v);
            while (!marked.isEmpty()) {
                assumed[marked.removeLast()] = 0;
            }
            if (wrong) {
                graph.take(v);
            }
        }
    }

    private boolean isUnconfined(int v) {
        out(v);
        for (int i = 0; i < marked.size() && marked.size() < FAR * FAR; i++) {
            int u = marked.get(i);
            if (assumed[u] == 1 && graph.wideOf[u].length == 0) {
                int implied = implied(u);
                if (implied == WRONG) {
                    return true;
                }
                if (implied != NOTHING) {
                    out(implied);
                    i = -1;
                }
            }
        }
        return false;
    }

    private static final int WRONG = -1;
    private static final int NOTHING = -2;

    private void out(int v) {
        mark(v, 2);
        for (int u : graph.next[v]) {
            if (assumed[u] == 0) {
                mark(u, 1);
            }
        }
    }

    private void mark(int v, int as) {
        assumed[v] = (byte) as;
        marked.add(v);
    }

    /** {@return what must be out so that leaving out u and taking its neighbours is not as good} */
    private int implied(int u) {
        long paid = 0;
        int heaviest = NOTHING;
        for (int x : graph.next[u]) {
            if (assumed[x] != 1) {
                paid += graph.weight[x];
                if (assumed[x] == 0 && (heaviest == NOTHING || graph.weight[x] > graph.weight[heaviest])) {
                    heaviest = x;
                }
            }
        }
        if (graph.weight[u] >= paid) {
            return WRONG;
        }
        return heaviest != NOTHING && graph.weight[u] >= paid - graph.weight[heaviest] ? heaviest : NOTHING;
    }
}

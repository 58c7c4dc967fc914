package org.abifit.solver;

/**
 * What a cover costs at least. Each vertex's weight is spent at most once, on structures of which any cover takes enough: a clique of k
 * costs k - 1 times what each of its vertices gives, an odd cycle of length 5 three times, a clause once.
 */
final class CoverBound {
    private final CoverGraph graph;
    private final long[] rest;
    private final int[] mark;
    private int stamp;
    private long bound;

    private CoverBound(CoverGraph graph) {
        this.graph = graph;
        this.rest = graph.weight.clone();
        this.mark = new int[rest.length];
    }

    /** {@return a sum that no cover of what is left is below} */
    static long of(CoverGraph graph) {
        CoverBound bound = new CoverBound(graph);
        int[] order = bound.byDegree();
        for (int v : order) {
            bound.cliques(v);
        }
        for (int v : order) {
            bound.cycles(v);
        }
        for (int v : order) {
            bound.clauses(v);
        }
        return bound.bound;
    }

    /** {@return vertices by ascending degree} */
    private int[] byDegree() {
        int most = 0;
        for (int v = 0; v < rest.length; v++) {
            most = graph.has(v) ? Math.max(most, graph.next[v].length) : most;
        }
        int[] from = new int[most + 2];
        for (int v = 0; v < rest.length; v++) {
            if (graph.has(v)) {
                from[graph.next[v].length + 1]++;
            }
        }
        for (int d = 1; d < from.length; d++) {
            from[d] += from[d - 1];
        }
        int[] order = new int[from[most + 1]];
        for (int v = 0; v < rest.length; v++) {
            if (graph.has(v)) {
                order[from[graph.next[v].length]++] = v;
            }
        }
        return order;
    }

    private void pay(int[] vertices, int count, int times) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, rest[vertices[i]]);
        }
        for (int i = 0; i < count; i++) {
            rest[vertices[i]] -= least;
        }
        bound += times * least;
    }

    // ---- cliques

    private void cliques(int v) {
        int[] clique = new int[graph.next[v].length + 1];
        clique[0] = v;
        for (int i = 0; i < graph.next[v].length && rest[v] > 0; i++) {
            int size = grown(clique, i);
            if (size > 2) {
                pay(clique, size, size - 1);
            }
        }
    }

    private int grown(int[] clique, int from) {
        int[] ends = graph.next[clique[0]];
        int size = 1;
        for (int i = from; i < ends.length; i++) {
            if (rest[ends[i]] > 0 && goesWith(ends[i], clique, size)) {
                clique[size++] = ends[i];
            } else if (size == 1) {
                return 1;
            }
        }
        return size;
    }

    private boolean goesWith(int u, int[] clique, int size) {
        for (int i = 1; i < size; i++) {
            if (!graph.adjacent(u, clique[i])) {
                return false;
            }
        }
        return true;
    }

    // ---- cycles of five

    private void cycles(int v) {
        while (rest[v] > 0) {
            int[] cycle = cycle(v);
            if (cycle == null) {
                return;
            }
            pay(cycle, 5, 3);
        }
    }

    /** {@return v, a, c, d, b with edges between each and the next, and between b and v; null where there is none} */
    private int[] cycle(int v) {
        for (int a : graph.next[v]) {
            if (rest[a] > 0) {
                stamp++;
                for (int c : graph.next[a]) {
                    mark[c] = stamp;
                }
                mark[v] = 0;
                int[] found = through(v, a);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private int[] through(int v, int a) {
        for (int b : graph.next[v]) {
            if (b != a && rest[b] > 0) {
                for (int d : graph.next[b]) {
                    if (d != v && d != a && rest[d] > 0) {
                        for (int c : graph.next[d]) {
                            if (mark[c] == stamp && c != b && rest[c] > 0) {
                                return new int[] {v, a, c, d, b};
                            }
                        }
                    }
                }
            }
        }
        return null;
    }

    // ---- clauses

    private void clauses(int v) {
        while (rest[v] > 0) {
            int best = -1;
            for (int u : graph.next[v]) {
                if (rest[u] > 0 && (best < 0 || graph.next[u].length < graph.next[best].length)) {
                    best = u;
                }
            }
            if (best < 0) {
                break;
            }
            pay(new int[] {v, best}, 2, 1);
        }
        for (int c : graph.wideOf[v]) {
            pay(graph.wide[c], graph.wide[c].length, 1);
        }
    }
}

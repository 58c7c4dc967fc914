package org.abifit.solver;

/**
 * What a cover costs at least. Each vertex's weight is spent at most once, on structures of which any cover takes enough: a clique of k
 * costs k - 1 times what each of its vertices gives, a cycle of five three times, a clause once. For edges that is about as good as it
 * gets; with longer clauses it is far too little, and better {@link CoverPrices} are worth their time.
 */
final class CoverBound {
    private static final int STEPS = 250;
    private static final int DONE = -1;

    private final CoverGraph graph;
    private final CoverPrices prices;
    private final int[] mark;
    private final int[] order;
    private int stamp;
    private int longRows;

    private CoverBound(CoverGraph graph) {
        this.graph = graph;
        this.mark = new int[graph.weight.length];
        boolean[] counts = new boolean[mark.length];
        for (int v = 0; v < mark.length; v++) {
            counts[v] = graph.has(v);
        }
        prices = new CoverPrices(graph.weight, counts);
        order = byDegree();
    }

    /**
     * {@return prices that show what a cover of what is left costs at least}
     *
     * @param limit more than this need not be shown
     */
    static CoverPrices of(CoverGraph graph, long limit) {
        CoverBound bound = new CoverBound(graph);
        for (int v : bound.order) {
            bound.cliques(v);
        }
        for (int v : bound.order) {
            bound.cycles(v);
        }
        for (int v : bound.order) {
            bound.clauses(v);
        }
        bound.prices.improve(limit, bound.longRows > 0 ? STEPS : 0);
        return bound.prices;
    }

    /** {@return vertices by ascending degree} */
    private int[] byDegree() {
        int most = 0;
        for (int v = 0; v < mark.length; v++) {
            most = graph.has(v) ? Math.max(most, graph.next[v].length) : most;
        }
        int[] from = new int[most + 2];
        for (int v = 0; v < mark.length; v++) {
            if (graph.has(v)) {
                from[graph.next[v].length + 1]++;
            }
        }
        for (int d = 1; d < from.length; d++) {
            from[d] += from[d - 1];
        }
        int[] order = new int[from[most + 1]];
        for (int v = 0; v < mark.length; v++) {
            if (graph.has(v)) {
                order[from[graph.next[v].length]++] = v;
            }
        }
        return order;
    }

    // ---- cliques

    private void cliques(int v) {
        int[] clique = new int[graph.next[v].length + 1];
        clique[0] = v;
        for (int i = 0; i < graph.next[v].length && prices.rest(v) > 0; i++) {
            int size = grown(clique, i);
            if (size > 2) {
                prices.row(clique, size, size - 1);
            }
        }
    }

    private int grown(int[] clique, int from) {
        int[] ends = graph.next[clique[0]];
        int size = 1;
        for (int i = from; i < ends.length; i++) {
            if (prices.rest(ends[i]) > 0 && goesWith(ends[i], clique, size)) {
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
        while (prices.rest(v) > 0) {
            int[] cycle = cycle(v);
            if (cycle == null) {
                return;
            }
            prices.row(cycle, 5, 3);
        }
    }

    /** {@return v, a, c, d, b with edges between each and the next, and between b and v; null where there is none} */
    private int[] cycle(int v) {
        for (int a : graph.next[v]) {
            if (prices.rest(a) > 0) {
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
            if (b != a && prices.rest(b) > 0) {
                for (int d : graph.next[b]) {
                    if (d != v && d != a && prices.rest(d) > 0) {
                        for (int c : graph.next[d]) {
                            if (mark[c] == stamp && c != b && prices.rest(c) > 0) {
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

    /** Each clause once, those first that have fewest alternatives. */
    private void clauses(int v) {
        int[] ends = graph.next[v].clone();
        for (int i = 0; i < ends.length; i++) {
            int least = i;
            for (int j = i + 1; j < ends.length; j++) {
                least = graph.next[ends[j]].length < graph.next[ends[least]].length ? j : least;
            }
            int u = ends[least];
            ends[least] = ends[i];
            if (mark[u] != DONE) {
                prices.row(new int[] {v, u}, 2, 1);
            }
        }
        for (int c : graph.wideOf[v]) {
            if (firstDone(graph.wide[c])) {
                prices.row(graph.wide[c], graph.wide[c].length, 1);
                longRows++;
            }
        }
        mark[v] = DONE;
    }

    private boolean firstDone(int[] clause) {
        for (int u : clause) {
            if (mark[u] == DONE) {
                return false;
            }
        }
        return true;
    }
}

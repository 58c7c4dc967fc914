package org.abifit.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A covering problem under way: of each clause one vertex at least is to be taken, and what is taken costs its weight. Clauses of two
 * are edges; longer ones stand apart, and none of them contains both ends of an edge or another whole clause.
 *
 * <p>A search copies its problem at each node, so the small arrays are never written to, only replaced: a copy shares them. What a
 * step decides is logged, so that a cover of what is left becomes one of the problem at the start ({@link #lift}).
 */
final class CoverGraph {
    private static final int[] NONE = {};

    /** By vertex. */
    final long[] weight;
    /** By vertex: the other ends of its edges; null where the vertex is decided. */
    final int[][] next;
    /** By vertex: its longer clauses. */
    final int[][] wideOf;
    /** By number: a longer clause; null where it is met. */
    int[][] wide;
    private long cost;
    private int left;
    /** What was decided, each as its operands and then its kind. */
    private final IntList log = new IntList();
    private final CoverQueue changed;
    private final CoverQueue surroundings;

    private static final int TAKEN = 0;
    private static final int FOLDED = 1;
    private static final int UNLESS = 2;

    CoverGraph(long[] weight) {
        this(weight, new int[weight.length][], new int[weight.length][], new int[0][]);
        Arrays.fill(next, NONE);
        Arrays.fill(wideOf, NONE);
        left = weight.length;
    }

    private CoverGraph(long[] weight, int[][] next, int[][] wideOf, int[][] wide) {
        this.weight = weight;
        this.next = next;
        this.wideOf = wideOf;
        this.wide = wide;
        changed = new CoverQueue(weight.length);
        surroundings = new CoverQueue(weight.length);
    }

    /** {@return what is left, with nothing logged and nothing paid} */
    CoverGraph copy() {
        CoverGraph copy = new CoverGraph(weight.clone(), next.clone(), wideOf.clone(), wide.clone());
        copy.left = left;
        return copy;
    }

    /** {@return what is taken so far costs} */
    long cost() {
        return cost;
    }

    /** Nothing that is left can be worth it. */
    void abandon() {
        cost = Long.MAX_VALUE;
    }

    /** {@return how many vertices are not decided} */
    int left() {
        return left;
    }

    boolean has(int v) {
        return next[v] != null;
    }

    boolean adjacent(int a, int b) {
        return Sets.contains(next[a], b);
    }

    /** {@return vertices whose clauses or weight changed since they were last asked for} */
    CoverQueue changed() {
        return changed;
    }

    /** {@return vertices near which something changed} */
    CoverQueue surroundings() {
        return surroundings;
    }

    // ---- clauses

    /** Adds a clause, before anything is decided but what a clause of one decides. */
    void clause(int... vertices) {
        if (isMet(vertices)) {
            return;
        }
        if (vertices.length == 1) {
            take(vertices[0]);
        } else if (vertices.length == 2) {
            edge(vertices[0], vertices[1]);
        } else if (!isSubsumed(vertices)) {
            subsume(vertices);
            wide = Arrays.copyOf(wide, wide.length + 1);
            put(wide.length - 1, vertices);
        }
    }

    private boolean isMet(int[] vertices) {
        for (int v : vertices) {
            if (next[v] == null) {
                return true;
            }
        }
        return false;
    }

    /** All is to be looked at. */
    void touchAll() {
        for (int v = 0; v < weight.length; v++) {
            touch(v);
        }
    }

    private void put(int number, int[] vertices) {
        wide[number] = vertices;
        for (int v : vertices) {
            wideOf[v] = Sets.with(wideOf[v], number);
            touch(v);
        }
    }

    private void edge(int a, int b) {
        if (!adjacent(a, b)) {
            subsume(a, b);
            next[a] = Sets.with(next[a], b);
            next[b] = Sets.with(next[b], a);
            touch(a);
            touch(b);
        }
    }

    private boolean isSubsumed(int[] vertices) {
        for (int v : vertices) {
            for (int u : next[v]) {
                if (Sets.contains(vertices, u)) {
                    return true;
                }
            }
            for (int c : wideOf[v]) {
                if (wide[c].length <= vertices.length && Sets.containsAll(vertices, wide[c])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Longer clauses that contain these are met whenever these are. */
    private void subsume(int... vertices) {
        for (int c : wideOf[vertices[0]]) {
            if (Sets.containsAll(wide[c], vertices)) {
                met(c);
            }
        }
    }

    private void met(int c) {
        for (int v : wide[c]) {
            wideOf[v] = Sets.without(wideOf[v], c);
            touch(v);
        }
        wide[c] = null;
    }

    private void replace(int c, int[] vertices) {
        met(c);
        if (vertices.length == 2) {
            edge(vertices[0], vertices[1]);
        } else if (!isSubsumed(vertices)) {
            subsume(vertices);
            put(c, vertices);
        }
    }

    private void touch(int v) {
        if (next[v] != null) {
            changed.add(v);
            surroundings.add(v);
            for (int u : next[v]) {
                surroundings.add(u);
            }
        }
    }

    // ---- decisions

    /** Takes a vertex: its clauses are met. */
    void take(int v) {
        cost += weight[v];
        log.add(v);
        log.add(TAKEN);
        for (int c : wideOf[v]) {
            met(c);
        }
        detach(v);
    }

    private void detach(int v) {
        int[] ends = next[v];
        next[v] = null;
        left--;
        for (int u : ends) {
            next[u] = Sets.without(next[u], v);
            touch(u);
        }
    }

    /** Does without a vertex: its clauses are met by others. */
    void drop(int v) {
        for (int u : next[v]) {
            take(u);
        }
        for (int c : wideOf[v]) {
            if (wide[c] != null) {
                replace(c, Sets.without(wide[c], v));
            }
        }
        detach(v);
    }

    /** A vertex all of whose edges lead into a clique, in which all are heavier: it is taken unless all of them are. */
    void unless(int v) {
        int[] ends = next[v];
        cost += ends.length * weight[v];
        log.addAll(ends);
        log.add(ends.length);
        log.add(v);
        log.add(UNLESS);
        for (int u : ends) {
            weight[u] -= weight[v];
        }
        detach(v);
    }

    /** Of an edge to x and one to y either v is taken, or both x and y: from now on x stands for both. */
    void fold(int v, int x, int y) {
        cost += weight[v];
        log.add(v);
        log.add(x);
        log.add(y);
        log.add(FOLDED);
        weight[x] += weight[y] - weight[v];
        detach(v);
        int[] ends = next[y];
        for (int c : wideOf[y]) {
            if (wide[c] != null) {
                int[] others = Sets.without(wide[c], y);
                replace(c, Sets.contains(others, x) ? others : Sets.with(others, x));
            }
        }
        detach(y);
        for (int u : ends) {
            edge(x, u);
        }
        touch(x);
    }

    /** Makes a cover of what is left one of what there was at the start. */
    boolean[] lift(boolean[] cover) {
        for (int at = log.size(); at > 0; ) {
            int kind = log.get(--at);
            if (kind == TAKEN) {
                cover[log.get(--at)] = true;
            } else if (kind == FOLDED) {
                at -= 3;
                unfold(cover, log.get(at), log.get(at + 1), log.get(at + 2));
            } else {
                int v = log.get(--at);
                int count = log.get(--at);
                at -= count;
                cover[v] = !allTaken(cover, at, count);
            }
        }
        return cover;
    }

    private static void unfold(boolean[] cover, int v, int x, int y) {
        cover[v] = !cover[x];
        cover[y] = cover[x];
    }

    private boolean allTaken(boolean[] cover, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!cover[log.get(i)]) {
                return false;
            }
        }
        return true;
    }

    // ---- parts

    /** {@return the vertices that are left, in parts that share no clause} */
    List<int[]> parts() {
        List<int[]> parts = new ArrayList<>();
        boolean[] seen = new boolean[weight.length];
        for (int v = 0; v < weight.length; v++) {
            if (next[v] != null && !seen[v]) {
                parts.add(reached(v, seen));
            }
        }
        return parts;
    }

    private int[] reached(int from, boolean[] seen) {
        IntList part = new IntList();
        seen[from] = true;
        part.add(from);
        for (int i = 0; i < part.size(); i++) {
            reach(next[part.get(i)], seen, part);
            for (int c : wideOf[part.get(i)]) {
                reach(wide[c], seen, part);
            }
        }
        return part.toArray();
    }

    private static void reach(int[] vertices, boolean[] seen, IntList part) {
        for (int u : vertices) {
            if (!seen[u]) {
                seen[u] = true;
                part.add(u);
            }
        }
    }

    /** {@return a part on its own; its vertex i is the i-th of these} */
    CoverGraph part(int[] vertices) {
        int[] number = new int[weight.length];
        long[] weights = new long[vertices.length];
        for (int i = 0; i < vertices.length; i++) {
            number[vertices[i]] = i;
            weights[i] = weight[vertices[i]];
        }
        CoverGraph part = new CoverGraph(weights);
        IntList clauses = new IntList();
        for (int i = 0; i < vertices.length; i++) {
            part.next[i] = renamed(next[vertices[i]], number);
            for (int c : wideOf[vertices[i]]) {
                if (wide[c][0] == vertices[i]) {
                    clauses.add(c);
                }
            }
        }
        part.wide = new int[clauses.size()][];
        for (int i = 0; i < part.wide.length; i++) {
            part.put(i, renamed(wide[clauses.get(i)], number));
        }
        part.changed.clear();
        part.surroundings.clear();
        return part;
    }

    private static int[] renamed(int[] vertices, int[] number) {
        int[] named = new int[vertices.length];
        for (int i = 0; i < named.length; i++) {
            named[i] = number[vertices[i]];
        }
        return named;
    }
}

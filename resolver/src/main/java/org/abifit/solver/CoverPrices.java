package org.abifit.solver;

import java.util.Arrays;

/**
 * Prices on what is asked for. A row says that of some vertices so many at least are taken; a price on a row, whatever it is, turns
 * "must" into "pays", and then each vertex can be decided alone: it is taken if rows pay more than it weighs. That costs no more than
 * the best cover does (Lagrange's bound). Prices move towards what is still missing, step by step (subgradients), and the best ones
 * also tell which vertices cannot be taken, or done without, in any cover that costs less than a limit.
 *
 * <p>All is exact: weights are scaled up by a power of two, prices are whole numbers, and only the length of a step is rounded.
 */
final class CoverPrices {
    private static final int PATIENCE = 10;
    private static final double SHORTEST = 0.1;
    /** Sums of prices stay far below 2^63. */
    private static final int BITS = 42;

    /** One row after the other. */
    private final IntList vertices = new IntList(256);
    private final IntList from = new IntList();
    private final IntList demands = new IntList();
    private final int scale;
    private long[] price = new long[64];
    /** By vertex: its weight less what rows pay. */
    private long[] rest;
    private long[] bestRest;
    private long best = Long.MIN_VALUE;

    CoverPrices(long[] weight, boolean[] counts) {
        long most = 1;
        for (int v = 0; v < weight.length; v++) {
            most += counts[v] ? weight[v] : 0;
        }
        scale = Math.max(0, Math.min(16, BITS - (Long.SIZE - Long.numberOfLeadingZeros(most))));
        rest = new long[weight.length];
        for (int v = 0; v < rest.length; v++) {
            rest[v] = counts[v] ? weight[v] << scale : 0;
        }
        from.add(0);
    }

    long rest(int v) {
        return rest[v];
    }

    /** Adds a row that pays as much as all its vertices have left. */
    void row(int[] of, int count, int demand) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, rest[of[i]]);
        }
        for (int i = 0; i < count; i++) {
            vertices.add(of[i]);
            rest[of[i]] -= least;
        }
        if (demands.size() == price.length) {
            price = Arrays.copyOf(price, 2 * price.length);
        }
        price[demands.size()] = least;
        from.add(vertices.size());
        demands.add(demand);
    }

    /** {@return what any cover costs at least} */
    long bound() {
        return scaled(best);
    }

    private long scaled(long value) {
        return -(-value >> scale);
    }

    /** Improves the prices until they show that no cover costs less than a limit, or for so many steps. */
    void improve(long limit, int steps) {
        double length = 1;
        int failures = 0;
        for (int i = 0; i <= steps && length > SHORTEST; i++) {
            long value = value();
            if (value > best) {
                best = value;
                bestRest = rest.clone();
                failures = 0;
            } else if (++failures > PATIENCE) {
                length /= 2;
                failures = 0;
            }
            if (bound() >= limit || i == steps || !step(length * (((double) limit - 0.5) * (1L << scale) - value))) {
                return;
            }
        }
    }

    private long value() {
        long sum = 0;
        for (int r = 0; r < demands.size(); r++) {
            sum += demands.get(r) * price[r];
        }
        for (long one : rest) {
            sum += Math.min(0, one);
        }
        return sum;
    }

    private boolean step(double distance) {
        int[] missing = new int[demands.size()];
        long norm = 0;
        for (int r = 0; r < missing.length; r++) {
            missing[r] = missing(r);
            norm += (long) missing[r] * missing[r];
        }
        if (norm == 0) {
            return false;
        }
        double each = distance / norm;
        long[] next = rest.clone();
        for (int r = 0; r < missing.length; r++) {
            if (missing[r] != 0) {
                long to = Math.clamp(price[r] + Math.round(each * missing[r]), 0, 1L << BITS);
                long more = to - price[r];
                price[r] = to;
                for (int i = from.get(r); i < from.get(r + 1); i++) {
                    next[vertices.get(i)] -= more;
                }
            }
        }
        rest = next;
        return true;
    }

    private int missing(int r) {
        int missing = demands.get(r);
        for (int i = from.get(r); i < from.get(r + 1); i++) {
            missing -= rest[vertices.get(i)] < 0 ? 1 : 0;
        }
        return missing < 0 && price[r] == 0 ? 0 : missing;
    }

    /** {@return whether no cover that costs less than a limit takes a vertex} */
    boolean isOut(int v, long limit) {
        return bestRest[v] > 0 && scaled(best + bestRest[v]) >= limit;
    }

    /** {@return whether each cover that costs less than a limit takes a vertex} */
    boolean isTaken(int v, long limit) {
        return bestRest[v] < 0 && scaled(best - bestRest[v]) >= limit;
    }
}

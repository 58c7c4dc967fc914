package org.abifit.solver;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * The fewest sets that cover all elements: a linear programme over zeros and ones, solved by ojAlgo. Of equally few sets those whose
 * elements cost least, each element in its cheapest chosen set; of these the ones whose set comes first.
 *
 * <p>What comes from floating point is not believed: that the sets cover is looked up, and that fewer cannot is proven by {@link Fewer}.
 *
 * @param chosen indices of the sets, ascending
 * @param cost the sum of the elements' costs
 * @param lowerBound fewer sets than this cannot cover
 */
public record Cover(List<Integer> chosen, long cost, int lowerBound) {
    /** An element that a set does not hold. */
    public static final int NOT_HELD = -1;
    private static final int STEPS = 2_000_000;

    /** {@return whether it is proven that fewer sets do not do} */
    public boolean isFewest() {
        return lowerBound == chosen.size();
    }

    /**
     * {@return the best cover; elements that no set holds are left out}
     *
     * @param costs per set and element what the element costs in it, 0 or more, or {@link #NOT_HELD}
     */
    public static Cover of(int[][] costs) {
        int elements = costs.length == 0 ? 0 : costs[0].length;
        int[] held = IntStream.range(0, elements).filter(e -> IntStream.range(0, costs.length).anyMatch(s -> costs[s][e] != NOT_HELD)).toArray();
        if (held.length == 0) {
            return new Cover(List.of(), 0, 0);
        }
        int[][] table = new int[costs.length][];
        for (int s = 0; s < costs.length; s++) {
            int[] row = costs[s];
            table[s] = IntStream.of(held).map(e -> row[e]).toArray();
        }
        return new Search(table).best();
    }

    /** {@return what all elements cost, each in the cheapest of these sets, or -1 where one lies in none of them} */
    static long cost(int[][] costs, List<Integer> sets) {
        long sum = 0;
        for (int e = 0; e < (costs.length == 0 ? 0 : costs[0].length); e++) {
            int element = e;
            int least = sets.stream().mapToInt(s -> costs[s][element]).filter(c -> c != NOT_HELD).min().orElse(NOT_HELD);
            if (least == NOT_HELD) {
                return -1;
            }
            sum += least;
        }
        return sum;
    }

    /** The programmes, one after the other: how many sets, what they cost, and which are first. */
    private record Search(int[][] costs) {
        Cover best() {
            List<Integer> fewest = solve(false, costs.length, Long.MAX_VALUE, List.of());
            int count = fewest.size();
            List<Integer> chosen = count == 1 ? single() : first(count);
            return new Cover(chosen, cost(costs, chosen), Fewer.lowerBound(sets(), costs[0].length, count, STEPS));
        }

        /** One set that holds all: looked up, not searched. */
        private List<Integer> single() {
            return IntStream.range(0, costs.length).filter(s -> cost(costs, List.of(s)) >= 0).boxed()
                    .min(java.util.Comparator.comparingLong((Integer s) -> cost(costs, List.of(s))).thenComparing(s -> s)).map(List::of).orElseThrow();
        }

        /** Sets are fixed one by one, each the first that still leads to the least cost. */
        private List<Integer> first(int count) {
            List<Integer> best = solve(true, count, Long.MAX_VALUE, List.of());
            long least = cost(costs, best);
            List<Integer> fixed = new ArrayList<>();
            for (int s = 0; s < costs.length && fixed.size() < count; s++) {
                if (best.contains(s)) {
                    fixed.add(s);
                    continue;
                }
                List<Integer> with = new ArrayList<>(fixed);
                with.add(s);
                List<Integer> other = solve(true, count, least, with);
                if (!other.isEmpty() && other.containsAll(with) && cost(costs, other) == least && other.size() == count) {
                    best = other;
                    fixed = with;
                }
            }
            return best;
        }

        /**
         * {@return the sets of the best solution of one programme, ascending; empty where there is none}
         *
         * @param priced whether the elements' costs count, not the number of sets
         * @param most how many sets
         * @param budget what the elements may cost at most
         * @param fixed sets that must be among them
         */
        private List<Integer> solve(boolean priced, int most, long budget, List<Integer> fixed) {
            ExpressionsBasedModel model = new ExpressionsBasedModel();
            List<Variable> sets = new ArrayList<>();
            for (int s = 0; s < costs.length; s++) {
                sets.add(model.newVariable("set" + s).binary().weight(priced ? BigDecimal.ZERO : BigDecimal.ONE));
            }
            fixed.forEach(s -> sets.get(s).lower(BigDecimal.ONE));
            Expression count = model.newExpression("count").upper(BigDecimal.valueOf(most));
            sets.forEach(s -> count.set(s, BigDecimal.ONE));
            if (priced) {
                price(model, sets, budget);
            } else {
                cover(model, sets);
            }
            Optimisation.Result result = model.minimise();
            if (!result.getState().isFeasible()) {
                return List.of();
            }
            List<Integer> chosen = IntStream.range(0, costs.length).filter(s -> result.doubleValue(s) > 0.5).boxed().toList();
            return cost(costs, chosen) < 0 ? List.of() : chosen;
        }

        private void cover(ExpressionsBasedModel model, List<Variable> sets) {
            for (int e = 0; e < costs[0].length; e++) {
                Expression some = model.newExpression("element" + e).lower(BigDecimal.ONE);
                for (int s = 0; s < costs.length; s++) {
                    if (costs[s][e] != NOT_HELD) {
                        some.set(sets.get(s), BigDecimal.ONE);
                    }
                }
            }
        }

        /** Each element is served by one set, which must be chosen; where the sets are whole, so is who serves. */
        private void price(ExpressionsBasedModel model, List<Variable> sets, long budget) {
            Expression sum = model.newExpression("sum").weight(BigDecimal.ONE);
            if (budget != Long.MAX_VALUE) {
                sum.upper(BigDecimal.valueOf(budget));
            }
            for (int e = 0; e < costs[0].length; e++) {
                Expression once = model.newExpression("element" + e).level(BigDecimal.ONE);
                for (int s = 0; s < costs.length; s++) {
                    if (costs[s][e] != NOT_HELD) {
                        Variable served = model.newVariable("served%d by%d".formatted(e, s)).lower(BigDecimal.ZERO).upper(BigDecimal.ONE);
                        once.set(served, BigDecimal.ONE);
                        sum.set(served, BigDecimal.valueOf(costs[s][e]));
                        model.newExpression("link%d by%d".formatted(e, s)).lower(BigDecimal.ZERO).set(sets.get(s), BigDecimal.ONE).set(served, BigDecimal.ONE.negate());
                    }
                }
            }
        }

        private List<BitSet> sets() {
            return IntStream.range(0, costs.length).mapToObj(s -> {
                BitSet set = new BitSet();
                IntStream.range(0, costs[s].length).filter(e -> costs[s][e] != NOT_HELD).forEach(set::set);
                return set;
            }).toList();
        }
    }
}

package org.abifit.solver;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Whether fewer sets would do: every way is tried, beginning with the element that the fewest sets hold. It shares nothing with what
 * found the cover, and is whole numbers only.
 */
final class Fewer {
    private final List<BitSet> sets;
    private int steps;

    private Fewer(List<BitSet> sets, int steps) {
        this.sets = sets;
        this.steps = steps;
    }

    /**
     * {@return the greatest number, {@code found} at most, of which it is proven that fewer sets cannot cover}
     *
     * @param elements how many, each in some set
     * @param found so many sets cover
     * @param steps how many choices may be tried
     */
    static int lowerBound(List<BitSet> sets, int elements, int found, int steps) {
        BitSet all = new BitSet();
        all.set(0, elements);
        Fewer fewer = new Fewer(undominated(sets), steps);
        int bound = elements == 0 ? 0 : 1;
        while (bound < found && !fewer.covers(all, bound) && fewer.steps > 0) {
            bound++;
        }
        return bound;
    }

    /** A set that lies within another is never needed. */
    private static List<BitSet> undominated(List<BitSet> sets) {
        List<BitSet> kept = new ArrayList<>();
        sets.stream().sorted(Comparator.comparing(s -> -s.cardinality())).filter(s -> kept.stream().noneMatch(k -> within(s, k))).forEach(kept::add);
        return kept;
    }

    private static boolean within(BitSet set, BitSet other) {
        BitSet rest = (BitSet) set.clone();
        rest.andNot(other);
        return rest.isEmpty();
    }

    /** Without steps left the answer is yes: that proves nothing. */
    private boolean covers(BitSet rest, int most) {
        if (rest.isEmpty() || --steps <= 0) {
            return true;
        }
        if (most == 0 || (long) most * sets.stream().mapToInt(s -> common(s, rest)).max().orElse(0) < rest.cardinality()) {
            return false;
        }
        int rarest = rest.stream().boxed().min(Comparator.comparing((Integer e) -> sets.stream().filter(s -> s.get(e)).count()).thenComparing(e -> e)).orElseThrow();
        return sets.stream().filter(s -> s.get(rarest)).anyMatch(s -> {
            BitSet left = (BitSet) rest.clone();
            left.andNot(s);
            return covers(left, most - 1);
        });
    }

    private static int common(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        return both.cardinality();
    }
}

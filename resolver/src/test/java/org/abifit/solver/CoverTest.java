package org.abifit.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Covers, judged by trying every choice of sets. */
class CoverTest {
    private static final int NONE = Cover.NOT_HELD;

    @Test
    void oneSetThatHoldsAllIsEnough() {
        Cover cover = Cover.of(new int[][] {{1, NONE}, {5, 5}, {4, 4}, {4, 4}});
        assertEquals(List.of(2), cover.chosen());
        assertEquals(8, cover.cost());
        assertTrue(cover.isFewest());
    }

    @Test
    void greedyWouldTakeThree() {
        int[][] costs = {{0, 0, 0, 0, NONE, NONE}, {0, 0, NONE, NONE, 0, NONE}, {NONE, NONE, 0, 0, NONE, 0}};
        assertEquals(List.of(1, 2), Cover.of(costs).chosen());
    }

    @Test
    void elementsThatNoSetHoldsAreLeftOut() {
        Cover cover = Cover.of(new int[][] {{NONE, 3}, {NONE, 2}});
        assertEquals(List.of(1), cover.chosen());
        assertEquals(new Cover(List.of(), 0, 0), Cover.of(new int[][] {{NONE}, {NONE}}));
        assertEquals(new Cover(List.of(), 0, 0), Cover.of(new int[0][]));
    }

    @Test
    void ofEqualOnesTheFirstIsChosen() {
        int[][] costs = {{0, NONE, NONE}, {NONE, 0, NONE}, {0, NONE, 0}, {0, 0, NONE}, {NONE, 0, 0}, {NONE, NONE, 0}};
        assertEquals(List.of(0, 4), Cover.of(costs).chosen());
    }

    @Test
    void isTheBestOfAllChoices() {
        Random random = new Random(11);
        for (int round = 0; round < 150; round++) {
            int[][] costs = random(random, 2 + random.nextInt(7), 1 + random.nextInt(9), 0.25 + 0.5 * random.nextDouble());
            Cover cover = Cover.of(costs);
            assertEquals(naive(costs), cover.chosen(), java.util.Arrays.deepToString(costs));
            assertTrue(cover.isFewest());
        }
    }

    @Test
    void aBoundWithoutStepsClaimsNothing() {
        List<java.util.BitSet> sets = IntStream.range(0, 6).mapToObj(i -> java.util.BitSet.valueOf(new long[] {1L << i})).toList();
        assertEquals(1, Fewer.lowerBound(sets, 6, 6, 1));
        assertEquals(6, Fewer.lowerBound(sets, 6, 6, 1000));
    }

    private static int[][] random(Random random, int sets, int elements, double density) {
        int[][] costs = new int[sets][elements];
        for (int[] row : costs) {
            for (int e = 0; e < elements; e++) {
                row[e] = random.nextDouble() < density ? random.nextInt(4) : NONE;
            }
        }
        return costs;
    }

    /** Fewest sets, then least cost, then the first by index; elements that no set holds do not count. */
    private static List<Integer> naive(int[][] costs) {
        int[] held = IntStream.range(0, costs[0].length).filter(e -> IntStream.range(0, costs.length).anyMatch(s -> costs[s][e] != NONE)).toArray();
        List<Integer> best = null;
        long least = 0;
        for (int mask = 0; mask < 1 << costs.length; mask++) {
            int bits = mask;
            List<Integer> sets = IntStream.range(0, costs.length).filter(s -> (bits >> s & 1) == 1).boxed().toList();
            long sum = 0;
            for (int e : held) {
                int cheapest = sets.stream().mapToInt(s -> costs[s][e]).filter(c -> c != NONE).min().orElse(NONE);
                sum = cheapest == NONE || sum < 0 ? -1 : sum + cheapest;
            }
            if (sum >= 0 && (best == null || sets.size() < best.size() || sets.size() == best.size() && (sum < least || sum == least && earlier(sets, best)))) {
                best = new ArrayList<>(sets);
                least = sum;
            }
        }
        return best;
    }

    private static boolean earlier(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return a.get(i) < b.get(i);
            }
        }
        return false;
    }
}

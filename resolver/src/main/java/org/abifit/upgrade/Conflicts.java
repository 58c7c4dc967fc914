package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Terms;
import org.abifit.solver.IntList;
import org.abifit.solver.WeightedProblem;

/**
 * Conflicts of the cone as clauses. Packages that all conflict with what they all are or provide (versions of one name, providers of
 * one feature) exclude each other: such a clique is one group, not a pair each. Every pair is written once, whichever side says it.
 */
final class Conflicts {
    private static final int PAIRS_UP_TO = 4;

    private final PackedDocument document;
    private final Matcher matcher;
    private final Cone cone;
    private final boolean cliques;
    private final WeightedProblem problem;
    /** Pairs that are written, open addressing; 0 is free. */
    private long[] pairs = new long[1 << 12];
    private int pairCount;
    /** By what is conflicted with: who does. The arrays of a matcher are equal only when they are the same. */
    private final Map<int[], IntList> askers = new IdentityHashMap<>();
    private final List<int[]> order = new ArrayList<>();
    private final boolean[] isMatched;
    private final boolean[] isMember;

    Conflicts(PackedDocument document, Matcher matcher, Cone cone, WeightedProblem problem, boolean cliques) {
        this.document = document;
        this.matcher = matcher;
        this.cone = cone;
        this.problem = problem;
        this.cliques = cliques;
        isMatched = new boolean[cone.size() + 1];
        isMember = new boolean[cone.size() + 1];
    }

    void write() {
        for (int at = 1; at <= cone.size(); at++) {
            gather(at);
        }
        order.forEach(matched -> write(inCone(matched), askers.get(matched).toArray()));
    }

    /** A text may say a conflict twice. */
    private void gather(int at) {
        Terms terms = document.conflicts(cone.pack(at));
        while (terms.next()) {
            int[] matched = matcher.match(terms);
            if (matched.length > 1 || matched.length == 1 && matched[0] != cone.pack(at)) {
                IntList those = askers.get(matched);
                if (those == null) {
                    those = new IntList(2);
                    askers.put(matched, those);
                    order.add(matched);
                }
                if (those.isEmpty() || those.get(those.size() - 1) != at) {
                    those.add(at);
                }
            }
        }
    }

    private int[] inCone(int[] matched) {
        int[] numbers = new int[matched.length];
        int size = 0;
        for (int pack : matched) {
            if (cone.number(pack) > 0) {
                numbers[size++] = cone.number(pack);
            }
        }
        return Arrays.copyOf(numbers, size);
    }

    private void write(int[] matched, int[] askedBy) {
        for (int other : matched) {
            isMatched[other] = true;
        }
        IntList inside = new IntList();
        for (int asker : askedBy) {
            if (isMatched[asker]) {
                inside.add(asker);
            }
        }
        int[] clique = inside.size() > PAIRS_UP_TO && cliques ? inside.toArray() : new int[0];
        problem.atMostOne(clique);
        write(askedBy, clique, matched);
        for (int other : matched) {
            isMatched[other] = false;
        }
    }

    /** Members of the clique exclude each other already; the others of what is matched are pairs with every asker. */
    private void write(int[] askedBy, int[] clique, int[] matched) {
        for (int member : clique) {
            isMember[member] = true;
        }
        int[] outside = clique.length == 0 ? matched : Arrays.stream(matched).filter(other -> !isMember[other]).toArray();
        for (int asker : askedBy) {
            for (int other : isMember[asker] ? outside : matched) {
                if (other != asker && isNew(asker, other)) {
                    problem.clause(-asker, -other);
                }
            }
        }
        for (int member : clique) {
            isMember[member] = false;
        }
    }

    // ---- pairs

    private static long pair(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    private boolean isNew(int a, int b) {
        if (2 * (pairCount + 1) > pairs.length) {
            long[] old = pairs;
            pairs = new long[4 * old.length];
            for (long one : old) {
                if (one != 0) {
                    pairs[slot(one)] = one;
                }
            }
        }
        long pair = pair(a, b);
        int slot = slot(pair);
        boolean free = pairs[slot] == 0;
        pairs[slot] = pair;
        pairCount += free ? 1 : 0;
        return free;
    }

    private int slot(long pair) {
        int mask = pairs.length - 1;
        int slot = (int) (pair * 0x9e3779b97f4a7c15L >>> 40) & mask;
        while (pairs[slot] != 0 && pairs[slot] != pair) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}

package org.abifit.upgrade;

import org.abifit.solver.IntList;

/** Packages of several sets, each once, in the order in which they come. Of one set alone the union is that very array. */
final class Union {
    /** By package: in which round it came in last. */
    private final int[] seen;
    private final IntList all = new IntList();
    private int round;
    private int[] only;

    Union(int packages) {
        seen = new int[packages];
    }

    void clear() {
        round++;
        only = null;
        all.clear();
    }

    void add(int[] packages) {
        if (only == null && all.isEmpty()) {
            only = packages;
            return;
        }
        if (only != null) {
            append(only);
            only = null;
        }
        append(packages);
    }

    private void append(int[] packages) {
        for (int pack : packages) {
            if (seen[pack] != round) {
                seen[pack] = round;
                all.add(pack);
            }
        }
    }

    int[] toArray() {
        return only == null ? all.toArray() : only;
    }
}

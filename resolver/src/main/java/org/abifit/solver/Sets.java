package org.abifit.solver;

import java.util.Arrays;

/** Sets of a few numbers as arrays that are never written to. */
final class Sets {

    private Sets() {}

    static boolean contains(int[] all, int one) {
        for (int other : all) {
            if (other == one) {
                return true;
            }
        }
        return false;
    }

    static boolean containsAll(int[] all, int[] some) {
        for (int one : some) {
            if (!contains(all, one)) {
                return false;
            }
        }
        return true;
    }

    static int[] with(int[] all, int one) {
        int[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = one;
        return more;
    }

    static int[] without(int[] all, int one) {
        int[] less = new int[all.length - 1];
        int size = 0;
        for (int other : all) {
            if (other != one) {
                less[size++] = other;
            }
        }
        return less;
    }
}

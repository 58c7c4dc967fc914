package org.abifit.cudf;

import java.util.Arrays;

/**
 * Numbers for names, in the order in which they are first seen. A name is a range of the text: no object per name. Open
 * addressing over a table that is at most half full.
 */
final class NameTable {
    private final byte[] text;
    private int[] from = new int[1 << 10];
    private int[] length = new int[1 << 10];
    private int[] table = new int[1 << 11];
    private int size;

    NameTable(byte[] text) {
        this.text = text;
    }

    int size() {
        return size;
    }

    /** {@return the number of the name, a new one if need be} */
    int intern(int start, int end) {
        int slot = slot(text, start, end);
        if (table[slot] > 0) {
            return table[slot] - 1;
        }
        if (size == from.length) {
            grow();
            slot = slot(text, start, end);
        }
        from[size] = start;
        length[size] = end - start;
        table[slot] = ++size;
        return size - 1;
    }

    /** {@return the number of the name, or -1 where nobody has it} */
    int find(byte[] in, int start, int end) {
        return table[slot(in, start, end)] - 1;
    }

    String name(int number) {
        return new String(text, from[number], length[number], java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private int slot(byte[] in, int start, int end) {
        int mask = table.length - 1;
        int slot = hash(in, start, end) & mask;
        while (table[slot] > 0 && !isName(table[slot] - 1, in, start, end)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isName(int number, byte[] in, int start, int end) {
        return length[number] == end - start
                && Arrays.equals(text, from[number], from[number] + length[number], in, start, end);
    }

    private static int hash(byte[] in, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + in[i];
        }
        hash *= 0x9e3779b9;
        return hash ^ hash >>> 15;
    }

    private void grow() {
        from = Arrays.copyOf(from, 2 * size);
        length = Arrays.copyOf(length, 2 * size);
        table = new int[4 * size];
        for (int number = 0; number < size; number++) {
            table[slot(text, from[number], from[number] + length[number])] = number + 1;
        }
    }
}

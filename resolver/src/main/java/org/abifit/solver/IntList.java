package org.abifit.solver;

import java.util.Arrays;

/** A growing row of numbers. */
public final class IntList {
    private int[] values;
    private int size;

    /** An empty row. */
    public IntList() {
        this(16);
    }

    /** An empty row with room for so many. */
    public IntList(int room) {
        values = new int[Math.max(4, room)];
    }

    /** Appends a number. */
    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** Appends several. */
    public void addAll(int[] more) {
        for (int value : more) {
            add(value);
        }
    }

    /** {@return the number at an index} */
    public int get(int index) {
        return values[index];
    }

    void set(int index, int value) {
        values[index] = value;
    }

    /** {@return how many there are} */
    public int size() {
        return size;
    }

    /** {@return whether there are none} */
    public boolean isEmpty() {
        return size == 0;
    }

    int removeLast() {
        return values[--size];
    }

    /** Takes all out. */
    public void clear() {
        size = 0;
    }

    /** Takes all out from an index on. */
    void truncate(int to) {
        size = to;
    }

    /** {@return a copy} */
    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}

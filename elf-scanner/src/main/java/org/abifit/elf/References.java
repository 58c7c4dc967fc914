package org.abifit.elf;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which symbols relocations refer to and how, in the order of their first relocations. One that is called through the PLT and referred
 * to otherwise stands in both places: loaders differ in which of them comes first.
 */
final class References {
    private final int capacity;
    private byte[] classes;
    private int[] order = new int[64];
    private final BitSet fixedTls = new BitSet();
    private int ordered;
    private long types;
    private int count;

    /**
     * @param count how many symbols are known
     * @param capacity how many there may be
     */
    References(int count, int capacity) {
        this.count = count;
        this.capacity = capacity;
        this.classes = new byte[count];
    }

    int capacity() {
        return capacity;
    }

    /** Notes a reference to a symbol below {@link #capacity}. */
    void add(int symbol, ReferenceClass kind) {
        if (symbol >= count) {
            grow(symbol + 1);
        }
        boolean firstCall = kind == ReferenceClass.LAZY && (classes[symbol] & kind.bit()) == 0;
        if (classes[symbol] == 0 || firstCall) {
            if (ordered == order.length) {
                order = Arrays.copyOf(order, ordered * 2);
            }
            order[ordered++] = symbol;
        }
        classes[symbol] |= (byte) kind.bit();
    }

    /** Notes a relocation, with a symbol or without (0). */
    void type(int type, int symbol, boolean isFixedTls) {
        types |= Relocations.bit(type);
        if (isFixedTls) {
            fixedTls.set(symbol);
        }
    }

    /** {@return what the relocations tell; {@code numbers} are -1 for symbols that nobody else sees} */
    Relocations summary(int[] numbers) {
        return new Relocations(types, fixedTls.stream().anyMatch(symbol -> symbol == 0 || numbers[symbol] < 0));
    }

    /** A {@code DT_GNU_HASH} without a single export does not count the undefined symbols; relocations still refer to them. */
    private void grow(int needed) {
        count = needed;
        if (needed > classes.length) {
            classes = Arrays.copyOf(classes, Math.min(capacity, Math.max(needed, classes.length * 2)));
        }
    }

    /** {@return how many symbols there are, those included that only a reference told of} */
    int count() {
        return count;
    }

    /** {@return the {@link ReferenceClass#bit bits} of the references to a symbol} */
    int classes(int symbol) {
        return classes[symbol];
    }

    /** {@return the symbols referred to, renumbered; those that are {@code -1} then are left out} */
    int[] renumbered(int[] numbers) {
        int[] renumbered = new int[ordered];
        int n = 0;
        for (int i = 0; i < ordered; i++) {
            if (numbers[order[i]] >= 0) {
                renumbered[n++] = numbers[order[i]];
            }
        }
        return Arrays.copyOf(renumbered, n);
    }
}

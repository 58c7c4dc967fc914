package org.abifit.elf;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Fills the columns of a {@link SymbolTable}, symbol by symbol. */
final class SymbolPacker {
    private byte[] names;
    private int namesEnd;
    private final int[] infos;
    private final char[] versyms;
    private final int[] sizes;
    private final boolean versioned;
    private int n;

    SymbolPacker(int most, boolean versioned) {
        this.names = new byte[Math.max(64, most * 24)];
        this.infos = new int[most];
        this.versyms = new char[versioned ? most : 0];
        this.sizes = new int[most];
        this.versioned = versioned;
    }

    void add(ByteBuffer strings, long nameAt, int info, short versym, long size) {
        copyName(strings, nameAt);
        infos[n] = info;
        if (versioned) {
            versyms[n] = (char) versym;
        }
        sizes[n] = Long.compareUnsigned(size, 0xffffffffL) > 0 ? -1 : (int) size;
        n++;
    }

    private void copyName(ByteBuffer strings, long nameAt) {
        if (nameAt >= strings.limit()) {
            throw new MalformedElfException(nameAt, "st_name", "outside the string table (%d bytes)".formatted(strings.limit()));
        }
        int from = (int) nameAt;
        int end = from;
        int limit = strings.limit();
        while (strings.get(end) != 0) {
            if (++end == limit) {
                throw new MalformedElfException(nameAt, "st_name", "string without an end");
            }
        }
        int length = end - from + 1;
        if (names.length - namesEnd < length) {
            names = Arrays.copyOf(names, Math.max(names.length * 2, namesEnd + length));
        }
        strings.get(from, names, namesEnd, length);
        namesEnd += length;
    }

    /** {@return how many symbols were added} */
    int count() {
        return n;
    }

    SymbolTable toTable(int[] references) {
        return new SymbolTable(Arrays.copyOf(names, namesEnd), Arrays.copyOf(infos, n), versioned ? Arrays.copyOf(versyms, n) : versyms,
                Arrays.copyOf(sizes, n), references, versioned);
    }
}

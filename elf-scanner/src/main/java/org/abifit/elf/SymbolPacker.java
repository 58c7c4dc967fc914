package org.abifit.elf;

import java.io.IOException;
import java.util.Arrays;

/** Fills the columns of a {@link SymbolTable}, symbol by symbol; names are copied last, when the sum of their lengths is known. */
final class SymbolPacker {
    private final StringTable strings;
    private final int[] nameOffsets;
    private final int[] nameLengths;
    private final int[] infos;
    private final char[] versyms;
    private final int[] sizes;
    private final boolean versioned;
    private int namesLength;
    private int n;

    SymbolPacker(StringTable strings, int most, boolean versioned) {
        this.strings = strings;
        this.nameOffsets = new int[most];
        this.nameLengths = new int[most];
        this.infos = new int[most];
        this.versyms = new char[versioned ? most : 0];
        this.sizes = new int[most];
        this.versioned = versioned;
    }

    /**
     * Adds a symbol.
     *
     * @param name its {@code st_name}
     * @param nameAt where that lies in the file
     */
    void add(int name, long nameAt, int info, short versym, long size) throws IOException {
        nameOffsets[n] = name;
        nameLengths[n] = strings.length(Integer.toUnsignedLong(name), nameAt, "st_name");
        namesLength += nameLengths[n] + 1;
        infos[n] = info;
        if (versioned) {
            versyms[n] = (char) versym;
        }
        sizes[n] = Long.compareUnsigned(size, 0xffffffffL) > 0 ? -1 : (int) size;
        n++;
    }

    /** {@return how many symbols were added} */
    int count() {
        return n;
    }

    SymbolTable toTable(int[] references) {
        return new SymbolTable(names(), Arrays.copyOf(infos, n), versioned ? Arrays.copyOf(versyms, n) : versyms,
                Arrays.copyOf(sizes, n), references, versioned);
    }

    private byte[] names() {
        byte[] names = new byte[namesLength];
        int at = 0;
        for (int i = 0; i < n; i++) {
            strings.copy(Integer.toUnsignedLong(nameOffsets[i]), nameLengths[i], names, at);
            at += nameLengths[i] + 1;
        }
        return names;
    }
}

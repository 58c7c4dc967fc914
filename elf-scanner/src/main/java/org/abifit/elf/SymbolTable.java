package org.abifit.elf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The dynamic symbols of a file, packed in columns: half a million of them are scanned, stored and looked up without an
 * object each. {@link #symbol} takes one out for reading; {@link #find} looks one up by name.
 *
 * <p>A table is immutable; its index is built when first asked for.
 */
public final class SymbolTable {
    /** A table without symbols. */
    public static final SymbolTable EMPTY = new SymbolTable(new byte[0], new int[0], new char[0], new int[0], new int[0], false);

    private static final int NO_NEXT = -1;
    private final byte[] names;
    private final int[] infos;
    private final char[] versyms;
    private final int[] sizes;
    private final int[] references;
    private final boolean versioned;
    private volatile Index index;

    /** Offsets and hashes of the names, and chains of equal slots. */
    private record Index(int[] starts, int[] hashes, int[] heads, int[] nexts) {}

    /**
     * @param names the names in symbol order, each ended by a NUL
     * @param infos a word a symbol, see {@link #info}
     * @param versyms the {@code DT_VERSYM} entries, hidden bit included; empty when {@code versioned} is false
     * @param sizes {@code st_size}, unsigned
     * @param references the symbols that relocations refer to, in the order in which a loader comes upon them; those that are called through
     *     the PLT and referred to otherwise as well stand there twice
     * @param versioned whether the file has a {@code DT_VERSYM}
     */
    SymbolTable(byte[] names, int[] infos, char[] versyms, int[] sizes, int[] references, boolean versioned) {
        this.names = names;
        this.infos = infos;
        this.versyms = versyms;
        this.sizes = sizes;
        this.references = references;
        this.versioned = versioned;
    }

    byte[] names() {
        return names;
    }

    int[] infos() {
        return infos;
    }

    char[] versyms() {
        return versyms;
    }

    int[] sizes() {
        return sizes;
    }

    int[] references() {
        return references;
    }

    /** {@return how many places there are in the order of references} A symbol that is called and referred to otherwise has two. */
    public int referenceCount() {
        return references.length;
    }

    /** {@return the {@code k}-th symbol that a loader looks up: relocations in table order, those of the PLT last} */
    public int reference(int k) {
        return references[k];
    }

    /** {@return whether the file has a version for each symbol ({@code DT_VERSYM})} */
    public boolean versioned() {
        return versioned;
    }

    /** {@return how many symbols there are} */
    public int count() {
        return infos.length;
    }

    /** {@return the packed word of a symbol: binding, type, visibility, place, zero value, reference classes} */
    static int info(int binding, int type, int visibility, Symbol.Place place, boolean zeroValue) {
        return binding | type << 4 | visibility << 8 | place.ordinal() << 10 | (zeroValue ? 1 << 12 : 0);
    }

    static final int REFERENCE_SHIFT = 13;
    /** Packed words are smaller. */
    static final int INFO_LIMIT = 1 << REFERENCE_SHIFT + ReferenceClass.values().length;

    /** {@return {@code STB_*} of symbol {@code i}} */
    public int binding(int i) {
        return infos[i] & 15;
    }

    /** {@return {@code STT_*} of symbol {@code i}} */
    public int type(int i) {
        return infos[i] >> 4 & 15;
    }

    /** {@return {@code STV_*} of symbol {@code i}} */
    public int visibility(int i) {
        return infos[i] >> 8 & 3;
    }

    /** {@return whether symbol {@code i} is {@code SHN_UNDEF}} */
    public boolean undefined(int i) {
        return (infos[i] >> 10 & 3) == 0;
    }

    /** {@return whether symbol {@code i} is {@code SHN_ABS}} */
    public boolean absolute(int i) {
        return (infos[i] >> 10 & 3) == Symbol.Place.ABSOLUTE.ordinal();
    }

    /** {@return whether {@code st_value} of symbol {@code i} is 0} */
    public boolean zeroValue(int i) {
        return (infos[i] & 1 << 12) != 0;
    }

    /** {@return whether any relocation refers to symbol {@code i}} */
    public boolean referenced(int i) {
        return infos[i] >> REFERENCE_SHIFT != 0;
    }

    /** {@return whether a relocation of this class refers to symbol {@code i}} */
    public boolean referencedAs(int i, ReferenceClass kind) {
        return (infos[i] >> REFERENCE_SHIFT & kind.bit()) != 0;
    }

    /** {@return whether only lazy relocations refer to symbol {@code i}} */
    public boolean onlyLazy(int i) {
        return infos[i] >> REFERENCE_SHIFT == ReferenceClass.LAZY.bit();
    }

    /** {@return the version index of symbol {@code i} without its hidden bit, or -1} */
    public int versionIndex(int i) {
        return versioned ? versyms[i] & 0x7fff : -1;
    }

    /** {@return the hidden bit of symbol {@code i}} */
    public boolean hidden(int i) {
        return versioned && (versyms[i] & 0x8000) != 0;
    }

    /** {@return {@code st_size} of symbol {@code i}} */
    public long size(int i) {
        return Integer.toUnsignedLong(sizes[i]);
    }

    /** {@return the name of symbol {@code i}} */
    public String name(int i) {
        int start = index().starts[i];
        return new String(names, start, end(i) - start, StandardCharsets.ISO_8859_1);
    }

    private int end(int i) {
        return (i + 1 < infos.length ? index.starts[i + 1] : names.length) - 1;
    }

    /** {@return the GNU hash of the name of symbol {@code i}} */
    public int hash(int i) {
        return index().hashes[i];
    }

    /** {@return symbol {@code i} as a value of its own} */
    public Symbol symbol(int i) {
        Set<ReferenceClass> references = EnumSet.noneOf(ReferenceClass.class);
        for (ReferenceClass kind : ReferenceClass.values()) {
            if (referencedAs(i, kind)) {
                references.add(kind);
            }
        }
        return new Symbol(name(i), versionIndex(i), hidden(i), binding(i), type(i), visibility(i), Symbol.Place.values()[infos[i] >> 10 & 3],
                zeroValue(i), size(i), Set.copyOf(references));
    }

    /** {@return all symbols, in table order} */
    public List<Symbol> symbols() {
        return IntStream.range(0, count()).mapToObj(this::symbol).toList();
    }

    /** {@return the first symbol called as symbol {@code i} of {@code other} is, or -1; {@link #next} gives the others} */
    public int find(SymbolTable other, int i) {
        return from(index().heads[slot(other.hash(i), index.heads.length)], other, i);
    }

    /** {@return the symbol of that name after symbol {@code found}, or -1} */
    public int next(int found, SymbolTable other, int i) {
        return from(index().nexts[found], other, i);
    }

    /** {@return the first symbol of this name, or -1} */
    public int find(String name) {
        SymbolTable one = ofName(name);
        return find(one, 0);
    }

    /** {@return a table that holds just a name, to look others up with} */
    public static SymbolTable ofName(String name) {
        return new SymbolTable((name + '\0').getBytes(StandardCharsets.ISO_8859_1), new int[1], new char[0], new int[1], new int[0], false);
    }

    private int from(int candidate, SymbolTable other, int i) {
        int hash = other.hash(i);
        int start = other.index.starts[i];
        int end = other.end(i);
        for (int c = candidate; c != NO_NEXT; c = index.nexts[c]) {
            if (index.hashes[c] == hash && Arrays.equals(names, index.starts[c], end(c), other.names, start, end)) {
                return c;
            }
        }
        return NO_NEXT;
    }

    private static int slot(int hash, int slots) {
        return hash & slots - 1;
    }

    private Index index() {
        Index got = index;
        if (got == null) {
            got = buildIndex();
            index = got;
        }
        return got;
    }

    /** Chains keep table order, because of two definitions of one name and version the loader takes the first it meets. */
    private Index buildIndex() {
        int n = infos.length;
        int[] starts = new int[n];
        int[] hashes = new int[n];
        int at = 0;
        for (int i = 0; i < n; i++) {
            starts[i] = at;
            int h = 5381;
            for (byte b; (b = names[at]) != 0; at++) {
                h = h * 33 + (b & 0xff);
            }
            hashes[i] = h;
            at++;
        }
        int[] heads = new int[Math.max(2, Integer.highestOneBit(Math.max(n, 1)) * 2)];
        int[] nexts = new int[n];
        Arrays.fill(heads, NO_NEXT);
        for (int i = n - 1; i >= 0; i--) {
            int s = slot(hashes[i], heads.length);
            nexts[i] = heads[s];
            heads[s] = i;
        }
        return new Index(starts, hashes, heads, nexts);
    }
}

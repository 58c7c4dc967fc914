package org.abifit.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that can be decided before addresses are known: the order of the symbols, and the slot that each relocation fills.
 *
 * <p>Order of {@code .dynsym}: the null symbol, local definitions (gABI: they precede all others), undefined symbols,
 * then what others may find. Only the last part is in DT_GNU_HASH, sorted by bucket.
 */
final class Plan {
    /** Words at the start of {@code .got.plt} that belong to the loader: _DYNAMIC, link map, resolver. */
    static final int GOT_RESERVED = 3;

    /**
     * One relocation to write.
     *
     * @param type the relocation number
     * @param symbol its index in {@code .dynsym}, 0 for none
     * @param chunk where the slot lies
     * @param offset the slot's offset in that chunk
     */
    record Slot(int type, int symbol, String chunk, long offset) {
    }

    final Spec spec;
    final Versions versions;
    final StringTable strings;
    private final List<SymbolSpec<?>> symbols = new ArrayList<>();
    private final Map<SymbolSpec<?>, Integer> indexes = new IdentityHashMap<>();
    private final Map<SymbolSpec<?>, Long> offsets = new IdentityHashMap<>();
    private final List<Slot> lazySlots = new ArrayList<>();
    private final List<Slot> loadSlots = new ArrayList<>();
    private final List<SymbolSpec<?>> lazySymbols = new ArrayList<>();
    private int locals;
    private int exported;
    private long gotSize;
    private long dataSize;
    private long bssSize;
    private long tlsSize;

    Plan(Spec spec) {
        this.spec = spec;
        versions = new Versions(spec);
        strings = new StringTable(spec.machine);
        orderSymbols();
        reserveRelativeWords();
        symbols.forEach(this::place);
        symbols.forEach(this::addSlots);
        spec.rawRelocations.forEach(type -> loadSlots.add(new Slot(type, 0, ".got", word(Bind.GOT))));
    }

    private void orderSymbols() {
        spec.definitions.stream().filter(Definition::local).forEach(symbols::add);
        locals = symbols.size();
        spec.references.stream().filter(r -> !r.exported()).forEach(symbols::add);
        List<SymbolSpec<?>> found = new ArrayList<>();
        spec.references.stream().filter(Reference::exported).forEach(found::add);
        spec.definitions.stream().filter(d -> !d.local()).forEach(found::add);
        exported = found.size();
        if (gnuHash()) {
            int buckets = HashTables.gnuBuckets(exported);
            found.sort(Comparator.comparing(s -> HashTables.gnu(s.name) % buckets));
        }
        symbols.addAll(found);
        for (int i = 0; i < symbols.size(); i++) {
            indexes.put(symbols.get(i), i + 1);
        }
    }

    /** {@code .data} starts with the words of DT_RELR, then those of R_*_RELATIVE, first in their table as DT_RELACOUNT wants. */
    private void reserveRelativeWords() {
        dataSize = (long) spec.relr * spec.machine.word();
        for (int i = 0; i < spec.relative; i++) {
            loadSlots.add(new Slot(spec.machine.types().relative(), 0, ".data", word(Bind.POINTER)));
        }
    }

    private void place(SymbolSpec<?> symbol) {
        switch (symbol) {
            case Reference r when r.is(Bind.COPY) -> {
                offsets.put(r, bssSize);
                bssSize = Layout.alignUp(bssSize + r.size, 16);
            }
            case Definition d when d.place == Definition.Place.DATA -> {
                dataSize = Layout.alignUp(dataSize, 16);
                offsets.put(d, dataSize);
                dataSize += Math.max(d.size, d.content.length);
            }
            case Definition d when d.place == Definition.Place.TLS -> {
                offsets.put(d, tlsSize);
                tlsSize = Layout.alignUp(tlsSize + Math.max(d.size, d.content.length), 8);
            }
            default -> { }
        }
    }

    private void addSlots(SymbolSpec<?> symbol) {
        int index = indexes.get(symbol);
        for (Bind bind : symbol.binds) {
            int type = spec.machine.types().of(bind);
            switch (bind) {
                case LAZY -> {
                    lazySlots.add(new Slot(type, index, ".got.plt", gotPltOffset(lazySlots.size())));
                    lazySymbols.add(symbol);
                }
                case COPY -> loadSlots.add(new Slot(type, index, ".bss", offsets.get(symbol)));
                case POINTER -> loadSlots.add(new Slot(type, index, ".data", word(bind)));
                default -> loadSlots.add(new Slot(type, index, ".got", word(bind)));
            }
        }
        symbol.rawRelocations.forEach(type -> loadSlots.add(new Slot(type, index, ".got", word(Bind.GOT))));
    }

    /** Takes the next free word of {@code .data} or {@code .got}; a TLS descriptor takes two. */
    private long word(Bind bind) {
        int word = spec.machine.word();
        if (bind == Bind.POINTER) {
            dataSize = Layout.alignUp(dataSize, word) + word;
            return dataSize - word;
        }
        long offset = gotSize;
        gotSize += bind == Bind.TLS_DESCRIPTOR ? 2L * word : word;
        return offset;
    }

    /** {@return the offset in {@code .got.plt} of the n-th lazily bound function} */
    long gotPltOffset(int n) {
        return (long) (GOT_RESERVED + n) * spec.machine.word();
    }

    boolean gnuHash() {
        return spec.hash == Spec.Hash.GNU || spec.hash == Spec.Hash.BOTH;
    }

    boolean sysvHash() {
        return spec.hash == Spec.Hash.SYSV || spec.hash == Spec.Hash.BOTH;
    }

    /** {@return the symbols without the null symbol; the index in {@code .dynsym} is one more} */
    List<SymbolSpec<?>> symbols() {
        return symbols;
    }

    /** {@return the symbols that DT_GNU_HASH covers: the last ones} */
    List<SymbolSpec<?>> exported() {
        return symbols.subList(symbols.size() - exported, symbols.size());
    }

    /** {@return the number of local symbols, the null symbol included: sh_info of {@code .dynsym}} */
    int firstGlobal() {
        return locals + 1;
    }

    /** {@return the offset of a symbol in the chunk that holds it} */
    long offset(SymbolSpec<?> symbol) {
        return offsets.getOrDefault(symbol, 0L);
    }

    List<Slot> lazySlots() {
        return lazySlots;
    }

    List<Slot> loadSlots() {
        return loadSlots;
    }

    /**
     * {@return the position in the PLT of a symbol written {@code name} or {@code name@node}}
     *
     * @throws IllegalStateException if there is no lazy relocation against it
     */
    int lazyIndex(String symbol) {
        for (int i = 0; i < lazySymbols.size(); i++) {
            if (symbol.equals(lazySymbols.get(i).name) || symbol.equals(versioned(lazySymbols.get(i)))) {
                return i;
            }
        }
        throw missing(symbol);
    }

    /**
     * {@return the position in the PLT of the given symbol}
     *
     * @throws IllegalStateException if there is no lazy relocation against it
     */
    int lazyIndex(SymbolSpec<?> symbol) {
        int index = lazySymbols.indexOf(symbol);
        if (index < 0) {
            throw missing(symbol.name);
        }
        return index;
    }

    private static IllegalStateException missing(String symbol) {
        return new IllegalStateException("the PLT entry of " + symbol + " needs a relocation of kind " + Bind.LAZY);
    }

    private static String versioned(SymbolSpec<?> symbol) {
        return switch (symbol) {
            case Definition d -> d.name + d.node.map(node -> "@" + node).orElse("");
            case Reference r -> r.name + r.node.map(node -> "@" + node).orElse("");
        };
    }

    long gotSize() {
        return gotSize;
    }

    long dataSize() {
        return dataSize;
    }

    long bssSize() {
        return bssSize;
    }

    long tlsSize() {
        return tlsSize;
    }
}

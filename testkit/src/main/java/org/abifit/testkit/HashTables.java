package org.abifit.testkit;

import java.util.List;

/** The two symbol hash tables: DT_HASH (gABI "Hash Table") and DT_GNU_HASH. */
final class HashTables {
    private static final int BLOOM_SHIFT = 6;

    private HashTables() {
    }

    /** The ELF hash of a name: for DT_HASH, and for {@code vd_hash} and {@code vna_hash}. */
    static long sysv(String name) {
        long h = 0;
        for (byte b : Bytes.encode(name)) {
            h = (h << 4) + (b & 0xff);
            long high = h & 0xf0000000L;
            h = (h ^ high >>> 24) & ~high;
        }
        return h;
    }

    /** The hash of DT_GNU_HASH: h * 33 + c, starting from 5381. */
    static long gnu(String name) {
        long h = 5381;
        for (byte b : Bytes.encode(name)) {
            h = (h * 33 + (b & 0xff)) & 0xffffffffL;
        }
        return h;
    }

    static int gnuBuckets(int symbols) {
        return Math.max(1, symbols / 2);
    }

    /** nbucket, nchain, buckets, chains; every symbol but the null one is in a chain. */
    static byte[] writeSysv(Plan plan) {
        List<SymbolSpec<?>> symbols = plan.symbols();
        int buckets = Math.max(1, symbols.size() / 2);
        int[] first = new int[buckets];
        int[] chain = new int[symbols.size() + 1];
        for (int i = symbols.size(); i > 0; i--) {
            int bucket = (int) (sysv(symbols.get(i - 1).name) % buckets);
            chain[i] = first[bucket];
            first[bucket] = i;
        }
        int width = plan.spec.machine.hashWord();
        Bytes out = new Bytes(plan.spec.machine).number(buckets, width).number(chain.length, width);
        for (int index : first) {
            out.number(index, width);
        }
        for (int index : chain) {
            out.number(index, width);
        }
        return out.toByteArray();
    }

    /** nbuckets, symoffset, bloom_size, bloom_shift, bloom filter, buckets, hash values; the last value of a bucket has bit 0 set. */
    static byte[] writeGnu(Plan plan) {
        List<SymbolSpec<?>> exported = plan.exported();
        if (exported.isEmpty()) {
            return emptyGnu(plan.spec.machine);
        }
        int buckets = gnuBuckets(exported.size());
        int symoffset = plan.symbols().size() + 1 - exported.size();
        Bytes out = new Bytes(plan.spec.machine).u32(buckets).u32(symoffset).u32(1).u32(BLOOM_SHIFT);
        out.word(bloom(plan));
        for (int bucket = 0; bucket < buckets; bucket++) {
            out.u32(firstOf(bucket, buckets, exported, symoffset));
        }
        for (int i = 0; i < exported.size(); i++) {
            long hash = gnu(exported.get(i).name);
            boolean last = i + 1 == exported.size() || gnu(exported.get(i + 1).name) % buckets != hash % buckets;
            out.u32(hash & ~1L | (last ? 1 : 0));
        }
        return out.toByteArray();
    }

    /** As GNU ld writes it when nothing is exported: symoffset 1 although undefined symbols follow, so it does not tell their number. */
    private static byte[] emptyGnu(Machine machine) {
        return new Bytes(machine).u32(1).u32(1).u32(1).u32(0).word(0).u32(0).toByteArray();
    }

    private static long bloom(Plan plan) {
        int bits = plan.spec.machine.bits();
        long filter = 0;
        for (SymbolSpec<?> symbol : plan.exported()) {
            long hash = gnu(symbol.name);
            filter |= 1L << hash % bits | 1L << (hash >>> BLOOM_SHIFT) % bits;
        }
        return filter;
    }

    private static long firstOf(int bucket, int buckets, List<SymbolSpec<?>> exported, int symoffset) {
        for (int i = 0; i < exported.size(); i++) {
            if (gnu(exported.get(i).name) % buckets == bucket) {
                return symoffset + (long) i;
            }
        }
        return 0;
    }
}

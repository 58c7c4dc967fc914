package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How many dynamic symbols there are. No tag tells: {@code DT_HASH} does ({@code nchain}), and where there is only a
 * {@code DT_GNU_HASH} the end of its last chain does.
 */
final class SymbolCounter {
    /** The largest tables seen in real files hold half a million symbols. */
    private static final int MOST_SYMBOLS = 1 << 22;
    private static final int PIECE = 1 << 16;
    private static final int GNU_HASH_HEADER = 16;

    private final ElfHeader header;
    private final DynamicTable dynamic;
    private final Table symbols;
    private final int symbolSize;

    SymbolCounter(ElfHeader header, DynamicTable dynamic, Table symbols) {
        this.header = header;
        this.dynamic = dynamic;
        this.symbols = symbols;
        this.symbolSize = symbolSize(header);
    }

    static int symbolSize(ElfHeader header) {
        return header.is64() ? 24 : 16;
    }

    /** {@return how many symbols there is room for} */
    int capacity() {
        return (int) Math.min(most(symbols, DynamicTable.DT_SYMTAB) / symbolSize, MOST_SYMBOLS);
    }

    private long most(Table table, int tag) {
        return Math.max(Math.min(table.room(), dynamic.mostBytes(tag)), 0);
    }

    int count() throws IOException {
        if (dynamic.has(DynamicTable.DT_HASH)) {
            return sysvHashCount();
        }
        if (dynamic.has(DynamicTable.DT_GNU_HASH)) {
            return gnuHashCount();
        }
        if (dynamic.has(DynamicTable.DT_MIPS_SYMTABNO)) {
            return checked(dynamic.value(DynamicTable.DT_MIPS_SYMTABNO), dynamic.at(DynamicTable.DT_MIPS_SYMTABNO), "DT_MIPS_SYMTABNO");
        }
        long between = dynamic.mostBytes(DynamicTable.DT_SYMTAB);
        return between == Long.MAX_VALUE ? 0 : checked(between / symbolSize, dynamic.at(DynamicTable.DT_SYMTAB), "DT_SYMTAB");
    }

    private int checked(long count, long at, String field) {
        if (count < 0 || count > capacity()) {
            throw new MalformedElfException(at, field, "counts more symbols than there is room for (%s > %d)".formatted(
                    Long.toUnsignedString(count), capacity()));
        }
        return (int) count;
    }

    private int sysvHashCount() throws IOException {
        Table hash = dynamic.table(DynamicTable.DT_HASH, "DT_HASH");
        boolean words64 = header.is64() && (header.machine() == Machine.ALPHA || header.machine() == Machine.S390);
        int word = words64 ? 8 : 4;
        return checked(ProgramHeaders.word(hash.at(0, 2L * word), word, words64), hash.offset() + word, "nchain");
    }

    private int gnuHashCount() throws IOException {
        Table hash = dynamic.table(DynamicTable.DT_GNU_HASH, "DT_GNU_HASH");
        ByteBuffer head = hash.at(0, GNU_HASH_HEADER);
        long buckets = Integer.toUnsignedLong(head.getInt(0));
        long firstHashed = Integer.toUnsignedLong(head.getInt(4));
        long bucketsAt = GNU_HASH_HEADER + Integer.toUnsignedLong(head.getInt(8)) * (header.is64() ? 8 : 4);
        if (buckets > MOST_SYMBOLS || buckets * 4 > hash.room() - bucketsAt) {
            throw new MalformedElfException(hash.offset(), "nbuckets", "table leaves its segment (%d + 4 * %d > %d)".formatted(
                    bucketsAt, buckets, hash.room()));
        }
        long last = last(hash, bucketsAt, (int) buckets);
        return last < firstHashed ? checked(firstHashed, hash.offset() + 4, "symoffset")
                : chainEnd(hash, bucketsAt + buckets * 4, checked(last, hash.offset(), "DT_GNU_HASH"), (int) firstHashed);
    }

    private static long last(Table hash, long bucketsAt, int buckets) throws IOException {
        long last = 0;
        for (int done = 0; done < buckets; done += PIECE / 4) {
            int n = Math.min(PIECE / 4, buckets - done);
            ByteBuffer piece = hash.at(bucketsAt + 4L * done, 4L * n);
            for (int i = 0; i < n; i++) {
                last = Math.max(last, Integer.toUnsignedLong(piece.getInt(4 * i)));
            }
        }
        return last;
    }

    /** The last chain ends at the first value whose lowest bit is set. */
    private int chainEnd(Table hash, long chainsAt, int last, int firstHashed) throws IOException {
        long start = chainsAt + 4L * (last - firstHashed);
        int most = (int) Math.min(capacity() - last, (most(hash, DynamicTable.DT_GNU_HASH) - start) / 4);
        for (int done = 0; done < most; done += PIECE / 4) {
            int n = Math.min(PIECE / 4, most - done);
            ByteBuffer piece = hash.at(start + 4L * done, 4L * n);
            for (int i = 0; i < n; i++) {
                if ((piece.getInt(4 * i) & 1) != 0) {
                    return last + done + i + 1;
                }
            }
        }
        throw new MalformedElfException(hash.offset() + start, "DT_GNU_HASH", "chain without an end");
    }
}

package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * {@code DT_SYMTAB} with the relocations that refer to it.
 *
 * <p>No tag tells how many dynamic symbols there are: {@code DT_HASH} does ({@code nchain}), and where there is only a
 * {@code DT_GNU_HASH} the end of its last chain does. Relocations before {@code DT_RELACOUNT} are relative by promise; glibc
 * does not look at their types, and neither do we: that alone skips most of the relocations of real libraries.
 */
final class SymbolReader {
    private static final int CHUNK = 1 << 18;
    private static final int SHN_ABS = 0xfff1, SHN_COMMON = 0xfff2;

    private final ByteView view;
    private final ProgramHeaders headers;
    private final DynamicTable dynamic;
    private final ElfHeader header;
    private final boolean wide;
    private int count;
    private byte[] classes;
    private int[] order = new int[64];
    private int ordered;

    private SymbolReader(ByteView view, ElfHeader header, ProgramHeaders headers, DynamicTable dynamic) {
        this.view = view;
        this.header = header;
        this.headers = headers;
        this.dynamic = dynamic;
        this.wide = header.is64();
    }

    static SymbolTable read(ByteView view, ElfHeader header, ProgramHeaders headers, DynamicTable dynamic) throws IOException {
        if (!dynamic.has(DynamicTable.DT_SYMTAB)) {
            return SymbolTable.EMPTY;
        }
        return new SymbolReader(view, header, headers, dynamic).read();
    }

    private SymbolTable read() throws IOException {
        count = Math.toIntExact(symbolCount());
        classes = new byte[count];
        relocations();
        mipsGlobalGot();
        return pack();
    }

    private long symbolCount() throws IOException {
        long most = headers.mappedFrom(dynamic.value(DynamicTable.DT_SYMTAB), "DT_SYMTAB") / symbolSize();
        long n = statedCount(most);
        if (n > most) {
            throw new MalformedElfException(headers.offsetOf(dynamic.value(DynamicTable.DT_SYMTAB), "DT_SYMTAB"), "DT_SYMTAB",
                    "the hash table counts more symbols than the segment holds (%d > %d)".formatted(n, most));
        }
        return n;
    }

    private long statedCount(long most) throws IOException {
        if (dynamic.has(DynamicTable.DT_HASH)) {
            boolean words64 = wide && (header.machine() == Machine.ALPHA || header.machine() == Machine.S390);
            ByteBuffer table = bytesAt(DynamicTable.DT_HASH, 0, words64 ? 16 : 8, "DT_HASH");
            return words64 ? table.getLong(8) : Integer.toUnsignedLong(table.getInt(4));
        }
        if (dynamic.has(DynamicTable.DT_GNU_HASH)) {
            return gnuHashCount();
        }
        if (dynamic.has(DynamicTable.DT_MIPS_SYMTABNO)) {
            return dynamic.value(DynamicTable.DT_MIPS_SYMTABNO);
        }
        long between = dynamic.value(DynamicTable.DT_STRTAB) - dynamic.value(DynamicTable.DT_SYMTAB);
        return between > 0 ? Math.min(between / symbolSize(), most) : 0;
    }

    private long gnuHashCount() throws IOException {
        ByteBuffer head = bytesAt(DynamicTable.DT_GNU_HASH, 0, 16, "DT_GNU_HASH");
        long buckets = Integer.toUnsignedLong(head.getInt(0));
        long offset = Integer.toUnsignedLong(head.getInt(4));
        long bloom = Integer.toUnsignedLong(head.getInt(8)) * (wide ? 8 : 4);
        ByteBuffer table = bytesAt(DynamicTable.DT_GNU_HASH, 16 + bloom, buckets * 4, "DT_GNU_HASH buckets");
        long last = 0;
        for (int i = 0; i < buckets; i++) {
            last = Math.max(last, Integer.toUnsignedLong(table.getInt(i * 4)));
        }
        if (last < offset) {
            return offset;
        }
        return chainEnd(16 + bloom + buckets * 4, last, offset);
    }

    /** The last chain ends at the first value whose lowest bit is set. */
    private long chainEnd(long chains, long last, long offset) throws IOException {
        long address = dynamic.value(DynamicTable.DT_GNU_HASH);
        long mapped = headers.mappedFrom(address, "DT_GNU_HASH");
        for (long i = last; ; i++) {
            long at = chains + (i - offset) * 4;
            if (at > mapped - 4) {
                throw new MalformedElfException(headers.offsetOf(address, "DT_GNU_HASH"), "DT_GNU_HASH", "chain without an end");
            }
            if ((bytesAt(DynamicTable.DT_GNU_HASH, at, 4, "DT_GNU_HASH chain").getInt(0) & 1) != 0) {
                return i + 1;
            }
        }
    }

    private ByteBuffer bytesAt(int tag, long into, long length, String field) throws IOException {
        long address = dynamic.value(tag);
        if (into < 0 || length < 0 || length > headers.mappedFrom(address, field) - into) {
            throw new MalformedElfException(headers.offsetOf(address, field), field, "table leaves its segment (%d + %d)".formatted(into, length));
        }
        return view.at(headers.offsetOf(address, field) + into, length, field);
    }

    private int symbolSize() {
        return wide ? 24 : 16;
    }

    private void relocations() throws IOException {
        table(DynamicTable.DT_REL, dynamic.value(DynamicTable.DT_RELSZ), false, false, dynamic.value(DynamicTable.DT_RELCOUNT));
        table(DynamicTable.DT_RELA, dynamic.value(DynamicTable.DT_RELASZ), true, false, dynamic.value(DynamicTable.DT_RELACOUNT));
        table(DynamicTable.DT_JMPREL, dynamic.value(DynamicTable.DT_PLTRELSZ), dynamic.value(DynamicTable.DT_PLTREL) == DynamicTable.DT_RELA, true, 0);
    }

    /** On some machines {@code DT_RELASZ} covers {@code DT_JMPREL} too; reading those entries twice adds no class, as the first reading sees them as data. */
    private void table(int tag, long bytes, boolean addends, boolean plt, long relative) throws IOException {
        if (!dynamic.has(tag) || bytes == 0) {
            return;
        }
        int entry = (wide ? 16 : 8) + (addends ? wide ? 8 : 4 : 0);
        long size = plt || !overlapsPlt(tag, bytes) ? bytes : dynamic.value(DynamicTable.DT_JMPREL) - dynamic.value(tag);
        String field = plt ? "DT_JMPREL" : addends ? "DT_RELA" : "DT_REL";
        if (size < 0 || size > headers.mappedFrom(dynamic.value(tag), field)) {
            throw new MalformedElfException(headers.offsetOf(dynamic.value(tag), field), field, "table leaves its segment (%d)".formatted(size));
        }
        long at = Math.min(relative, size / entry) * entry;
        RelocationTypes types = RelocationTypes.of(header.machine());
        while (at <= size - entry) {
            long n = Math.min(size - at, CHUNK) / entry * entry;
            entries(bytesAt(tag, at, n, field), (int) n, entry, types, plt, field);
            at += n;
        }
    }

    private boolean overlapsPlt(int tag, long bytes) {
        long jmprel = dynamic.value(DynamicTable.DT_JMPREL);
        long start = dynamic.value(tag);
        return dynamic.has(DynamicTable.DT_JMPREL) && jmprel >= start && jmprel < start + bytes;
    }

    private void entries(ByteBuffer table, int size, int entry, RelocationTypes types, boolean plt, String field) {
        boolean mips64 = wide && header.machine() == Machine.MIPS && header.isLittleEndian();
        for (int at = 0; at < size; at += entry) {
            long info = wide ? table.getLong(at + 8) : Integer.toUnsignedLong(table.getInt(at + 4));
            int symbol = wide ? mips64 ? (int) info : (int) (info >>> 32) : (int) (info >>> 8);
            int type = wide ? mips64 ? (int) (info >>> 56) : header.machine() == Machine.MIPS || header.machine() == Machine.SPARCV9 ? (int) (info & 0xff) : (int) info
                    : (int) (info & 0xff);
            if (symbol == 0) {
                continue;
            }
            if (symbol < 0 || symbol >= count) {
                grow(symbol, field, at);
            }
            refer(symbol, types.classOf(type, plt));
        }
    }

    private void refer(int symbol, ReferenceClass kind) {
        if (classes[symbol] == 0) {
            if (ordered == order.length) {
                order = Arrays.copyOf(order, ordered * 2);
            }
            order[ordered++] = symbol;
        }
        classes[symbol] |= (byte) kind.bit();
    }

    /** A {@code DT_GNU_HASH} without a single export does not count the undefined symbols; relocations still refer to them. */
    private void grow(int symbol, String field, int at) {
        long most = headers.mappedFrom(dynamic.value(DynamicTable.DT_SYMTAB), "DT_SYMTAB") / symbolSize();
        if (symbol < 0 || symbol >= most) {
            throw new MalformedElfException(at, field, "refers to symbol %s of %d".formatted(Integer.toUnsignedString(symbol), most));
        }
        count = symbol + 1;
        classes = Arrays.copyOf(classes, count);
    }

    /** MIPS binds every symbol from {@code DT_MIPS_GOTSYM} on through its GOT, without a relocation; stubs make functions lazy. */
    private void mipsGlobalGot() throws IOException {
        if (header.machine() != Machine.MIPS || !dynamic.has(DynamicTable.DT_MIPS_GOTSYM)) {
            return;
        }
        ByteBuffer table = symbolBytes();
        for (long i = dynamic.value(DynamicTable.DT_MIPS_GOTSYM); i >= 0 && i < count; i++) {
            int at = (int) i * symbolSize();
            boolean stub = shndx(table, at) == 0 && value(table, at) != 0 && (info(table, at) & 15) == Symbol.STT_FUNC;
            refer((int) i, stub ? ReferenceClass.LAZY : ReferenceClass.DATA);
        }
    }

    private ByteBuffer symbolBytes() throws IOException {
        return bytesAt(DynamicTable.DT_SYMTAB, 0, (long) count * symbolSize(), "DT_SYMTAB");
    }

    private int shndx(ByteBuffer table, int at) {
        return table.getShort(at + (wide ? 6 : 14)) & 0xffff;
    }

    private long value(ByteBuffer table, int at) {
        return wide ? table.getLong(at + 8) : Integer.toUnsignedLong(table.getInt(at + 4));
    }

    private int info(ByteBuffer table, int at) {
        return table.get(at + (wide ? 4 : 12)) & 0xff;
    }

    private SymbolTable pack() throws IOException {
        ByteBuffer table = symbolBytes();
        boolean versioned = dynamic.has(DynamicTable.DT_VERSYM);
        ByteBuffer versions = versioned ? bytesAt(DynamicTable.DT_VERSYM, 0, 2L * count, "DT_VERSYM") : null;
        SymbolPacker packer = new SymbolPacker(count, versioned);
        int[] packed = new int[count];
        for (int i = 1; i < count; i++) {
            int at = i * symbolSize();
            int info = info(table, at);
            if (info >> 4 == Symbol.STB_LOCAL) {
                packed[i] = -1;
                continue;
            }
            packed[i] = packer.count();
            long value = value(table, at);
            long size = wide ? table.getLong(at + 16) : Integer.toUnsignedLong(table.getInt(at + 8));
            int other = table.get(at + (wide ? 5 : 13));
            int word = SymbolTable.info(info >> 4, info & 15, other & 3, place(shndx(table, at)), value == 0) | classes[i] << SymbolTable.REFERENCE_SHIFT;
            packer.add(dynamic.strings(), Integer.toUnsignedLong(table.getInt(at)), word, versioned ? versions.getShort(2 * i) : 0, size);
        }
        return packer.toTable(Arrays.stream(order, 0, ordered).map(i -> packed[i]).filter(i -> i >= 0).toArray());
    }

    private static Symbol.Place place(int shndx) {
        return switch (shndx) {
            case 0 -> Symbol.Place.UNDEFINED;
            case SHN_ABS -> Symbol.Place.ABSOLUTE;
            case SHN_COMMON -> Symbol.Place.COMMON;
            default -> Symbol.Place.SECTION;
        };
    }
}

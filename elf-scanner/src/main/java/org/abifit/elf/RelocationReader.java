package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The relocation tables, as far as they refer to symbols, in the order in which glibc goes through them.
 *
 * <p>Relocations before {@code DT_RELACOUNT} are relative by promise; glibc does not look at their types, and neither do we:
 * that alone skips most of the relocations of real libraries. {@code DT_RELR} never refers to symbols.
 */
final class RelocationReader {
    private static final int PIECE = 1 << 18;
    /** Five million relocations that are not relative; the largest real files have a hundred thousand. */
    private static final long MOST_BYTES = 128L << 20;
    private static final Kind REL = new Kind(DynamicTable.DT_REL, "DT_REL", DynamicTable.DT_RELSZ, "DT_RELSZ");
    private static final Kind RELA = new Kind(DynamicTable.DT_RELA, "DT_RELA", DynamicTable.DT_RELASZ, "DT_RELASZ");
    private static final Kind PLT = new Kind(DynamicTable.DT_JMPREL, "DT_JMPREL", DynamicTable.DT_PLTRELSZ, "DT_PLTRELSZ");

    private final ElfHeader header;
    private final DynamicTable dynamic;
    private final References references;
    private final RelocationTypes types;
    private final boolean wide;

    /** The tags of one of the three tables. */
    private record Kind(int tag, String name, int sizeTag, String sizeName) {}

    RelocationReader(ElfHeader header, DynamicTable dynamic, References references) {
        this.header = header;
        this.dynamic = dynamic;
        this.references = references;
        this.types = RelocationTypes.of(header.machine());
        this.wide = header.is64();
    }

    void read() throws IOException {
        table(REL, false, dynamic.value(DynamicTable.DT_RELCOUNT));
        table(RELA, true, dynamic.value(DynamicTable.DT_RELACOUNT));
        table(PLT, dynamic.value(DynamicTable.DT_PLTREL) == DynamicTable.DT_RELA, 0);
    }

    private void table(Kind kind, boolean addends, long relative) throws IOException {
        if (!dynamic.has(kind.tag()) || dynamic.value(kind.sizeTag()) == 0) {
            return;
        }
        Table table = dynamic.table(kind.tag(), kind.name());
        int entry = (wide ? 8 : 4) * (addends ? 3 : 2);
        long size = size(kind, table);
        long at = Long.compareUnsigned(relative, size / entry) < 0 ? relative * entry : size / entry * entry;
        if (size - at > MOST_BYTES) {
            throw fault(kind, "is larger than any real table (%d > %d)".formatted(size - at, MOST_BYTES));
        }
        while (at <= size - entry) {
            int n = (int) Math.min(size - at, PIECE) / entry * entry;
            entries(table.at(at, n), table.offset() + at, entry, kind);
            at += n;
        }
    }

    /** On some machines {@code DT_RELASZ} covers {@code DT_JMPREL} too, at its end; glibc then leaves those entries to the PLT. */
    private long size(Kind kind, Table table) {
        long size = dynamic.value(kind.sizeTag());
        if (size < 0 || size > table.room()) {
            throw fault(kind, "table leaves its segment (%s > %d)".formatted(Long.toUnsignedString(size), table.room()));
        }
        long plt = dynamic.value(DynamicTable.DT_JMPREL) - dynamic.value(kind.tag());
        boolean covered = kind != PLT && dynamic.has(DynamicTable.DT_JMPREL) && plt >= 0 && plt + dynamic.value(DynamicTable.DT_PLTRELSZ) == size;
        return covered ? Math.min(plt, size) : size;
    }

    private MalformedElfException fault(Kind kind, String problem) {
        return new MalformedElfException(dynamic.at(kind.sizeTag()), kind.sizeName(), problem);
    }

    /** MIPS packs up to three types into the information, of which the first decides; on little-endian machines it comes last. */
    private void entries(ByteBuffer table, long tableAt, int entry, Kind kind) {
        boolean mips64el = wide && header.machine() == Machine.MIPS && header.isLittleEndian();
        int typeMask = !wide || header.machine() == Machine.MIPS || header.machine() == Machine.SPARCV9 ? 0xff : -1;
        int infoAt = wide ? 8 : 4;
        int limit = table.limit();
        for (int at = 0; at < limit; at += entry) {
            long info = wide ? table.getLong(at + infoAt) : Integer.toUnsignedLong(table.getInt(at + infoAt));
            int symbol = mips64el ? (int) info : (int) (info >>> (wide ? 32 : 8));
            int type = mips64el ? (int) (info >>> 56) : (int) info & typeMask;
            if (symbol == 0) {
                references.type(type, 0, types.isFixedTls(type));
                continue;
            }
            if (symbol < 0 || symbol >= references.capacity()) {
                throw new MalformedElfException(tableAt + at + infoAt, "r_info", "refers to symbol %s of at most %d".formatted(
                        Integer.toUnsignedString(symbol), references.capacity()));
            }
            references.type(type, symbol, types.isFixedTls(type));
            references.add(symbol, types.classOf(type, kind == PLT));
        }
    }
}

package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code PT_DYNAMIC}: its entries by tag, and the string table that they point into.
 *
 * <p>Of a tag that stands twice the loader keeps the last ({@code elf_get_dynamic_info}); of those that may repeat
 * ({@code DT_NEEDED}, {@code DT_FILTER}, {@code DT_AUXILIARY}) all, in order.
 */
final class DynamicTable {
    static final int DT_NEEDED = 1, DT_PLTRELSZ = 2, DT_HASH = 4, DT_STRTAB = 5, DT_SYMTAB = 6, DT_RELA = 7, DT_RELASZ = 8, DT_RELAENT = 9,
            DT_STRSZ = 10, DT_SYMENT = 11, DT_SONAME = 14, DT_RPATH = 15, DT_SYMBOLIC = 16, DT_REL = 17, DT_RELSZ = 18, DT_RELENT = 19, DT_PLTREL = 20,
            DT_TEXTREL = 22, DT_JMPREL = 23, DT_BIND_NOW = 24, DT_RUNPATH = 29, DT_FLAGS = 30, DT_RELRSZ = 35, DT_RELR = 36,
            DT_GNU_HASH = 0x6ffffef5, DT_DEPAUDIT = 0x6ffffefb, DT_AUDIT = 0x6ffffefc, DT_VERSYM = 0x6ffffff0, DT_RELACOUNT = 0x6ffffff9,
            DT_RELCOUNT = 0x6ffffffa, DT_FLAGS_1 = 0x6ffffffb, DT_VERDEF = 0x6ffffffc, DT_VERDEFNUM = 0x6ffffffd, DT_VERNEED = 0x6ffffffe,
            DT_VERNEEDNUM = 0x6fffffff, DT_AUXILIARY = 0x7ffffffd, DT_FILTER = 0x7fffffff,
            DT_MIPS_LOCAL_GOTNO = 0x7000000a, DT_MIPS_SYMTABNO = 0x70000011, DT_MIPS_GOTSYM = 0x70000013, DT_MIPS_XHASH = 0x70000036;
    private static final int MOST_ENTRIES = 65536;

    private final Map<Long, Long> last = new HashMap<>();
    private final List<Long> needed = new ArrayList<>();
    private final List<Long> filters = new ArrayList<>();
    private final List<Long> auxiliaries = new ArrayList<>();
    private final long at;
    private ByteBuffer strings;
    private long stringsAt;

    private DynamicTable(long at) {
        this.at = at;
    }

    /** {@return the table, or empty when the segment holds no entry (debug files keep the header without the bytes)} */
    static Optional<DynamicTable> read(ByteView view, ProgramHeaders headers, boolean wide) throws IOException {
        if (headers.dynamic().isEmpty() || headers.dynamic().get().size() == 0) {
            return Optional.empty();
        }
        ProgramHeaders.Segment segment = headers.dynamic().get();
        DynamicTable table = new DynamicTable(segment.offset());
        int entry = wide ? 16 : 8;
        ByteBuffer bytes = view.at(segment.offset(), Math.min(segment.size(), (long) MOST_ENTRIES * entry), "PT_DYNAMIC");
        for (int i = 0; i + entry <= bytes.limit(); i += entry) {
            long tag = wide ? bytes.getLong(i) : bytes.getInt(i);
            if (tag == 0) {
                break;
            }
            table.add(tag, ProgramHeaders.word(bytes, i + entry / 2, wide));
        }
        return Optional.of(table);
    }

    private void add(long tag, long value) {
        last.put(tag, value);
        if (tag == DT_NEEDED) {
            needed.add(value);
        } else if (tag == DT_FILTER) {
            filters.add(value);
        } else if (tag == DT_AUXILIARY) {
            auxiliaries.add(value);
        }
    }

    boolean has(int tag) {
        return last.containsKey((long) tag);
    }

    long value(int tag) {
        return last.getOrDefault((long) tag, 0L);
    }

    /** Finds {@code DT_STRTAB}; a table whose size is not told reaches to the end of its segment. */
    void loadStrings(ByteView view, ProgramHeaders headers) throws IOException {
        if (!has(DT_STRTAB)) {
            strings = ByteBuffer.allocate(0);
            return;
        }
        long address = value(DT_STRTAB);
        stringsAt = headers.offsetOf(address, "DT_STRTAB");
        long mapped = headers.mappedFrom(address, "DT_STRTAB");
        long size = has(DT_STRSZ) ? value(DT_STRSZ) : mapped;
        strings = view.at(stringsAt, size, "DT_STRSZ");
    }

    ByteBuffer strings() {
        return strings;
    }

    String string(long offset, String field) {
        return ByteView.string(strings, stringsAt, offset, field);
    }

    private Optional<String> stringOf(int tag, String field) {
        return has(tag) ? Optional.of(string(value(tag), field)) : Optional.empty();
    }

    private List<String> stringsOf(List<Long> offsets, String field) {
        return offsets.stream().map(o -> string(o, field)).toList();
    }

    Dynamic toDynamic() {
        long flags = value(DT_FLAGS) | (has(DT_SYMBOLIC) ? Dynamic.DF_SYMBOLIC : 0) | (has(DT_BIND_NOW) ? Dynamic.DF_BIND_NOW : 0);
        boolean textrel = has(DT_TEXTREL) || (flags & Dynamic.DF_TEXTREL) != 0;
        return new Dynamic(stringsOf(needed, "DT_NEEDED"), stringOf(DT_SONAME, "DT_SONAME"), stringOf(DT_RPATH, "DT_RPATH"),
                stringOf(DT_RUNPATH, "DT_RUNPATH"), stringsOf(filters, "DT_FILTER"), stringsOf(auxiliaries, "DT_AUXILIARY"),
                stringOf(DT_AUDIT, "DT_AUDIT"), stringOf(DT_DEPAUDIT, "DT_DEPAUDIT"), flags, value(DT_FLAGS_1), has(DT_VERSYM), has(DT_RELR), textrel,
                hashKinds());
    }

    private Dynamic.HashKinds hashKinds() {
        boolean gnu = has(DT_GNU_HASH) || has(DT_MIPS_XHASH);
        if (has(DT_HASH)) {
            return gnu ? Dynamic.HashKinds.BOTH : Dynamic.HashKinds.SYSV;
        }
        return gnu ? Dynamic.HashKinds.GNU : Dynamic.HashKinds.NONE;
    }

    long offset() {
        return at;
    }
}

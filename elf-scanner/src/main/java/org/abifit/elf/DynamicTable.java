package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code PT_DYNAMIC}: its entries by tag, and the tables and strings that they point at.
 *
 * <p>Of a tag that stands twice the loader keeps the last ({@code elf_get_dynamic_info}); of those that may repeat
 * ({@code DT_NEEDED}, {@code DT_FILTER}, {@code DT_AUXILIARY}) all, in order.
 */
final class DynamicTable {
    static final int DT_NEEDED = 1, DT_PLTRELSZ = 2, DT_HASH = 4, DT_STRTAB = 5, DT_SYMTAB = 6, DT_RELA = 7, DT_RELASZ = 8, DT_RELAENT = 9,
            DT_STRSZ = 10, DT_SYMENT = 11, DT_SONAME = 14, DT_RPATH = 15, DT_SYMBOLIC = 16, DT_REL = 17, DT_RELSZ = 18, DT_RELENT = 19, DT_PLTREL = 20,
            DT_TEXTREL = 22, DT_JMPREL = 23, DT_BIND_NOW = 24, DT_RUNPATH = 29, DT_FLAGS = 30, DT_RELRSZ = 35, DT_RELR = 36, DT_RELRENT = 37,
            DT_GNU_HASH = 0x6ffffef5, DT_DEPAUDIT = 0x6ffffefb, DT_AUDIT = 0x6ffffefc, DT_VERSYM = 0x6ffffff0, DT_RELACOUNT = 0x6ffffff9,
            DT_RELCOUNT = 0x6ffffffa, DT_FLAGS_1 = 0x6ffffffb, DT_VERDEF = 0x6ffffffc, DT_VERDEFNUM = 0x6ffffffd, DT_VERNEED = 0x6ffffffe,
            DT_VERNEEDNUM = 0x6fffffff, DT_AUXILIARY = 0x7ffffffd, DT_FILTER = 0x7fffffff,
            DT_MIPS_LOCAL_GOTNO = 0x7000000a, DT_MIPS_SYMTABNO = 0x70000011, DT_MIPS_GOTSYM = 0x70000013, DT_MIPS_XHASH = 0x70000036;
    private static final int MOST_ENTRIES = 65536;
    private static final List<Integer> TABLES = List.of(DT_HASH, DT_STRTAB, DT_SYMTAB, DT_RELA, DT_REL, DT_JMPREL, DT_RELR, DT_GNU_HASH, DT_VERSYM, DT_VERDEF,
            DT_VERNEED);

    private final ByteView view;
    private final ProgramHeaders headers;
    private final Map<Integer, Entry> last = new HashMap<>();
    private final List<Entry> needed = new ArrayList<>();
    private final List<Entry> filters = new ArrayList<>();
    private final List<Entry> auxiliaries = new ArrayList<>();
    private StringTable strings;

    /** A {@code d_un}, and where it lies in the file. */
    private record Entry(long value, long at) {
        static final Entry ABSENT = new Entry(0, 0);
    }

    private DynamicTable(ByteView view, ProgramHeaders headers) {
        this.view = view;
        this.headers = headers;
    }

    /** {@return the table, or empty when the segment holds no entry (debug files keep the header without the bytes)} */
    static Optional<DynamicTable> read(ByteView view, ProgramHeaders headers, boolean wide) throws IOException {
        if (headers.dynamic().isEmpty() || headers.dynamic().get().size() == 0) {
            return Optional.empty();
        }
        ProgramHeaders.Segment segment = headers.dynamic().get();
        int entry = wide ? 16 : 8;
        DynamicTable table = new DynamicTable(view, headers);
        ByteBuffer bytes = segment.bytes(view, (long) MOST_ENTRIES * entry);
        for (int i = 0; i + entry <= bytes.limit(); i += entry) {
            long tag = wide ? bytes.getLong(i) : bytes.getInt(i);
            if (tag == 0) {
                break;
            }
            table.add(tag, new Entry(ProgramHeaders.word(bytes, i + entry / 2, wide), segment.offset() + i + entry / 2));
        }
        table.checkEntrySizes(wide);
        return Optional.of(table);
    }

    private void add(long tag, Entry entry) {
        if (tag != (int) tag) {
            return;
        }
        last.put((int) tag, entry);
        switch ((int) tag) {
            case DT_NEEDED -> needed.add(entry);
            case DT_FILTER -> filters.add(entry);
            case DT_AUXILIARY -> auxiliaries.add(entry);
            default -> { }
        }
    }

    boolean has(int tag) {
        return last.containsKey(tag);
    }

    long value(int tag) {
        return last.getOrDefault(tag, Entry.ABSENT).value();
    }

    /** {@return where in the file the value of a tag lies} */
    long at(int tag) {
        return last.getOrDefault(tag, Entry.ABSENT).at();
    }

    /** {@return the table whose address a tag holds} */
    Table table(int tag, String field) {
        long address = value(tag);
        ElfFile.LoadSegment load = headers.segmentOf(address).orElseThrow(
                () -> new MalformedElfException(at(tag), field, "address 0x%x lies in no loaded segment".formatted(address)));
        long into = address - load.vaddr();
        long offset = load.offset() + into;
        return new Table(view, offset, Math.min(load.fileSize() - into, view.size() - offset), at(tag), field);
    }

    /** {@return how many bytes the table of a tag can have, given that tables do not overlap: up to the next one in memory} */
    long mostBytes(int tag) {
        long most = Long.MAX_VALUE;
        for (int other : TABLES) {
            long distance = value(other) - value(tag);
            if (has(other) && distance > 0) {
                most = Math.min(most, distance);
            }
        }
        return most;
    }

    /** A string table whose size is not told reaches to the end of its segment. */
    private StringTable openStrings() {
        if (!has(DT_STRTAB)) {
            return new StringTable(view, 0, 0);
        }
        Table table = table(DT_STRTAB, "DT_STRTAB");
        if (!has(DT_STRSZ)) {
            return new StringTable(view, table.offset(), Math.max(table.room(), 0));
        }
        long size = value(DT_STRSZ);
        if (size < 0 || table.offset() < 0 || table.offset() > view.size() - size) {
            throw new MalformedElfException(at(DT_STRSZ), "DT_STRSZ", "string table leaves the file (%s + %s > %d)".formatted(
                    Long.toUnsignedString(table.offset()), Long.toUnsignedString(size), view.size()));
        }
        return new StringTable(view, table.offset(), size);
    }

    StringTable strings() {
        if (strings == null) {
            strings = openStrings();
        }
        return strings;
    }

    private Optional<String> stringOf(int tag, String field) throws IOException {
        return has(tag) ? Optional.of(strings().string(value(tag), at(tag), field)) : Optional.empty();
    }

    private List<String> stringsOf(List<Entry> entries, String field) throws IOException {
        List<String> all = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            all.add(strings().string(entry.value(), entry.at(), field));
        }
        return List.copyOf(all);
    }

    /** Loaders take the size of a relocation for granted; glibc asserts it ({@code elf_get_dynamic_info}). */
    private void checkEntrySizes(boolean wide) {
        int word = wide ? 8 : 4;
        checkEntrySize(DT_RELA, DT_RELAENT, "DT_RELAENT", 3L * word);
        checkEntrySize(DT_REL, DT_RELENT, "DT_RELENT", 2L * word);
        checkEntrySize(DT_RELR, DT_RELRENT, "DT_RELRENT", word);
        if (has(DT_PLTREL) && value(DT_PLTREL) != DT_REL && value(DT_PLTREL) != DT_RELA) {
            throw new MalformedElfException(at(DT_PLTREL), "DT_PLTREL", "is %s, neither DT_REL nor DT_RELA".formatted(Long.toUnsignedString(value(DT_PLTREL))));
        }
    }

    private void checkEntrySize(int table, int tag, String field, long size) {
        if (has(table) && value(tag) != size) {
            throw new MalformedElfException(at(tag), field, "is %s, expected %d".formatted(Long.toUnsignedString(value(tag)), size));
        }
    }

    Dynamic toDynamic() throws IOException {
        long flags = value(DT_FLAGS) | (has(DT_SYMBOLIC) ? Dynamic.DF_SYMBOLIC : 0) | (has(DT_BIND_NOW) ? Dynamic.DF_BIND_NOW : 0);
        boolean textrel = has(DT_TEXTREL) || (flags & Dynamic.DF_TEXTREL) != 0;
        return new Dynamic(stringsOf(needed, "DT_NEEDED"), stringOf(DT_SONAME, "DT_SONAME"), stringOf(DT_RPATH, "DT_RPATH"),
                stringOf(DT_RUNPATH, "DT_RUNPATH"), stringsOf(filters, "DT_FILTER"), stringsOf(auxiliaries, "DT_AUXILIARY"),
                stringOf(DT_AUDIT, "DT_AUDIT"), stringOf(DT_DEPAUDIT, "DT_DEPAUDIT"), flags, value(DT_FLAGS_1), has(DT_VERSYM), has(DT_RELR), textrel,
                hashKinds(), Relocations.NONE);
    }

    private Dynamic.HashKinds hashKinds() {
        boolean gnu = has(DT_GNU_HASH) || has(DT_MIPS_XHASH);
        if (has(DT_HASH)) {
            return gnu ? Dynamic.HashKinds.BOTH : Dynamic.HashKinds.SYSV;
        }
        return gnu ? Dynamic.HashKinds.GNU : Dynamic.HashKinds.NONE;
    }
}

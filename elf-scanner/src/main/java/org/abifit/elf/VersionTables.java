package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code DT_VERDEF} and {@code DT_VERNEED} (LSB, "Symbol Versioning"): two chains of records that point at each other by
 * relative offsets. A chain that leaves its segment or turns back on itself is a fault.
 */
final class VersionTables {
    private static final int VERDEF_SIZE = 20, VERDAUX_SIZE = 8, VERNEED_SIZE = 16, VERNAUX_SIZE = 16;
    private static final int MOST_BYTES = 1 << 20;

    private final ByteBuffer table;
    private final long at;
    private final StringTable strings;
    private int unread;

    private VersionTables(ByteBuffer table, long at, StringTable strings) {
        this.table = table;
        this.at = at;
        this.strings = strings;
        this.unread = table.limit();
    }

    static List<Verdef> verdefs(DynamicTable dynamic) throws IOException {
        return dynamic.has(DynamicTable.DT_VERDEF) ? open(dynamic, DynamicTable.DT_VERDEF, "DT_VERDEF").readVerdefs() : List.of();
    }

    static List<Verneed> verneeds(DynamicTable dynamic) throws IOException {
        return dynamic.has(DynamicTable.DT_VERNEED) ? open(dynamic, DynamicTable.DT_VERNEED, "DT_VERNEED").readVerneeds() : List.of();
    }

    private static VersionTables open(DynamicTable dynamic, int tag, String field) throws IOException {
        Table table = dynamic.table(tag, field);
        return new VersionTables(table.at(0, Math.min(table.room(), MOST_BYTES)), table.offset(), dynamic.strings());
    }

    private List<Verdef> readVerdefs() throws IOException {
        List<Verdef> defs = new ArrayList<>();
        int entry = 0;
        while (true) {
            require(entry, VERDEF_SIZE, "vd_version");
            requireVersion(entry, "vd_version");
            int aux = entry + step(entry, 12, VERDEF_SIZE, "vd_aux");
            List<String> names = verdaux(aux, u16(entry + 6));
            defs.add(new Verdef(u16(entry + 4) & 0x7fff, u16(entry + 2), table.getInt(entry + 8), names.isEmpty() ? "" : names.get(0),
                    names.isEmpty() ? names : names.subList(1, names.size())));
            if (table.getInt(entry + 16) == 0) {
                return List.copyOf(defs);
            }
            entry += step(entry, 16, VERDEF_SIZE, "vd_next");
        }
    }

    private List<String> verdaux(int first, int count) throws IOException {
        List<String> names = new ArrayList<>();
        int entry = first;
        for (int i = 0; i < count; i++) {
            require(entry, VERDAUX_SIZE, "vda_name");
            names.add(string(entry, "vda_name"));
            if (table.getInt(entry + 4) == 0) {
                break;
            }
            entry += step(entry, 4, VERDAUX_SIZE, "vda_next");
        }
        return List.copyOf(names);
    }

    private List<Verneed> readVerneeds() throws IOException {
        List<Verneed> needs = new ArrayList<>();
        int entry = 0;
        while (true) {
            require(entry, VERNEED_SIZE, "vn_version");
            requireVersion(entry, "vn_version");
            String file = string(entry + 4, "vn_file");
            needs.add(new Verneed(file, vernaux(entry + step(entry, 8, VERNEED_SIZE, "vn_aux"))));
            if (table.getInt(entry + 12) == 0) {
                return List.copyOf(needs);
            }
            entry += step(entry, 12, VERNEED_SIZE, "vn_next");
        }
    }

    /** The loader walks {@code vna_next} until 0 and never looks at {@code vn_cnt}; so do we. */
    private List<Verneed.Vernaux> vernaux(int first) throws IOException {
        List<Verneed.Vernaux> versions = new ArrayList<>();
        int entry = first;
        while (true) {
            require(entry, VERNAUX_SIZE, "vna_hash");
            versions.add(new Verneed.Vernaux(string(entry + 8, "vna_name"), table.getInt(entry), u16(entry + 4), u16(entry + 6) & 0x7fff));
            if (table.getInt(entry + 12) == 0) {
                return List.copyOf(versions);
            }
            entry += step(entry, 12, VERNAUX_SIZE, "vna_next");
        }
    }

    /** {@return an offset to another record}; it must lead forward over at least one record, which alone rules out loops */
    private int step(int entry, int field, int least, String name) {
        int step = table.getInt(entry + field);
        if (Integer.compareUnsigned(step, least) < 0 || Integer.compareUnsigned(step, table.limit() - entry) > 0) {
            throw new MalformedElfException(at + entry + field, name, "points past the end or backwards (%s, %d bytes left)".formatted(
                    Integer.toUnsignedString(step), table.limit() - entry));
        }
        return step;
    }

    /** Chains may run into each other, which would be quadratic: together the records read cannot be larger than the table. */
    private void require(int entry, int size, String field) {
        if (entry > table.limit() - size) {
            throw new MalformedElfException(at + entry, field, "record leaves its segment");
        }
        unread -= size;
        if (unread < 0) {
            throw new MalformedElfException(at + entry, field, "records are shared between chains");
        }
    }

    private void requireVersion(int entry, String field) {
        if (u16(entry) != 1) {
            throw new MalformedElfException(at + entry, field, "is %d, expected 1".formatted(u16(entry)));
        }
    }

    private String string(int field, String name) throws IOException {
        return strings.string(Integer.toUnsignedLong(table.getInt(field)), at + field, name);
    }

    private int u16(int offset) {
        return table.getShort(offset) & 0xffff;
    }
}

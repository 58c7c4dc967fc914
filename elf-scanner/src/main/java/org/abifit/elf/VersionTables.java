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

    private final ByteBuffer table;
    private final long at;
    private final DynamicTable dynamic;

    private VersionTables(ByteBuffer table, long at, DynamicTable dynamic) {
        this.table = table;
        this.at = at;
        this.dynamic = dynamic;
    }

    static List<Verdef> verdefs(ByteView view, ProgramHeaders headers, DynamicTable dynamic) throws IOException {
        return dynamic.has(DynamicTable.DT_VERDEF) ? open(view, headers, dynamic, DynamicTable.DT_VERDEF, "DT_VERDEF").readVerdefs() : List.of();
    }

    static List<Verneed> verneeds(ByteView view, ProgramHeaders headers, DynamicTable dynamic) throws IOException {
        return dynamic.has(DynamicTable.DT_VERNEED) ? open(view, headers, dynamic, DynamicTable.DT_VERNEED, "DT_VERNEED").readVerneeds() : List.of();
    }

    private static VersionTables open(ByteView view, ProgramHeaders headers, DynamicTable dynamic, int tag, String field) throws IOException {
        long offset = headers.offsetOf(dynamic.value(tag), field);
        long rest = Math.min(headers.mappedFrom(dynamic.value(tag), field), view.size() - offset);
        long limit = Math.min(rest, 1 << 20);
        return new VersionTables(view.at(offset, limit, field), offset, dynamic);
    }

    private List<Verdef> readVerdefs() {
        List<Verdef> defs = new ArrayList<>();
        int entry = 0;
        while (true) {
            require(entry, VERDEF_SIZE, "vd_version");
            int flags = u16(entry + 2);
            int index = u16(entry + 4);
            int hash = table.getInt(entry + 8);
            List<String> names = verdaux(entry + forward(entry, table.getInt(entry + 12), VERDEF_SIZE, "vd_aux"), u16(entry + 6));
            defs.add(new Verdef(index & 0x7fff, flags, hash, names.isEmpty() ? "" : names.get(0), names.isEmpty() ? names : names.subList(1, names.size())));
            int next = table.getInt(entry + 16);
            if (next == 0) {
                return List.copyOf(defs);
            }
            entry += forward(entry, next, VERDEF_SIZE, "vd_next");
        }
    }

    private List<String> verdaux(int first, int count) {
        List<String> names = new ArrayList<>();
        int entry = first;
        for (int i = 0; i < count; i++) {
            require(entry, VERDAUX_SIZE, "vda_name");
            names.add(dynamic.string(Integer.toUnsignedLong(table.getInt(entry)), "vda_name"));
            int next = table.getInt(entry + 4);
            if (next == 0) {
                break;
            }
            entry += forward(entry, next, VERDAUX_SIZE, "vda_next");
        }
        return List.copyOf(names);
    }

    private List<Verneed> readVerneeds() {
        List<Verneed> needs = new ArrayList<>();
        int entry = 0;
        while (true) {
            require(entry, VERNEED_SIZE, "vn_version");
            String file = dynamic.string(Integer.toUnsignedLong(table.getInt(entry + 4)), "vn_file");
            needs.add(new Verneed(file, vernaux(entry + forward(entry, table.getInt(entry + 8), VERNEED_SIZE, "vn_aux"))));
            int next = table.getInt(entry + 12);
            if (next == 0) {
                return List.copyOf(needs);
            }
            entry += forward(entry, next, VERNEED_SIZE, "vn_next");
        }
    }

    /** The loader walks {@code vna_next} until 0 and never looks at {@code vn_cnt}; so do we. */
    private List<Verneed.Vernaux> vernaux(int first) {
        List<Verneed.Vernaux> versions = new ArrayList<>();
        int entry = first;
        while (true) {
            require(entry, VERNAUX_SIZE, "vna_hash");
            String name = dynamic.string(Integer.toUnsignedLong(table.getInt(entry + 8)), "vna_name");
            versions.add(new Verneed.Vernaux(name, table.getInt(entry), u16(entry + 4), u16(entry + 6) & 0x7fff));
            int next = table.getInt(entry + 12);
            if (next == 0) {
                return List.copyOf(versions);
            }
            entry += forward(entry, next, VERNAUX_SIZE, "vna_next");
        }
    }

    /** A step must go forward over at least one record: that alone rules out loops, and bounds the work by the table's size. */
    private int forward(int entry, int step, int least, String field) {
        if (Integer.compareUnsigned(step, least) < 0 || Integer.compareUnsigned(step, table.limit() - entry) > 0) {
            throw new MalformedElfException(at + entry, field, "points past the end or backwards (%s, %d bytes left)".formatted(
                    Integer.toUnsignedString(step), table.limit() - entry));
        }
        return step;
    }

    private void require(int entry, int size, String field) {
        if (entry > table.limit() - size) {
            throw new MalformedElfException(at + entry, field, "record leaves its segment");
        }
    }

    private int u16(int offset) {
        return table.getShort(offset) & 0xffff;
    }
}

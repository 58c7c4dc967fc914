package org.abifit.testkit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes DT_VERSYM, DT_VERDEF and DT_VERNEED (LSB "Symbol Versioning"); each entry is directly followed by its auxiliary entries. */
final class VersionTables {
    private static final int VERDEF_SIZE = 20;
    private static final int VERDAUX_SIZE = 8;
    private static final int VERNEED_SIZE = 16;
    private static final int VERNAUX_SIZE = 16;

    private VersionTables() {
    }

    /** One half-word for each symbol, the null symbol included. */
    static byte[] writeVersym(Plan plan) {
        Bytes out = new Bytes(plan.spec.machine).u16(Elf.VER_NDX_LOCAL);
        plan.symbols().forEach(symbol -> out.u16(plan.versions.versym(symbol)));
        return out.toByteArray();
    }

    /** The chain of Elf_Verdef. */
    static byte[] writeVerdef(Plan plan) {
        Bytes out = new Bytes(plan.spec.machine);
        Iterator<Versions.Defined> defined = plan.versions.defined().iterator();
        while (defined.hasNext()) {
            writeVerdef(defined.next(), !defined.hasNext(), plan.strings, out);
        }
        return out.toByteArray();
    }

    private static void writeVerdef(Versions.Defined defined, boolean last, StringTable strings, Bytes out) {
        VersionNode node = defined.node();
        List<String> names = new ArrayList<>(List.of(node.name));
        names.addAll(node.parents);
        out.u16(1); // vd_version
        out.u16(node.flags); // vd_flags
        out.u16(defined.index()); // vd_ndx
        out.u16(names.size()); // vd_cnt
        out.u32(node.hash.orElseGet(() -> HashTables.sysv(node.name))); // vd_hash
        out.u32(VERDEF_SIZE); // vd_aux
        out.u32(last ? 0 : VERDEF_SIZE + (long) VERDAUX_SIZE * names.size()); // vd_next
        for (int i = 0; i < names.size(); i++) {
            out.u32(strings.offset(names.get(i))); // vda_name
            out.u32(i + 1 == names.size() ? 0 : VERDAUX_SIZE); // vda_next
        }
    }

    /** The chain of Elf_Verneed, one entry for each file. */
    static byte[] writeVerneed(Plan plan) {
        Bytes out = new Bytes(plan.spec.machine);
        Iterator<Map.Entry<String, List<Versions.Needed>>> files = plan.versions.needed().entrySet().iterator();
        while (files.hasNext()) {
            Map.Entry<String, List<Versions.Needed>> file = files.next();
            writeVerneed(file.getKey(), file.getValue(), !files.hasNext(), plan.strings, out);
        }
        return out.toByteArray();
    }

    private static void writeVerneed(String file, List<Versions.Needed> needs, boolean last, StringTable strings, Bytes out) {
        out.u16(1); // vn_version
        out.u16(needs.size()); // vn_cnt
        out.u32(strings.offset(file)); // vn_file
        out.u32(VERNEED_SIZE); // vn_aux
        out.u32(last ? 0 : VERNEED_SIZE + (long) VERNAUX_SIZE * needs.size()); // vn_next
        for (int i = 0; i < needs.size(); i++) {
            writeVernaux(needs.get(i), i + 1 == needs.size(), strings, out);
        }
    }

    private static void writeVernaux(Versions.Needed needed, boolean last, StringTable strings, Bytes out) {
        VersionNeed need = needed.need();
        out.u32(need.hash.orElseGet(() -> HashTables.sysv(need.node))); // vna_hash
        out.u16(need.flags); // vna_flags
        out.u16(needed.index()); // vna_other
        out.u32(strings.offset(need.node)); // vna_name
        out.u32(last ? 0 : VERNAUX_SIZE); // vna_next
    }
}

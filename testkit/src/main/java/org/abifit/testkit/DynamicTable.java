package org.abifit.testkit;

import static org.abifit.testkit.Elf.*;

/** Writes PT_DYNAMIC (gABI "Dynamic Section"): names first, tables next, flags and extra tags last, closed by DT_NULL. */
final class DynamicTable {
    private final Plan plan;
    private final Spec spec;
    private final Layout layout;
    private final Bytes out;

    private DynamicTable(Plan plan, Layout layout) {
        this.plan = plan;
        this.spec = plan.spec;
        this.layout = layout;
        out = new Bytes(spec.machine);
    }

    static byte[] write(Plan plan, Layout layout) {
        DynamicTable table = new DynamicTable(plan, layout);
        table.names();
        table.symbolTables();
        table.relocations();
        table.versionTables();
        table.flags();
        table.spec.tags.forEach(extra -> table.tag(extra.tag(), extra.value()));
        table.tag(DT_NULL, 0);
        return table.out.toByteArray();
    }

    private void names() {
        spec.strings.stream().filter(s -> s.tag() == DT_NEEDED).forEach(this::name);
        spec.soname.ifPresent(soname -> tag(DT_SONAME, plan.strings.offset(soname)));
        spec.strings.stream().filter(s -> s.tag() != DT_NEEDED).forEach(this::name);
    }

    private void name(Spec.StringTag string) {
        tag(string.tag(), plan.strings.offset(string.name()));
    }

    private void symbolTables() {
        addressOf(DT_INIT, ".init");
        addressOf(DT_HASH, ".hash");
        addressOf(DT_GNU_HASH, ".gnu.hash");
        addressOf(DT_STRTAB, ".dynstr");
        addressOf(DT_SYMTAB, ".dynsym");
        tag(DT_STRSZ, layout.size(".dynstr"));
        tag(DT_SYMENT, SymbolTable.entrySize(spec.machine));
        if (spec.type == ET_EXEC || spec.program) {
            tag(DT_DEBUG, 0);
        }
    }

    private void relocations() {
        boolean rela = spec.machine.rela();
        String plt = Relocations.name(spec.machine, ".plt");
        String load = Relocations.name(spec.machine, ".dyn");
        if (layout.has(plt)) {
            addressOf(DT_PLTGOT, ".got.plt");
            tag(DT_PLTRELSZ, layout.size(plt));
            tag(DT_PLTREL, rela ? DT_RELA : DT_REL);
            addressOf(DT_JMPREL, plt);
        }
        if (layout.has(load)) {
            addressOf(rela ? DT_RELA : DT_REL, load);
            tag(rela ? DT_RELASZ : DT_RELSZ, layout.size(load));
            tag(rela ? DT_RELAENT : DT_RELENT, Relocations.entrySize(spec.machine));
        }
        if (spec.relative > 0) {
            tag(rela ? DT_RELACOUNT : DT_RELCOUNT, spec.relative);
        }
        if (layout.has(".relr.dyn")) {
            addressOf(DT_RELR, ".relr.dyn");
            tag(DT_RELRSZ, layout.size(".relr.dyn"));
            tag(DT_RELRENT, spec.machine.word());
        }
    }

    private void versionTables() {
        addressOf(DT_VERSYM, ".gnu.version");
        if (layout.has(".gnu.version_d")) {
            addressOf(DT_VERDEF, ".gnu.version_d");
            tag(DT_VERDEFNUM, plan.versions.defined().size());
        }
        if (layout.has(".gnu.version_r")) {
            addressOf(DT_VERNEED, ".gnu.version_r");
            tag(DT_VERNEEDNUM, plan.versions.needed().size());
        }
    }

    private void flags() {
        if (spec.dtFlags != 0) {
            tag(DT_FLAGS, spec.dtFlags);
        }
        if (spec.dtFlags1 != 0) {
            tag(DT_FLAGS_1, spec.dtFlags1);
        }
    }

    private void addressOf(long tag, String chunk) {
        if (layout.has(chunk)) {
            tag(tag, layout.address(chunk));
        }
    }

    /** d_tag and d_un, unless the test wants the tag left out or changed. */
    private void tag(long tag, long value) {
        if (!spec.droppedTags.contains(tag)) {
            out.word(tag).word(spec.tagOverrides.getOrDefault(tag, value));
        }
    }
}

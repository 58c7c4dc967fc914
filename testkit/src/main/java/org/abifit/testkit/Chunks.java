package org.abifit.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes the contents of all chunks, given the addresses of an earlier pass. */
final class Chunks {
    private final Plan plan;
    private final Spec spec;
    private final Layout layout;
    private final int word;
    private final List<Chunk> chunks = new ArrayList<>();

    private Chunks(Plan plan, Layout layout) {
        this.plan = plan;
        this.spec = plan.spec;
        this.layout = layout;
        this.word = spec.machine.word();
    }

    /** {@return the chunks, sorted into the groups of {@link Chunk#group}} */
    static List<Chunk> write(Plan plan, Layout layout) {
        Chunks writer = new Chunks(plan, layout);
        writer.interpreterAndNotes();
        Text text = Text.write(plan, layout);
        if (plan.spec.dynamic) {
            writer.dynamicTables(text);
        }
        writer.add(Chunk.code(".text", text.bytes()));
        writer.threadLocal();
        writer.data();
        writer.sectionNames();
        writer.chunks.sort(Comparator.comparing(Chunk::group));
        return writer.chunks;
    }

    private void interpreterAndNotes() {
        spec.interp().ifPresent(path ->
                add(Chunk.read(".interp", Elf.SHT_PROGBITS, new Bytes(spec.machine).raw(Bytes.encode(path)).u8(0).toByteArray(), 1)));
        spec.notes.stream()
                .sorted(Comparator.comparing((Note note) -> -note.alignment(spec.machine)))
                .forEach(note -> add(Chunk.read(note.section, Elf.SHT_NOTE, note.write(spec.machine), note.alignment(spec.machine))));
    }

    /** The string table comes last in its segment, because writing the others fills it. */
    private void dynamicTables(Text text) {
        hashTables();
        add(Chunk.read(".dynsym", Elf.SHT_DYNSYM, SymbolTable.write(plan, layout, text.offsets()), word)
                .linked(".dynstr", plan.firstGlobal(), SymbolTable.entrySize(spec.machine)));
        versionTables();
        relocationTables();
        byte[] dynamic = DynamicTable.write(plan, layout);
        add(Chunk.read(".dynstr", Elf.SHT_STRTAB, plan.strings.toByteArray(), 1));
        add(Chunk.write(".dynamic", dynamic, word).typed(Elf.SHT_DYNAMIC).linked(".dynstr", 0, 2L * word));
    }

    private void hashTables() {
        if (plan.sysvHash()) {
            int width = spec.machine.hashWord();
            add(Chunk.read(".hash", Elf.SHT_HASH, HashTables.writeSysv(plan), width).linked(".dynsym", 0, width));
        }
        if (plan.gnuHash()) {
            add(Chunk.read(".gnu.hash", Elf.SHT_GNU_HASH, HashTables.writeGnu(plan), word).linked(".dynsym", 0, 0));
        }
    }

    private void versionTables() {
        if (plan.versions.versymWanted()) {
            add(Chunk.read(".gnu.version", Elf.SHT_GNU_VERSYM, VersionTables.writeVersym(plan), 2).linked(".dynsym", 0, 2));
        }
        add(Chunk.read(".gnu.version_d", Elf.SHT_GNU_VERDEF, VersionTables.writeVerdef(plan), word)
                .linked(".dynstr", plan.versions.defined().size(), 0));
        add(Chunk.read(".gnu.version_r", Elf.SHT_GNU_VERNEED, VersionTables.writeVerneed(plan), word)
                .linked(".dynstr", plan.versions.needed().size(), 0));
    }

    private void relocationTables() {
        Relocations relocations = new Relocations(plan, layout);
        int type = spec.machine.rela() ? Elf.SHT_RELA : Elf.SHT_REL;
        int size = Relocations.entrySize(spec.machine);
        add(Chunk.read(Relocations.name(spec.machine, ".dyn"), type, relocations.table(plan.loadSlots()), word)
                .linked(".dynsym", 0, size));
        add(Chunk.read(Relocations.name(spec.machine, ".plt"), type, relocations.table(plan.lazySlots()), word)
                .linked(".dynsym", 0, size));
        add(Chunk.read(".relr.dyn", Elf.SHT_RELR, relocations.relr(), word).linked("", 0, word));
        add(Chunk.code(".plt", Code.of(spec.machine).plt(plan.lazySlots(), layout.address(".plt"), layout.address(".got.plt"))));
        spec.constructorExit.ifPresent(code -> add(Chunk.code(".init", Code.of(spec.machine).exit(code))));
    }

    /** {@code .tdata} and {@code .tbss} stand together: PT_TLS spans both. */
    private void threadLocal() {
        add(Chunk.write(".tdata", new Relocations(plan, layout).threadLocalData(), Math.max(8, spec.tlsAlign)).threadLocal());
        add(Chunk.zeros(".tbss", spec.tlsSize, Math.max(1, spec.tlsAlign)).threadLocal());
    }

    /** Memory without bytes in the file comes last. */
    private void data() {
        Relocations relocations = new Relocations(plan, layout);
        add(Chunk.write(".got", new byte[Math.toIntExact(plan.gotSize())], word));
        if (!plan.lazySlots().isEmpty()) {
            add(Chunk.write(".got.plt", relocations.gotPlt(), word));
        }
        add(Chunk.write(".data", relocations.data(), 16));
        add(Chunk.zeros(".bss", plan.bssSize(), 16));
    }

    private void sectionNames() {
        if (spec.sectionHeaders) {
            StringTable names = new StringTable(spec.machine);
            chunks.stream().sorted(Comparator.comparing(Chunk::group)).forEach(chunk -> names.offset(chunk.name()));
            names.offset(SectionHeaders.NAMES);
            chunks.add(Chunk.file(SectionHeaders.NAMES, Elf.SHT_STRTAB, names.toByteArray()));
        }
    }

    private void add(Chunk chunk) {
        if (chunk.memSize() > 0) {
            chunks.add(chunk);
        }
    }
}

package org.abifit.testkit;

import java.util.List;

/** Writes Elf_Shdr for the null section and each chunk (gABI "Sections"); loaders do not look at them, tools like to. */
final class SectionHeaders {
    static final String NAMES = ".shstrtab";

    private SectionHeaders() {
    }

    /** {@return the size of one entry} */
    static int entrySize(Machine machine) {
        return machine.wide() ? 64 : 40;
    }

    static byte[] write(Spec spec, Layout layout) {
        StringTable names = new StringTable(spec.machine);
        Bytes out = new Bytes(spec.machine).zeros(entrySize(spec.machine));
        for (Layout.Placed placed : layout.placed()) {
            Chunk chunk = placed.chunk();
            out.u32(names.offset(chunk.name())).u32(chunk.type());
            out.word(chunk.flags()).word(placed.address()).word(placed.offset()).word(chunk.memSize());
            out.u32(chunk.link().isEmpty() ? 0 : layout.sectionIndex(chunk.link())).u32(chunk.info());
            out.word(chunk.align()).word(chunk.entsize());
        }
        return out.toByteArray();
    }

    /** {@return e_shstrndx} */
    static int namesIndex(List<Layout.Placed> placed) {
        return placed.size();
    }
}

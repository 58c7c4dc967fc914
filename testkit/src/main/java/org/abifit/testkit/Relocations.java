package org.abifit.testkit;

import java.util.Arrays;
import java.util.List;

/** Writes the relocation tables and the words they fill in (gABI "Relocation", and its generic ABI extension DT_RELR). */
final class Relocations {
    private final Plan plan;
    private final Layout layout;
    private final Machine machine;

    Relocations(Plan plan, Layout layout) {
        this.plan = plan;
        this.layout = layout;
        machine = plan.spec.machine;
    }

    /** {@return {@code .rela} or {@code .rel} plus the suffix} */
    static String name(Machine machine, String suffix) {
        return (machine.rela() ? ".rela" : ".rel") + suffix;
    }

    /** {@return the size of one entry of Elf_Rela or Elf_Rel} */
    static int entrySize(Machine machine) {
        return machine.word() * (machine.rela() ? 3 : 2);
    }

    /** Elf_Rel or Elf_Rela entries: r_offset, r_info, and r_addend for the latter. */
    byte[] table(List<Plan.Slot> slots) {
        Bytes out = new Bytes(machine);
        for (Plan.Slot slot : slots) {
            out.word(layout.address(slot.chunk()) + slot.offset());
            info(slot, out);
            if (machine.rela()) {
                out.word(isRelative(slot) ? target() : 0);
            }
        }
        return out.toByteArray();
    }

    /** ELF64_R_INFO(symbol, type) is symbol << 32 | type, ELF32_R_INFO is symbol << 8 | type. */
    private void info(Plan.Slot slot, Bytes out) {
        int type = slot.type();
        if (machine.mipsInfo()) {
            out.u32(slot.symbol()).u8(0).u8(type >> 16).u8(type >> 8).u8(type);
        } else {
            out.word((long) slot.symbol() << (machine.wide() ? 32 : 8) | type);
        }
    }

    private boolean isRelative(Plan.Slot slot) {
        return slot.symbol() == 0 && slot.type() == machine.types().relative();
    }

    /** What the relative relocations point at. */
    private long target() {
        return layout.address(".data");
    }

    /**
     * DT_RELR: an even entry is the address of a word to relocate, an odd one a bitmap of the 31 or 63 words that follow.
     * Our words are contiguous from the start of {@code .data}.
     */
    byte[] relr() {
        Bytes out = new Bytes(machine);
        int rest = plan.spec.relr;
        if (rest > 0) {
            out.word(layout.address(".data"));
            rest--;
        }
        for (; rest > 0; rest -= machine.bits() - 1) {
            int words = Math.min(rest, machine.bits() - 1);
            out.word((1L << words) - 1 << 1 | 1);
        }
        return out.toByteArray();
    }

    /** {@code .got.plt}: the address of the dynamic section, two words for the loader, then the unbound slots. */
    byte[] gotPlt() {
        Bytes out = new Bytes(machine).word(layout.address(".dynamic")).word(0).word(0);
        for (int i = 0; i < plan.lazySlots().size(); i++) {
            out.word(Code.of(machine).unbound(layout.address(".plt"), i));
        }
        return out.toByteArray();
    }

    /** {@code .data}: words that relocations without an addend of their own fill in hold the link-time target; then the variables. */
    byte[] data() {
        Bytes words = new Bytes(machine);
        for (int i = 0; i < plan.spec.relr; i++) {
            words.word(target());
        }
        for (int i = 0; i < plan.spec.relative; i++) {
            words.word(machine.rela() ? 0 : target());
        }
        byte[] data = Arrays.copyOf(words.toByteArray(), Math.toIntExact(plan.dataSize()));
        copyContents(Definition.Place.DATA, data);
        return data;
    }

    /** {@code .tdata}: the initial image of the thread-local variables. */
    byte[] threadLocalData() {
        byte[] data = new byte[Math.toIntExact(plan.tlsSize())];
        copyContents(Definition.Place.TLS, data);
        return data;
    }

    private void copyContents(Definition.Place place, byte[] data) {
        for (Definition d : plan.spec.definitions) {
            if (d.place == place) {
                System.arraycopy(d.content, 0, data, Math.toIntExact(plan.offset(d)), d.content.length);
            }
        }
    }
}

package org.abifit.testkit;

/** The fields of {@code Elf_Phdr}; ELFCLASS32 has them in another order (gABI "Program Header"). */
public enum Phdr {
    P_TYPE(0, 0), P_FLAGS(24, 4), P_OFFSET(4, 8), P_VADDR(8, 16), P_PADDR(12, 24), P_FILESZ(16, 32), P_MEMSZ(20, 40), P_ALIGN(28, 48);

    private final int narrow;
    private final int wide;

    Phdr(int narrow, int wide) {
        this.narrow = narrow;
        this.wide = wide;
    }

    /** {@return the offset of the field in the program header} */
    int offset(boolean elfclass64) {
        return elfclass64 ? wide : narrow;
    }
}

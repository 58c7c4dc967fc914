package org.abifit.testkit;

/** The fields of {@code Elf_Ehdr} behind {@code e_ident}, in their order (gABI "ELF Header"). */
public enum Ehdr {
    E_TYPE, E_MACHINE, E_VERSION, E_ENTRY, E_PHOFF, E_SHOFF, E_FLAGS,
    E_EHSIZE, E_PHENTSIZE, E_PHNUM, E_SHENTSIZE, E_SHNUM, E_SHSTRNDX;

    /** {@return the width of the field in bytes} */
    int width(boolean wide) {
        return switch (this) {
            case E_ENTRY, E_PHOFF, E_SHOFF -> wide ? 8 : 4;
            case E_VERSION, E_FLAGS -> 4;
            default -> 2;
        };
    }

    /** {@return the offset of the field in the file} */
    int offset(boolean wide) {
        int offset = 16;
        for (Ehdr before : values()) {
            if (before == this) {
                break;
            }
            offset += before.width(wide);
        }
        return offset;
    }
}

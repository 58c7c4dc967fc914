package org.abifit.elf;

/**
 * The ELF header as it stands in the file, also where a loader would refuse it (gABI chapter 4, "ELF Header").
 *
 * @param ident the 16 bytes of {@code e_ident}, as a byte string
 * @param type {@code e_type}
 * @param machine {@code e_machine}
 * @param version {@code e_version}
 * @param flags {@code e_flags}
 * @param phentsize {@code e_phentsize}, in bytes
 * @param phnum {@code e_phnum}
 */
public record ElfHeader(String ident, int type, int machine, long version, long flags, int phentsize, int phnum) {
    /** {@code ET_REL}, {@code ET_EXEC}, {@code ET_DYN}, {@code ET_CORE}. */
    public static final int ET_REL = 1, ET_EXEC = 2, ET_DYN = 3, ET_CORE = 4;

    /** {@return {@code EI_CLASS}: 1 for 32 bit, 2 for 64 bit, anything else is invalid} */
    public int elfClass() {
        return ident.charAt(4);
    }

    /** {@return {@code EI_DATA}: 1 little endian, 2 big endian, anything else is invalid} */
    public int data() {
        return ident.charAt(5);
    }

    /** {@return {@code EI_VERSION}} */
    public int identVersion() {
        return ident.charAt(6);
    }

    /** {@return {@code EI_OSABI}: 0 System V, 3 GNU} */
    public int osAbi() {
        return ident.charAt(7);
    }

    /** {@return {@code EI_ABIVERSION}} */
    public int abiVersion() {
        return ident.charAt(8);
    }

    /** {@return true when {@code e_ident[EI_PAD..]} is all zero} */
    public boolean zeroPadding() {
        return ident.substring(9).chars().allMatch(c -> c == 0);
    }

    /** {@return whether the class is 64 bit} */
    public boolean is64() {
        return elfClass() == 2;
    }

    /** {@return whether the byte order is little endian} */
    public boolean isLittleEndian() {
        return data() == 1;
    }
}

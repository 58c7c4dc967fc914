package org.abifit.testkit;

/**
 * A piece of the file that would be a section, whether or not section headers are written.
 * The fields are those of {@code Elf_Shdr}; {@code link} and {@code info} name other chunks or give a number.
 */
record Chunk(String name, int type, long flags, byte[] bytes, long memSize, long align, String link, int info, long entsize) {

    /** Loaded and only read. */
    static Chunk read(String name, int type, byte[] bytes, long align) {
        return new Chunk(name, type, Elf.SHF_ALLOC, bytes, bytes.length, align, "", 0, 0);
    }

    /** Loaded and executed. */
    static Chunk code(String name, byte[] bytes) {
        return new Chunk(name, Elf.SHT_PROGBITS, Elf.SHF_ALLOC | Elf.SHF_EXECINSTR, bytes, bytes.length, 16, "", 0, 0);
    }

    /** Loaded and written. */
    static Chunk write(String name, byte[] bytes, long align) {
        return new Chunk(name, Elf.SHT_PROGBITS, Elf.SHF_ALLOC | Elf.SHF_WRITE, bytes, bytes.length, align, "", 0, 0);
    }

    /** Memory without bytes in the file. */
    static Chunk zeros(String name, long size, long align) {
        return new Chunk(name, Elf.SHT_NOBITS, Elf.SHF_ALLOC | Elf.SHF_WRITE, new byte[0], size, align, "", 0, 0);
    }

    /** Not loaded. */
    static Chunk file(String name, int type, byte[] bytes) {
        return new Chunk(name, type, 0, bytes, bytes.length, 1, "", 0, 0);
    }

    Chunk threadLocal() {
        return new Chunk(name, type, flags | Elf.SHF_TLS, bytes, memSize, align, link, info, entsize);
    }

    Chunk typed(int shType) {
        return new Chunk(name, shType, flags, bytes, memSize, align, link, info, entsize);
    }

    Chunk linked(String shLink, int shInfo, long shEntsize) {
        return new Chunk(name, type, flags, bytes, memSize, align, shLink, shInfo, shEntsize);
    }

    boolean is(long shFlag) {
        return (flags & shFlag) != 0;
    }

    boolean noBits() {
        return type == Elf.SHT_NOBITS;
    }

    /** {@code .tbss} takes part in the TLS template only, not in the addresses around it. */
    boolean takesNoSpace() {
        return noBits() && is(Elf.SHF_TLS);
    }

    /** 0 read, 1 code, 2 written, 3 not loaded: the order of the PT_LOAD segments. */
    int group() {
        if (!is(Elf.SHF_ALLOC)) {
            return 3;
        }
        return is(Elf.SHF_WRITE) ? 2 : is(Elf.SHF_EXECINSTR) ? 1 : 0;
    }
}

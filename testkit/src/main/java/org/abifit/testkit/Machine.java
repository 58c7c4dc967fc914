package org.abifit.testkit;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteOrder;

/**
 * What differs between processors: the header fields that name them, and the conventions of their psABI.
 *
 * @param number {@code e_machine}
 * @param bits 32 or 64, becomes {@code EI_CLASS}
 * @param order becomes {@code EI_DATA}
 * @param rela whether relocations carry their addend ({@code DT_RELA}) or leave it in place ({@code DT_REL})
 * @param types the relocation numbers
 * @param hashWord size of a word of {@code DT_HASH}: 4, but 8 on 64-bit s390
 * @param page the largest page size of the machine, the default {@code p_align} of PT_LOAD
 * @param base where ET_EXEC programs are linked
 * @param interpreter glibc's loader for this machine
 */
public record Machine(int number, int bits, ByteOrder order, boolean rela, RelocationTypes types,
        int hashWord, long page, long base, String interpreter) {

    /** AMD64, {@code EM_X86_64}; runnable. */
    public static final Machine X86_64 = new Machine(62, 64, LITTLE_ENDIAN, true,
            new RelocationTypes(1, 5, 6, 7, 8, 16, 17, 18, 36, 37), 4, 0x1000, 0x400000, "/lib64/ld-linux-x86-64.so.2");
    /** Intel 386, {@code EM_386}; runnable. */
    public static final Machine I386 = new Machine(3, 32, LITTLE_ENDIAN, false,
            new RelocationTypes(1, 5, 6, 7, 8, 35, 36, 14, 41, 42), 4, 0x1000, 0x8048000, "/lib/ld-linux.so.2");
    /** Arm 64-bit, {@code EM_AARCH64}. */
    public static final Machine AARCH64 = new Machine(183, 64, LITTLE_ENDIAN, true,
            new RelocationTypes(257, 1024, 1025, 1026, 1027, 1028, 1029, 1030, 1031, 1032), 4, 0x10000, 0x400000,
            "/lib/ld-linux-aarch64.so.1");
    /** Arm 32-bit with hardware floating point, {@code EM_ARM}. */
    public static final Machine ARM = new Machine(40, 32, LITTLE_ENDIAN, false,
            new RelocationTypes(2, 20, 21, 22, 23, 17, 18, 19, 13, 160), 4, 0x10000, 0x10000, "/lib/ld-linux-armhf.so.3");
    /** RISC-V 64-bit, {@code EM_RISCV}. */
    public static final Machine RISCV64 = new Machine(243, 64, LITTLE_ENDIAN, true,
            new RelocationTypes(2, 4, 2, 5, 3, 7, 9, 11, 12, 58), 4, 0x1000, 0x10000,
            "/lib/ld-linux-riscv64-lp64d.so.1");
    /** LoongArch 64-bit, {@code EM_LOONGARCH}. */
    public static final Machine LOONGARCH64 = new Machine(258, 64, LITTLE_ENDIAN, true,
            new RelocationTypes(2, 4, 2, 5, 3, 7, 9, 11, 14, 12), 4, 0x10000, 0x120000000L,
            "/lib64/ld-linux-loongarch-lp64d.so.1");
    /** PowerPC 64-bit, little-endian, {@code EM_PPC64}. */
    public static final Machine PPC64LE = new Machine(21, 64, LITTLE_ENDIAN, true,
            new RelocationTypes(38, 19, 20, 21, 22, 68, 78, 73, 0, 248), 4, 0x10000, 0x10000000, "/lib64/ld64.so.2");
    /** PowerPC 32-bit, big-endian, {@code EM_PPC}. */
    public static final Machine PPC = new Machine(20, 32, BIG_ENDIAN, true,
            new RelocationTypes(1, 19, 20, 21, 22, 68, 78, 73, 0, 248), 4, 0x10000, 0x10000000, "/lib/ld.so.1");
    /** IBM z, 64-bit, {@code EM_S390}: big-endian, and the one with 8-byte words in {@code DT_HASH}. */
    public static final Machine S390X = new Machine(22, 64, BIG_ENDIAN, true,
            new RelocationTypes(22, 9, 10, 11, 12, 54, 55, 56, 0, 61), 8, 0x1000, 0x1000000, "/lib/ld64.so.1");

    /**
     * MIPS 64-bit, little-endian, {@code EM_MIPS}: r_info holds up to three types, here one byte each of the number, lowest first.
     * Its linkers leave most symbols to the GOT without a relocation (DT_MIPS_GOTSYM), which is not written here.
     */
    public static final Machine MIPS64EL = new Machine(8, 64, LITTLE_ENDIAN, false,
            new RelocationTypes(0x1203, 126, 51, 127, 0x1203, 40, 41, 48, 0, 0), 4, 0x10000, 0x120000000L, "/lib64/ld.so.1");

    /** {@return a made-up machine with the relocation numbers of x86-64, for any mixture of class and byte order} */
    public static Machine of(int number, int bits, ByteOrder order) {
        return new Machine(number, bits, order, bits == 64, X86_64.types, 4, 0x1000, 0x400000, X86_64.interpreter);
    }

    /** {@return this machine with other relocation numbers} */
    public Machine with(RelocationTypes others) {
        return new Machine(number, bits, order, rela, others, hashWord, page, base, interpreter);
    }

    /** {@return this machine with {@code DT_RELA} (true) or {@code DT_REL} (false) relocations} */
    public Machine withRela(boolean addendsInTable) {
        return new Machine(number, bits, order, addendsInTable, types, hashWord, page, base, interpreter);
    }

    /** {@return whether this is ELFCLASS64} */
    boolean wide() {
        return bits == 64;
    }

    /** {@return whether this is ELFDATA2LSB} */
    boolean little() {
        return order == LITTLE_ENDIAN;
    }

    /** {@return whether r_info is that of 64-bit MIPS: a 4-byte symbol, then single bytes r_ssym, r_type3, r_type2, r_type} */
    boolean mipsInfo() {
        return number == MIPS64EL.number && wide();
    }

    /** {@return the size of an address in bytes} */
    int word() {
        return bits / 8;
    }
}

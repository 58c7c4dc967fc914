package org.abifit.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.NoSuchElementException;

/**
 * Finds fields in a valid file: every method returns a file offset, for a test to patch or to compare with a reported fault.
 * It is only meant for what {@link TinyElf} writes and reads no further than needed.
 */
public final class Spots {
    private final ByteBuffer elf;
    private final boolean wide;

    private Spots(byte[] bytes) {
        wide = bytes[Elf.EI_CLASS] == Elf.ELFCLASS64;
        elf = ByteBuffer.wrap(bytes).order(order(bytes));
    }

    /** {@return the spots of a file} */
    public static Spots in(byte[] elf) {
        return new Spots(elf);
    }

    static ByteOrder order(byte[] bytes) {
        return bytes[Elf.EI_DATA] == Elf.ELFDATA2MSB ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** {@return where a field of the ELF header is} */
    public long header(Ehdr field) {
        return field.offset(wide);
    }

    /** {@return where a field of the n-th program header of a type is; n counts from 0} */
    public long segment(int type, int nth, Phdr field) {
        return segmentStart(type, nth) + field.offset(wide);
    }

    private long segmentStart(int type, int nth) {
        long start = word(header(Ehdr.E_PHOFF));
        int rest = nth;
        for (int i = 0; i < u16(header(Ehdr.E_PHNUM)); i++, start += wide ? 56 : 32) {
            if (u32(start) == (type & 0xffffffffL) && rest-- == 0) {
                return start;
            }
        }
        throw new NoSuchElementException("program header of type " + type);
    }

    /** {@return where the n-th dynamic entry of a tag is: its d_tag; d_un follows after one word} */
    public long dynamic(long tag, int nth) {
        long start = word(segment(Elf.PT_DYNAMIC, 0, Phdr.P_OFFSET));
        for (int rest = nth;; start += 2L * wordSize()) {
            long found = word(start);
            if (found == tag && rest-- == 0) {
                return start;
            }
            if (found == Elf.DT_NULL) {
                throw new NoSuchElementException("dynamic tag " + Long.toHexString(tag));
            }
        }
    }

    /** {@return where the value (d_un) of the first dynamic entry of a tag is} */
    public long dynamicValue(long tag) {
        return dynamic(tag, 0) + wordSize();
    }

    /** {@return where the table is that a dynamic entry points at} */
    public long table(long tag) {
        return offsetOf(word(dynamicValue(tag)));
    }

    /** {@return the file offset of an address, by the PT_LOAD that covers it} */
    public long offsetOf(long vaddr) {
        for (int nth = 0;; nth++) {
            long start = word(segment(Elf.PT_LOAD, nth, Phdr.P_VADDR));
            if (vaddr >= start && vaddr < start + word(segment(Elf.PT_LOAD, nth, Phdr.P_FILESZ))) {
                return word(segment(Elf.PT_LOAD, nth, Phdr.P_OFFSET)) + vaddr - start;
            }
        }
    }

    /**
     * {@return where the n-th Elf_Verdef is}
     * Its fields: vd_version 0, vd_flags 2, vd_ndx 4, vd_cnt 6, vd_hash 8, vd_aux 12, vd_next 16.
     */
    public long verdef(int nth) {
        return follow(table(Elf.DT_VERDEF), nth, 16);
    }

    /**
     * {@return where the m-th Elf_Verdaux of the n-th Elf_Verdef is}
     * Its fields: vda_name 0, vda_next 4.
     */
    public long verdaux(int nth, int mth) {
        return follow(verdef(nth) + u32(verdef(nth) + 12), mth, 4);
    }

    /**
     * {@return where the n-th Elf_Verneed is}
     * Its fields: vn_version 0, vn_cnt 2, vn_file 4, vn_aux 8, vn_next 12.
     */
    public long verneed(int nth) {
        return follow(table(Elf.DT_VERNEED), nth, 12);
    }

    /**
     * {@return where the m-th Elf_Vernaux of the n-th Elf_Verneed is}
     * Its fields: vna_hash 0, vna_flags 4, vna_other 6, vna_name 8, vna_next 12.
     */
    public long vernaux(int nth, int mth) {
        return follow(verneed(nth) + u32(verneed(nth) + 8), mth, 12);
    }

    private long follow(long start, int times, int next) {
        long at = start;
        for (int i = 0; i < times; i++) {
            at += u32(at + next);
        }
        return at;
    }

    /** {@return where the Elf_Sym of an index is; st_name comes first} */
    public long symbol(int index) {
        return table(Elf.DT_SYMTAB) + (wide ? 24L : 16L) * index;
    }

    /** {@return where the versym entry of a symbol index is} */
    public long versym(int index) {
        return table(Elf.DT_VERSYM) + 2L * index;
    }

    /** {@return the size of an address in this file} */
    public int wordSize() {
        return wide ? 8 : 4;
    }

    private int u16(long at) {
        return Short.toUnsignedInt(elf.getShort((int) at));
    }

    private long u32(long at) {
        return Integer.toUnsignedLong(elf.getInt((int) at));
    }

    /** {@return the address-sized number at an offset} */
    public long word(long at) {
        return wide ? elf.getLong((int) at) : u32(at);
    }
}

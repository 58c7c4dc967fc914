package org.abifit.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Damages a valid file in one named way; every method returns a copy. {@link Spots} tells where the damage is. */
public final class Broken {
    /** An offset that no file has: adding anything to it overflows. */
    public static final long HUGE = Long.MAX_VALUE - 7;

    private Broken() {
    }

    /** {@return a copy with bytes replaced from the offset on} */
    public static byte[] patch(byte[] elf, long offset, int... bytes) {
        byte[] copy = elf.clone();
        for (int i = 0; i < bytes.length; i++) {
            copy[Math.toIntExact(offset + i)] = (byte) bytes[i];
        }
        return copy;
    }

    /** {@return a copy with a 2-byte number replaced, in the byte order of the file} */
    public static byte[] patch16(byte[] elf, long offset, long value) {
        byte[] copy = elf.clone();
        writer(copy).putShort(Math.toIntExact(offset), (short) value);
        return copy;
    }

    /** {@return a copy with a 4-byte number replaced, in the byte order of the file} */
    public static byte[] patch32(byte[] elf, long offset, long value) {
        byte[] copy = elf.clone();
        writer(copy).putInt(Math.toIntExact(offset), (int) value);
        return copy;
    }

    /** {@return a copy with an address-sized number replaced: 8 bytes in ELFCLASS64, the low 4 in ELFCLASS32} */
    public static byte[] patchWord(byte[] elf, long offset, long value) {
        if (Spots.in(elf).wordSize() == 4) {
            return patch32(elf, offset, value);
        }
        byte[] copy = elf.clone();
        writer(copy).putLong(Math.toIntExact(offset), value);
        return copy;
    }

    private static ByteBuffer writer(byte[] elf) {
        return ByteBuffer.wrap(elf).order(Spots.order(elf));
    }

    /** {@return the first bytes of the file} */
    public static byte[] truncated(byte[] elf, int size) {
        return Arrays.copyOf(elf, Math.min(size, elf.length));
    }

    /** e_phoff points at the end of the file. */
    public static byte[] phoffPastEnd(byte[] elf) {
        return patchWord(elf, Spots.in(elf).header(Ehdr.E_PHOFF), elf.length);
    }

    /** e_phoff is near the largest signed number. */
    public static byte[] phoffHuge(byte[] elf) {
        return patchWord(elf, Spots.in(elf).header(Ehdr.E_PHOFF), HUGE);
    }

    /** The offset and address of PT_DYNAMIC lie past the end of the file. */
    public static byte[] dynamicPastEnd(byte[] elf) {
        return dynamicAt(elf, elf.length + 0x10000L);
    }

    /** The offset and address of PT_DYNAMIC are near the largest signed number. */
    public static byte[] dynamicHuge(byte[] elf) {
        return dynamicAt(elf, HUGE);
    }

    private static byte[] dynamicAt(byte[] elf, long place) {
        Spots spots = Spots.in(elf);
        byte[] moved = patchWord(elf, spots.segment(Elf.PT_DYNAMIC, 0, Phdr.P_OFFSET), place);
        return patchWord(moved, spots.segment(Elf.PT_DYNAMIC, 0, Phdr.P_VADDR), place);
    }

    /** PT_DYNAMIC has size zero, as in a file that holds debug information only. */
    public static byte[] dynamicEmpty(byte[] elf) {
        return patchWord(elf, Spots.in(elf).segment(Elf.PT_DYNAMIC, 0, Phdr.P_FILESZ), 0);
    }

    /** PT_DYNAMIC ends before DT_NULL. */
    public static byte[] dynamicUnterminated(byte[] elf) {
        Spots spots = Spots.in(elf);
        long size = spots.segment(Elf.PT_DYNAMIC, 0, Phdr.P_FILESZ);
        return patchWord(elf, size, spots.word(size) - 2L * spots.wordSize());
    }

    /** The value of a dynamic entry, which should be an address, lies outside every PT_LOAD. */
    public static byte[] tableOutside(byte[] elf, long tag) {
        return patchWord(elf, Spots.in(elf).dynamicValue(tag), elf.length + 0x1000000L);
    }

    /** The value of a dynamic entry, an address or a size, is near the largest signed number. */
    public static byte[] tagHuge(byte[] elf, long tag) {
        return patchWord(elf, Spots.in(elf).dynamicValue(tag), HUGE);
    }

    /** The string offset of a dynamic entry, such as DT_NEEDED, lies behind DT_STRSZ. */
    public static byte[] stringOffsetPastEnd(byte[] elf, long tag) {
        Spots spots = Spots.in(elf);
        return patchWord(elf, spots.dynamicValue(tag), spots.word(spots.dynamicValue(Elf.DT_STRSZ)) + 1);
    }

    /** st_name of the first real symbol lies behind DT_STRSZ. */
    public static byte[] symbolNamePastEnd(byte[] elf) {
        return patch32(elf, Spots.in(elf).symbol(1), 0x7ffffff0L);
    }

    /** vd_next of the first Elf_Verdef points past the end of the file. */
    public static byte[] verdefPastEnd(byte[] elf) {
        return patch32(elf, Spots.in(elf).verdef(0) + 16, elf.length);
    }

    /** vd_aux of the first Elf_Verdef points past the end of the file. */
    public static byte[] verdefAuxPastEnd(byte[] elf) {
        return patch32(elf, Spots.in(elf).verdef(0) + 12, elf.length);
    }

    /** vd_next of the first Elf_Verdef is 1: the entries overlap, and a walk takes as many steps as there are bytes. */
    public static byte[] verdefOverlap(byte[] elf) {
        return patch32(elf, Spots.in(elf).verdef(0) + 16, 1);
    }

    /**
     * The chain of Elf_Verdef never ends, for a reader that adds in 32 bits or takes vd_next as signed: vd_next of the last entry
     * leads back to the first one. For a reader that adds in 64 bits it leads past the end. A file must have two nodes, the base included.
     */
    public static byte[] verdefLoop(byte[] elf) {
        Spots spots = Spots.in(elf);
        long last = last(spots.verdef(0), 16, elf);
        return patch32(elf, last + 16, spots.verdef(0) - last);
    }

    /** As {@link #verdefLoop}, for vn_next of the last Elf_Verneed; the file must need versions of two files. */
    public static byte[] verneedLoop(byte[] elf) {
        Spots spots = Spots.in(elf);
        long last = last(spots.verneed(0), 12, elf);
        return patch32(elf, last + 12, spots.verneed(0) - last);
    }

    private static long last(long first, int next, byte[] elf) {
        long at = first;
        for (int step = writer(elf).getInt((int) at + next); step != 0; step = writer(elf).getInt((int) at + next)) {
            at += step;
        }
        return at;
    }

    /** vn_aux of the first Elf_Verneed points past the end of the file. */
    public static byte[] verneedAuxPastEnd(byte[] elf) {
        return patch32(elf, Spots.in(elf).verneed(0) + 8, elf.length);
    }

    /** vna_next of the first Elf_Vernaux points past the end of the file. */
    public static byte[] vernauxPastEnd(byte[] elf) {
        return patch32(elf, Spots.in(elf).vernaux(0, 0) + 12, elf.length);
    }

    /** vna_name of the first Elf_Vernaux lies behind DT_STRSZ. */
    public static byte[] vernauxNamePastEnd(byte[] elf) {
        return patch32(elf, Spots.in(elf).vernaux(0, 0) + 8, 0x7ffffff0L);
    }

    /** vna_hash of the first Elf_Vernaux does not belong to its name. */
    public static byte[] vernauxHashWrong(byte[] elf) {
        return patch32(elf, Spots.in(elf).vernaux(0, 0), 0x0badbad0L);
    }

    /** No hash value of DT_GNU_HASH has the bit that ends its chain, so a count of the symbols runs out of the table. */
    public static byte[] gnuHashChainUnterminated(byte[] elf) {
        Spots spots = Spots.in(elf);
        long table = spots.table(Elf.DT_GNU_HASH);
        ByteBuffer reader = writer(elf);
        int buckets = reader.getInt((int) table);
        long chains = table + 16 + (long) spots.wordSize() * reader.getInt((int) table + 8) + 4L * buckets;
        byte[] copy = elf.clone();
        for (long at = chains; at < spots.table(Elf.DT_SYMTAB); at += 4) {
            writer(copy).putInt((int) at, writer(copy).getInt((int) at) & ~1);
        }
        return copy;
    }

    /** The hash table claims many more symbols than the file holds: nchain of DT_HASH, or the buckets of DT_GNU_HASH. */
    public static byte[] hugeSymbolCount(byte[] elf, long hashTag) {
        long table = Spots.in(elf).table(hashTag);
        return patch32(elf, hashTag == Elf.DT_HASH ? table + 4 : table, 0x7fffffffL);
    }
}

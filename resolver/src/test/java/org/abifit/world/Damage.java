package org.abifit.world;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.abifit.testkit.Ehdr;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Phdr;
import org.abifit.testkit.Spots;

/**
 * A few bytes of a file changed: where is told by area and a number that is taken modulo its size, so that it stays a change of the same
 * area when the file gets smaller.
 *
 * @param area the part of the file
 * @param place where in it, in units of {@code width}
 * @param width 1, 2, 4 or 8 bytes
 * @param value what is put there
 * @param added whether it is added to what is there
 */
record Damage(Area area, int place, int width, long value, boolean added) implements UnaryOperator<byte[]> {
    private static final long[] ODD = {0, 1, 2, 3, 4, 7, 8, 16, 0x18, 0x40, 0x7f, 0x80, 0xff, 0x1000, 0x7fff, 0x8001, 0xffff, 0x10000, -1, -8};
    private static final long[] TAGS = {Elf.DT_NULL, Elf.DT_NEEDED, Elf.DT_SONAME, Elf.DT_RPATH, Elf.DT_RUNPATH, Elf.DT_SYMBOLIC, Elf.DT_BIND_NOW, Elf.DT_DEBUG,
        Elf.DT_FLAGS, Elf.DT_FLAGS_1, Elf.DT_VERSYM, Elf.DT_VERDEF, Elf.DT_VERNEED, Elf.DT_HASH, Elf.DT_GNU_HASH, Elf.DT_AUXILIARY, Elf.DT_FILTER,
        Elf.DT_TEXTREL, 0x70000001L};

    private static final Set<Long> LOOKED_UP_BY = Set.of(Elf.DT_HASH, Elf.DT_GNU_HASH, Elf.DT_SYMTAB, Elf.DT_STRTAB);

    private static final List<Long> TABLES = List.of(Elf.DT_STRTAB, Elf.DT_HASH, Elf.DT_GNU_HASH, Elf.DT_VERSYM, Elf.DT_VERDEF, Elf.DT_VERNEED, Elf.DT_RELA, Elf.DT_JMPREL,
            Elf.DT_RELR);

    /** Parts of a file that loaders read. */
    enum Area { HEADER, PROGRAM_HEADERS, DYNAMIC, VERSYM, VERDEF, VERNEED, SYMBOLS }

    /** A range of bytes. */
    private record Range(long start, long size) {}

    static Damage random(Random random) {
        Area area = Area.values()[random.nextInt(Area.values().length)];
        int width = 1 << random.nextInt(4);
        if (area == Area.DYNAMIC && random.nextInt(3) == 0) {
            return new Damage(area, random.nextInt(64) * 2, 8, TAGS[random.nextInt(TAGS.length)], false);
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Damage(area, random.nextInt(1 << 12), 1, random.nextInt(256), false);
            case 1 -> new Damage(area, random.nextInt(1 << 12), 1, 1L << random.nextInt(8), true);
            case 2 -> new Damage(area, random.nextInt(1 << 12), width, ODD[random.nextInt(ODD.length)], true);
            default -> new Damage(area, random.nextInt(1 << 12), width, ODD[random.nextInt(ODD.length)], false);
        };
    }

    @Override
    public byte[] apply(byte[] elf) {
        Range range = range(elf);
        if (range.size() < width || range.start() + range.size() > elf.length) {
            return elf;
        }
        byte[] copy = elf.clone();
        ByteBuffer b = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        int at = (int) (range.start() + place % (range.size() / width) * width);
        if (isLeftAlone(b, range.start(), at)) {
            return elf;
        }
        switch (width) {
            case 1 -> b.put(at, (byte) (value + (added ? b.get(at) : 0)));
            case 2 -> b.putShort(at, (short) (value + (added ? b.getShort(at) : 0)));
            case 4 -> b.putInt(at, (int) (value + (added ? b.getInt(at) : 0)));
            default -> b.putLong(at, value + (added ? b.getLong(at) : 0));
        }
        return copy;
    }

    /**
     * Where another table is taken for the hash table, or names are not those that were hashed, what is found is anybody's guess; and
     * loaders do not look at the size of PT_DYNAMIC.
     */
    private boolean isLeftAlone(ByteBuffer elf, long start, int at) {
        int into = (int) (at - start);
        return switch (area) {
            case DYNAMIC -> LOOKED_UP_BY.contains(elf.getLong(at - into % 16));
            case SYMBOLS -> into % 24 < 4;
            case PROGRAM_HEADERS -> elf.getInt(at - into % 56) == Elf.PT_DYNAMIC && into % 56 >= 32 && into % 56 < 48;
            case HEADER, VERSYM, VERDEF, VERNEED -> false;
        };
    }

    /**
     * musl looks neither at the magic number nor at class and byte order, without which nobody else can read a file; so those stay. An earlier damage may have made
     * the way to the area impassable; then nothing is changed.
     */
    private Range range(byte[] elf) {
        try {
            Spots spots = Spots.in(elf);
            return switch (area) {
                case HEADER -> new Range(6, 58);
                case PROGRAM_HEADERS -> new Range(spots.word(spots.header(Ehdr.E_PHOFF)), 56L * Byte.toUnsignedInt(elf[(int) spots.header(Ehdr.E_PHNUM)]));
                case DYNAMIC -> new Range(spots.word(spots.segment(Elf.PT_DYNAMIC, 0, Phdr.P_OFFSET)), spots.word(spots.segment(Elf.PT_DYNAMIC, 0, Phdr.P_FILESZ)));
                case VERSYM -> new Range(spots.table(Elf.DT_VERSYM), 2L * symbols(spots));
                case VERDEF -> new Range(spots.table(Elf.DT_VERDEF), 28L * spots.word(spots.dynamicValue(Elf.DT_VERDEFNUM)));
                case VERNEED -> new Range(spots.table(Elf.DT_VERNEED), 32L * spots.word(spots.dynamicValue(Elf.DT_VERNEEDNUM)));
                case SYMBOLS -> new Range(spots.symbol(1), 24L * symbols(spots));
            };
        } catch (NoSuchElementException | IndexOutOfBoundsException e) {
            return new Range(0, 0);
        }
    }

    /** The symbol table ends where the next table begins. */
    private static long symbols(Spots spots) {
        long start = spots.table(Elf.DT_SYMTAB);
        long end = TABLES.stream().mapToLong(t -> tableOr(spots, t, start)).filter(t -> t > start).min().orElse(start);
        return Math.clamp((end - start) / 24 - 1, 0, 1000);
    }

    private static long tableOr(Spots spots, long tag, long other) {
        try {
            return spots.table(tag);
        } catch (NoSuchElementException e) {
            return other;
        }
    }

    @Override
    public String toString() {
        return "%s[%d] %s %d (%d bytes)".formatted(area, place, added ? "+=" : "=", value, width);
    }
}

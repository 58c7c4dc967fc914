package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Machine;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;

/** Facts survive storing, equal facts have equal bytes, and damaged bytes are refused. */
class ElfCodecTest {
    private static final int FILES = 300;

    /** {@return the facts with the symbol table left out, which has no equality of its own} */
    private static ElfFile withoutSymbols(ElfFile f) {
        return new ElfFile(f.size(), f.header(), f.interp(), f.loads(), f.tls(), f.stack(), f.dynamic(), f.verdefs(), f.verneeds(), SymbolTable.EMPTY,
                f.notes(), f.libc());
    }

    private static void assertSurvives(ElfFile file) {
        byte[] stored = ElfCodec.encode(file);
        ElfFile back = ElfCodec.decode(stored);
        assertEquals(withoutSymbols(file), withoutSymbols(back));
        assertEquals(file.symbols().symbols(), back.symbols().symbols());
        assertEquals(file.symbols().versioned(), back.symbols().versioned());
        assertEquals(Facts.lookups(file), Facts.lookups(back));
        assertArrayEquals(stored, ElfCodec.encode(back));
    }

    @Test
    void factsSurvive() {
        int symbols = 0;
        for (int seed = 0; seed < FILES; seed++) {
            ElfFile file = Facts.of(RandomElf.of(seed));
            assertSurvives(file);
            symbols += file.symbols().count();
        }
        assertTrue(symbols > 5 * FILES);
    }

    @Test
    void theSameFileGivesTheSameBytes() {
        for (int seed = 0; seed < 30; seed++) {
            assertArrayEquals(ElfCodec.encode(Facts.of(RandomElf.of(seed))), ElfCodec.encode(Facts.of(RandomElf.of(seed))));
            assertFalse(Arrays.equals(ElfCodec.encode(Facts.of(RandomElf.of(seed))), ElfCodec.encode(Facts.of(RandomElf.of(seed + FILES)))));
        }
    }

    /** No file has all of these at once. */
    @Test
    void everyFactSurvives() {
        ElfFile plain = Facts.of(Facts.full(Machine.S390X));
        LibcBuild libc = new LibcBuild(LibcBuild.Flavour.MUSL, Optional.of("1.2.5"), Optional.of("\u00ff"), List.of("/lib", ""), Optional.of("lib"),
                new TreeSet<>(List.of(LibcBuild.Feature.values())));
        Notes notes = new Notes(Optional.of("00ff"), Optional.of("3.2.0"), -1, Integer.MIN_VALUE, 3, List.of("[]", ""), Optional.of("{}"));
        assertSurvives(new ElfFile(Long.MAX_VALUE, plain.header(), Optional.of(""), List.of(new ElfFile.LoadSegment(-1, Long.MIN_VALUE, 1, 2, 3, -4)),
                Optional.of(new ElfFile.Tls(-1, 1)), ElfFile.GnuStack.EXECUTABLE, plain.dynamic(), plain.verdefs(), plain.verneeds(), plain.symbols(),
                notes, Optional.of(libc)));
    }

    @Test
    void aHeaderAloneSurvives() {
        ElfHeader header = Facts.malformed(Broken.phoffHuge(TinyElf.library().ident(15, 200).build())).header().orElseThrow();
        byte[] stored = ElfCodec.encode(header);
        assertEquals(header, ElfCodec.decodeHeader(stored));
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertThrows(IllegalArgumentException.class, () -> ElfCodec.decodeHeader(cut));
        }
        byte[] shortIdent = stored.clone();
        shortIdent[0] = 15;
        assertThrows(IllegalArgumentException.class, () -> ElfCodec.decodeHeader(shortIdent));
    }

    private static void assertRefused(byte[] stored) {
        assertThrows(IllegalArgumentException.class, () -> ElfCodec.decode(stored));
    }

    @Test
    void bytesOfAnotherFormatOrCutShortAreRefused() {
        byte[] stored = ElfCodec.encode(Facts.of(Facts.full(Machine.X86_64)));
        byte[] other = stored.clone();
        other[0]++;
        assertRefused(other);
        for (int length = 0; length < stored.length; length++) {
            assertRefused(Arrays.copyOf(stored, length));
        }
        assertRefused(Arrays.copyOf(stored, stored.length + 1));
    }

    @Test
    void damagedBytesGiveOtherFactsOrAreRefused() {
        List<byte[]> whole = Facts.FOUR.stream().map(machine -> ElfCodec.encode(Facts.of(Facts.full(machine)))).toList();
        Random random = new Random(1);
        int refused = 0;
        for (int n = 0; n < 20_000; n++) {
            byte[] stored = whole.get(n % whole.size()).clone();
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                stored[random.nextInt(stored.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0x7f);
            }
            try {
                ElfFile file = ElfCodec.decode(stored);
                assertEquals(file.symbols().count(), file.symbols().symbols().size());
                Facts.lookups(file);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertTrue(refused > 4_000 && refused < 19_000, "refused " + refused);
    }

    /** Wherever a count stands, a huge one is refused before anything of that size is made. */
    @Test
    void hugeCountsAreRefusedAtOnce() {
        byte[] stored = ElfCodec.encode(Facts.of(Facts.full(Machine.X86_64)));
        int refused = 0;
        for (byte[] huge : List.of(varint(Integer.MAX_VALUE), varint(Integer.MAX_VALUE / 10), varint(Integer.MIN_VALUE), varint(Long.MAX_VALUE))) {
            for (int at = 1; at < stored.length; at++) {
                ByteBuffer damaged = ByteBuffer.allocate(stored.length + huge.length - 1).put(stored, 0, at).put(huge).put(stored, at + 1, stored.length - at - 1);
                refused += Cost.within(1, Cost.MEBI, () -> isRefused(damaged.array())) ? 1 : 0;
            }
        }
        assertTrue(refused > stored.length, "refused " + refused);
    }

    private static boolean isRefused(byte[] stored) {
        try {
            ElfCodec.decode(stored);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static byte[] varint(long value) {
        ByteBuffer bytes = ByteBuffer.allocate(10);
        for (long rest = value; rest != 0; rest >>>= 7) {
            bytes.put((byte) (rest & 0x7f | (rest >>> 7 == 0 ? 0 : 0x80)));
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Test
    void aNumberWithoutEndIsRefused() {
        byte[] stored = new byte[100];
        Arrays.fill(stored, (byte) 0x80);
        assertRefused(stored);
    }

    /** The columns stand last: names, words, sizes, references. */
    private static byte[] damagedColumns(int fromEnd, int value) {
        byte[] stored = ElfCodec.encode(Facts.of(TinyElf.library("libx.so").define("f").define("g").refer("h")));
        ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).putInt(stored.length - fromEnd, value);
        return stored;
    }

    @Test
    void columnsThatDoNotFitEachOtherAreRefused() {
        int references = 4;
        int sizes = references + 3 * 4;
        int words = sizes + 3 * 4;
        int names = words + 3 * 2;
        ElfCodec.decode(damagedColumns(references, 2));
        assertRefused(damagedColumns(references, 3));
        assertRefused(damagedColumns(references, -1));
        assertRefused(damagedColumns(words, 1 << 17));
        assertRefused(damagedColumns(words, Integer.MIN_VALUE));
        assertRefused(damagedColumns(names, 0x00414141));
        assertRefused(damagedColumns(names, 0x41414141));
        assertRefused(damagedColumns(names - 2, 0x41004100));
    }
}

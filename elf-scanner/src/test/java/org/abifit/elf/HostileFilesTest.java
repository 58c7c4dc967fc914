package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Note;
import org.abifit.testkit.Phdr;
import org.abifit.testkit.Reference;
import org.abifit.testkit.Spots;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made to cost memory or time: sizes that are only claims, and small things referred to again and again. */
class HostileFilesTest {
    private static final long MEBI = Cost.MEBI, GIBI = 1024 * MEBI;

    @TempDir
    private Path folder;

    private static <T> T within(long bytes, Supplier<T> action) {
        return Cost.within(2, bytes, action);
    }

    /** A file of 4 GiB that takes a few blocks: its first segment reaches to its end. */
    private Path sparse(TinyElf elf, UnaryOperator<byte[]> damage) {
        byte[] bytes = elf.build();
        byte[] reaching = Broken.patchWord(bytes, Spots.in(bytes).segment(Elf.PT_LOAD, 0, Phdr.P_FILESZ), 4 * GIBI);
        try {
            Path file = Files.write(folder.resolve("sparse.so"), damage.apply(reaching));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[1]), 4 * GIBI - 1);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ElfOutcome sparse(TinyElf elf, long tag, long value) {
        Path file = sparse(elf, bytes -> Broken.patchWord(bytes, Spots.in(bytes).dynamicValue(tag), value));
        return within(200 * MEBI, () -> ElfReader.read(file));
    }

    private static ElfFault fault(ElfOutcome outcome) {
        return assertInstanceOf(ElfOutcome.Malformed.class, outcome).fault();
    }

    private static TinyElf library() {
        return TinyElf.library("libsparse.so").needed("libc.so.6").define("f", "V1").define("g").refer(Reference.data("d")).refer("l", "libc.so.6", "N");
    }

    @Test
    void aStringTableOfFourGibibytesCostsNothing() {
        Path file = sparse(library(), bytes -> Broken.patchWord(bytes, Spots.in(bytes).dynamicValue(Elf.DT_STRSZ), 3 * GIBI));
        ElfOutcome.Parsed parsed = assertInstanceOf(ElfOutcome.Parsed.class, within(8 * MEBI, () -> ElfReader.read(file)));
        assertEquals("libsparse.so", parsed.file().soname().orElseThrow());
    }

    @Test
    void namesAllOverAGiganticStringTable() {
        TinyElf elf = library().noHash();
        for (int i = 0; i < 4000; i++) {
            elf.define("s" + i);
        }
        Path file = sparse(elf, bytes -> {
            Spots spots = Spots.in(bytes);
            byte[] damaged = Broken.patchWord(bytes, spots.dynamicValue(Elf.DT_STRSZ), 4 * GIBI - spots.table(Elf.DT_STRTAB));
            for (int i = 3; i < 4000; i++) {
                ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putInt((int) spots.symbol(i), i << 20);
            }
            return damaged;
        });
        assertEquals("st_name", fault(within(200 * MEBI, () -> ElfReader.read(file))).field());
    }

    @Test
    void relocationsWithoutEnd() {
        assertEquals("DT_RELASZ", fault(sparse(library(), Elf.DT_RELASZ, 3 * GIBI)).field());
        assertEquals("DT_PLTRELSZ", fault(sparse(library(), Elf.DT_PLTRELSZ, 3 * GIBI)).field());
        TinyElf inTheHole = library().overrideTag(Elf.DT_RELA, MEBI);
        assertEquals("DT_RELASZ", fault(sparse(inTheHole, Elf.DT_RELASZ, 129 * MEBI)).field());
        assertInstanceOf(ElfOutcome.Parsed.class, sparse(inTheHole, Elf.DT_RELASZ, 127 * MEBI));
    }

    @Test
    void relativeRelocationsWithoutEndAreSkipped() {
        TinyElf elf = library().relative(1).overrideTag(Elf.DT_RELACOUNT, Long.MAX_VALUE);
        assertInstanceOf(ElfOutcome.Parsed.class, sparse(elf, Elf.DT_RELASZ, 3 * GIBI));
    }

    /** Tables behind the symbols would end them. */
    private Path symbolsInTheHole(TinyElf elf, UnaryOperator<byte[]> damage) {
        return sparse(elf, bytes -> damage.apply(Broken.patchWord(bytes, Spots.in(bytes).dynamicValue(Elf.DT_SYMTAB), MEBI)));
    }

    @Test
    void symbolsWithoutEnd() {
        for (long count : new long[] {1 << 22, (1 << 22) + 1, 0x7fffffff}) {
            Path file = symbolsInTheHole(library().versym(false).sysvHash(), bytes -> Broken.patch32(bytes, Spots.in(bytes).table(Elf.DT_HASH) + 4, count));
            ElfOutcome outcome = within(300 * MEBI, () -> ElfReader.read(file));
            assertEquals(count <= 1 << 22, outcome instanceof ElfOutcome.Parsed);
        }
    }

    @Test
    void bucketsWithoutEnd() {
        for (long count : new long[] {1 << 22, (1 << 22) + 1, 0x3fffffff}) {
            Path file = symbolsInTheHole(library().versym(false), bytes -> Broken.patch32(bytes, Spots.in(bytes).table(Elf.DT_GNU_HASH), count));
            within(200 * MEBI, () -> ElfReader.read(file));
        }
    }

    /** The hole holds zeros, and a chain of zeros has no end. */
    @Test
    void aChainWithoutEnd() {
        Path file = sparse(library().versym(false).overrideTag(Elf.DT_SYMTAB, 2 * GIBI), bytes -> {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 28);
            ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).position(bytes.length).putInt(1).putInt(1).putInt(1).putInt(0).putLong(-1).putInt(1);
            return Broken.patchWord(longer, Spots.in(bytes).dynamicValue(Elf.DT_GNU_HASH), bytes.length);
        });
        assertEquals("chain without an end", fault(within(200 * MEBI, () -> ElfReader.read(file))).problem());
    }

    @Test
    void aRelocationAgainstTheLastSymbolThereCouldBe() {
        TinyElf elf = TinyElf.library().refer(Reference.data("a")).refer(Reference.data("b"));
        for (int symbol : new int[] {(1 << 22) - 1, 1 << 22, 1 << 27, Integer.MAX_VALUE}) {
            Path file = symbolsInTheHole(elf, bytes -> Broken.patch32(bytes, Spots.in(bytes).table(Elf.DT_RELA) + 12, symbol));
            ElfOutcome outcome = within(300 * MEBI, () -> ElfReader.read(file));
            assertEquals(symbol < 1 << 22, outcome instanceof ElfOutcome.Parsed, outcome::toString);
        }
    }

    @Test
    void interpretersAreNotReadBeyondWhatTheKernelTakes() {
        Path file = sparse(TinyElf.program(), bytes -> Broken.patchWord(bytes, Spots.in(bytes).segment(Elf.PT_INTERP, 0, Phdr.P_FILESZ), GIBI));
        within(4 * MEBI, () -> ElfReader.read(file));
    }

    @Test
    void thousandsOfSymbolsOfOneLongName() {
        TinyElf elf = TinyElf.library("x".repeat((int) MEBI)).noHash();
        for (int i = 0; i < 4000; i++) {
            elf.define("s" + i);
        }
        byte[] bytes = elf.build();
        Spots spots = Spots.in(bytes);
        long soname = spots.word(spots.dynamicValue(Elf.DT_SONAME));
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i <= 4000; i++) {
            b.putInt((int) spots.symbol(i), (int) soname);
        }
        assertEquals("st_name", within(100 * MEBI, () -> Facts.fault(bytes)).field());
    }

    @Test
    void thousandsOfNeededLibrariesOfOneLongName() {
        String name = "x".repeat((int) MEBI);
        byte[] once = TinyElf.library(name).build();
        long offset = Spots.in(once).word(Spots.in(once).dynamicValue(Elf.DT_SONAME));
        TinyElf elf = TinyElf.library(name);
        for (int i = 0; i < 10_000; i++) {
            elf.tag(Elf.DT_NEEDED, offset);
        }
        byte[] bytes = elf.build();
        assertEquals("DT_NEEDED", within(100 * MEBI, () -> Facts.fault(bytes)).field());
    }

    /** Each of a thousand definitions leads to the same chain of a thousand names. */
    @Test
    void chainsOfNamesThatManyVersionsShare() {
        int versions = 1000;
        ByteBuffer table = ByteBuffer.allocate(versions * 28).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < versions; i++) {
            table.putShort((short) 1).putShort((short) 0).putShort((short) i).putShort((short) 0xffff).putInt(0).putInt((versions - i) * 20)
                    .putInt(i + 1 < versions ? 20 : 0);
        }
        for (int i = 0; i < versions; i++) {
            table.putInt(0).putInt(i + 1 < versions ? 8 : 0);
        }
        assertEquals("vda_name", within(10 * MEBI, () -> Facts.fault(withTable(table.array(), Elf.DT_VERDEF))).field());
    }

    @Test
    void chainsOfNeedsThatManyFilesShare() {
        int files = 1000;
        ByteBuffer table = ByteBuffer.allocate(files * 32).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < files; i++) {
            table.putShort((short) 1).putShort((short) 1).putInt(0).putInt((files - i) * 16).putInt(i + 1 < files ? 16 : 0);
        }
        for (int i = 0; i < files; i++) {
            table.putInt(0).putShort((short) 0).putShort((short) 2).putInt(0).putInt(i + 1 < files ? 16 : 0);
        }
        assertEquals("vna_hash", within(10 * MEBI, () -> Facts.fault(withTable(table.array(), Elf.DT_VERNEED))).field());
    }

    private static byte[] withTable(byte[] table, long tag) {
        TinyElf elf = TinyElf.library("libx.so").define(Definition.object("table", table.length).content(table));
        byte[] once = elf.tag(tag, 0).build();
        return elf.overrideTag(tag, Spots.in(once).word(Spots.in(once).symbol(1) + 8)).build();
    }

    @Test
    void thousandsOfSegmentsOfTheSameNotes() {
        byte[] json = new byte[(int) MEBI / 2];
        Arrays.fill(json, (byte) '[');
        TinyElf elf = TinyElf.library().note(Note.dlopen(new String(json, StandardCharsets.ISO_8859_1)));
        byte[] once = elf.build();
        Spots spots = Spots.in(once);
        long offset = spots.word(spots.segment(Elf.PT_NOTE, 0, Phdr.P_OFFSET));
        long size = spots.word(spots.segment(Elf.PT_NOTE, 0, Phdr.P_FILESZ));
        for (int i = 0; i < 60_000; i++) {
            elf.segment(Elf.PT_NOTE, Elf.PF_R, offset + 60_000 * 56, 0, size, size, 4);
        }
        byte[] bytes = elf.build();
        assertEquals(1, within(100 * MEBI, () -> Facts.of(bytes)).notes().dlopen().size());
    }

    @Test
    void aBannerMadeToBeSearchedForHours() {
        String banner = "ld.so (" + ") ld.so (".repeat(7000) + " release version x";
        byte[] content = ("\0" + (banner + "\0").repeat(100) + "/lib/\0".repeat(200_000)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = TinyElf.library("ld-linux.so.2").define(Definition.object("texts", content.length).content(content)).build();
        LibcBuild libc = within(200 * MEBI, () -> Facts.of(bytes)).libc().orElseThrow();
        assertTrue(libc.release().isEmpty() && libc.defaultDirs().size() < 100);
    }

    @Test
    void indexesOfVersionsAreBounded() {
        byte[] bytes = TinyElf.library("libx.so").nodes("V").need("libc.so.6", "N").build();
        byte[] wide = Broken.patch16(bytes, Spots.in(bytes).verdef(1) + 4, 0xffff);
        ElfFile file = Facts.of(Broken.patch16(wide, Spots.in(bytes).vernaux(0, 0) + 6, 0xffff));
        assertEquals(0x7fff, file.verdefs().getLast().index());
        assertEquals(0x7fff, file.verneeds().getFirst().versions().getFirst().index());
    }

    @Test
    void aFileThatShrinksWhileItIsReadIsUnreadable() {
        byte[] bytes = library().build();
        ByteSource shrunk = new ByteSource() {
            @Override
            public long size() {
                return bytes.length + 1L;
            }

            @Override
            public void read(ByteBuffer target, long position) throws IOException {
                ByteSource.of(bytes).read(target, position);
            }
        };
        assertEquals(new ElfOutcome.Unreadable("file shrank while it was read"), ElfReader.read(shrunk));
    }
}

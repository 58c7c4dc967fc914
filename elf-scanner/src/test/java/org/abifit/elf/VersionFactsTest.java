package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import org.abifit.elf.Verneed.Vernaux;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Reference;
import org.abifit.testkit.Spots;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.VersionNeed;
import org.abifit.testkit.VersionNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Version definitions and needs, in both classes and byte orders. */
@ParameterizedClass
@MethodSource("org.abifit.elf.Facts#fourMachines")
class VersionFactsTest {
    /** As readelf shows it in every x86-64 program. */
    private static final int HASH_OF_GLIBC_2_2_5 = 0x09691a75;
    private final Machine machine;

    VersionFactsTest(Machine machine) {
        this.machine = machine;
    }

    private TinyElf library() {
        return TinyElf.library("libv.so.1").machine(machine);
    }

    @Test
    void definitionsKeepFileOrderWithTheBaseFirst() {
        ElfFile file = Facts.of(library().node(VersionNode.of("V1")).node(VersionNode.of("V2").parent("V1").parent("V0")).node(VersionNode.of("W").weak()));
        assertEquals(List.of("libv.so.1", "V1", "V2", "W"), file.verdefs().stream().map(Verdef::name).toList());
        assertEquals(List.of(1, 2, 3, 4), file.verdefs().stream().map(Verdef::index).toList());
        assertEquals(List.of(true, false, false, false), file.verdefs().stream().map(Verdef::isBase).toList());
        assertEquals(List.of(List.of(), List.of(), List.of("V1", "V0"), List.of()), file.verdefs().stream().map(Verdef::parents).toList());
        assertEquals(List.of(Verdef.VER_FLG_BASE, 0, 0, Verdef.VER_FLG_WEAK), file.verdefs().stream().map(Verdef::flags).toList());
        assertTrue(file.defines("V2") && file.defines("libv.so.1"));
        assertFalse(file.defines("V0"));
    }

    @Test
    void hashesAreThoseInTheFileRightOrWrong() {
        ElfFile file = Facts.of(library().node(VersionNode.of("GLIBC_2.2.5")).node(VersionNode.of("V1").hash(0xdeadbeefL))
                .need(VersionNeed.of("libc.so.6", "GLIBC_2.2.5")).need(VersionNeed.of("libc.so.6", "V1").hash(0xfffffff0L)));
        assertEquals(List.of(HASH_OF_GLIBC_2_2_5, 0xdeadbeef), file.verdefs().stream().skip(1).map(Verdef::hash).toList());
        assertEquals(List.of(HASH_OF_GLIBC_2_2_5, 0xfffffff0), file.verneeds().getFirst().versions().stream().map(Vernaux::hash).toList());
    }

    @Test
    void aFileMayDefineVersionsWithoutABase() {
        assertEquals(List.of("V1"), Facts.of(library().nodes("V1").noBaseNode()).verdefs().stream().map(Verdef::name).toList());
        assertEquals("other", Facts.of(library().nodes("V1").baseNode("other")).verdefs().getFirst().name());
    }

    @Test
    void needsAreByFileInFileOrder() {
        ElfFile file = Facts.of(library().need("libc.so.6", "GLIBC_2.2.5", "GLIBC_2.34").need("libm.so.6", "GLIBC_2.29")
                .need(VersionNeed.of("libm.so.6", "GLIBC_2.35").weak()).refer(Reference.lazy("f").weakVersion("libz.so.1", "ZLIB")));
        assertEquals(List.of("libc.so.6", "libm.so.6", "libz.so.1"), file.verneeds().stream().map(Verneed::file).toList());
        assertEquals(List.of("GLIBC_2.2.5", "GLIBC_2.34"), file.verneeds().get(0).versions().stream().map(Vernaux::name).toList());
        assertEquals(List.of(false, true), file.verneeds().get(1).versions().stream().map(Vernaux::weak).toList());
        assertTrue(file.verneeds().get(2).versions().getFirst().weak());
        assertEquals(List.of(2, 3, 4, 5, 6), file.verneeds().stream().flatMap(n -> n.versions().stream()).map(Vernaux::index).toList());
    }

    @Test
    void indexesHaveFifteenBits() {
        ElfFile file = Facts.of(library().node(VersionNode.of("V1").index(0xffff)).need(VersionNeed.of("libc.so.6", "N").index(0x8003)));
        assertEquals(0x7fff, file.verdefs().getLast().index());
        assertEquals(3, file.verneeds().getFirst().versions().getFirst().index());
    }

    @Test
    void symbolsKnowTheirVersionByIndex() {
        ElfFile file = Facts.of(library().define(Definition.function("f").hiddenVersion("V1")).define("f", "V2").define("g")
                .refer("h", "libc.so.6", "GLIBC_2.34"));
        assertEquals(List.of(true, false), Facts.symbols(file, "f").stream().map(Symbol::hidden).sorted(Comparator.reverseOrder()).toList());
        Symbol old = Facts.symbols(file, "f").stream().filter(Symbol::hidden).findFirst().orElseThrow();
        assertEquals("V1", name(file, old.versionIndex()));
        assertEquals("GLIBC_2.34", file.verneeds().getFirst().versions().getFirst().name());
        assertEquals(file.verneeds().getFirst().versions().getFirst().index(), Facts.symbol(file, "h").versionIndex());
        assertEquals(1, Facts.symbol(file, "g").versionIndex());
        assertTrue(file.symbols().versioned());
    }

    private static String name(ElfFile file, int index) {
        return file.verdefs().stream().filter(d -> d.index() == index).map(Verdef::name).findFirst().orElseThrow();
    }

    @Test
    void withoutAVersionTableSymbolsHaveNoIndex() {
        ElfFile file = Facts.of(library().define("f", "V1").versym(false));
        assertFalse(file.symbols().versioned());
        assertEquals(-1, Facts.symbol(file, "f").versionIndex());
        assertFalse(Facts.symbol(file, "f").hidden());
        assertEquals(0, Facts.symbol(Facts.of(library().define(Definition.function("f").versionIndex(0)).versym(true)), "f").versionIndex());
    }

    @Test
    void countsOfRecordsAreNotLookedAtWhereTheLoaderDoesNot() {
        byte[] bytes = library().need("libc.so.6", "A", "B").nodes("V1").build();
        Spots spots = Spots.in(bytes);
        byte[] wrong = Broken.patch16(bytes, spots.verneed(0) + 2, 1);
        wrong = Broken.patchWord(wrong, spots.dynamicValue(Elf.DT_VERNEEDNUM), 0);
        wrong = Broken.patchWord(wrong, spots.dynamicValue(Elf.DT_VERDEFNUM), 0);
        assertEquals(Facts.of(bytes).verneeds(), Facts.of(wrong).verneeds());
        assertEquals(Facts.of(bytes).verdefs(), Facts.of(wrong).verdefs());
        assertEquals(2, Facts.of(wrong).verneeds().getFirst().versions().size());
    }

    @Test
    void aHashThatDoesNotBelongToItsNameIsNoFault() {
        byte[] bytes = library().need("libc.so.6", "A").build();
        assertEquals(0x0badbad0, Facts.of(Broken.vernauxHashWrong(bytes)).verneeds().getFirst().versions().getFirst().hash());
    }
}

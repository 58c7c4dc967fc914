package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Ehdr;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Phdr;
import org.abifit.testkit.Spots;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each damage is named by its field, at its place. */
@ParameterizedClass
@MethodSource("org.abifit.elf.Facts#fourMachines")
class BrokenFilesTest {
    private static final Map<Long, String> STRING_TAGS = Map.of(Elf.DT_NEEDED, "DT_NEEDED", Elf.DT_SONAME, "DT_SONAME", Elf.DT_RPATH, "DT_RPATH",
            Elf.DT_RUNPATH, "DT_RUNPATH", Elf.DT_FILTER, "DT_FILTER", Elf.DT_AUXILIARY, "DT_AUXILIARY", Elf.DT_AUDIT, "DT_AUDIT",
            Elf.DT_DEPAUDIT, "DT_DEPAUDIT");
    private final Machine machine;
    private final byte[] whole;
    private final Spots spots;

    BrokenFilesTest(Machine machine) {
        this.machine = machine;
        this.whole = Facts.full(machine).rpath("/r").filter("libf.so").auxiliary("libx.so").stringTag(Elf.DT_AUDIT, "a").stringTag(Elf.DT_DEPAUDIT, "d")
                .interpreter("/lib/ld.so").build();
        this.spots = Spots.in(whole);
    }

    /** The damaged file is malformed by this field at this place; its header is told all the same. */
    private void assertFault(String field, long at, byte[] damaged) {
        ElfOutcome.Malformed malformed = Facts.malformed(damaged);
        assertEquals(field + " at " + at, malformed.fault().field() + " at " + malformed.fault().offset(), malformed.fault()::toString);
        assertTrue(malformed.header().isPresent());
    }

    @Test
    void theWholeFileIsFine() {
        assertEquals(6, Facts.of(whole).symbols().count());
        assertEquals(2, Facts.of(whole).verneeds().size());
    }

    @Test
    void faultsAreTextsWithOffsetFieldAndProblem() {
        assertEquals("0x4: EI_CLASS: is 7, neither 1 nor 2", Facts.fault(Broken.patch(whole, Elf.EI_CLASS, 7)).toString());
    }

    @Test
    void elfHeader() {
        assertFault("EI_CLASS", Elf.EI_CLASS, Broken.patch(whole, Elf.EI_CLASS, 0));
        assertFault("EI_DATA", Elf.EI_DATA, Broken.patch(whole, Elf.EI_DATA, 3));
        assertFault("e_phentsize", spots.header(Ehdr.E_PHENTSIZE), Broken.patch16(whole, spots.header(Ehdr.E_PHENTSIZE), 48));
        assertFault("e_phnum", spots.header(Ehdr.E_PHNUM), Broken.patch16(whole, spots.header(Ehdr.E_PHNUM), 0xffff));
        assertFault("e_phoff", spots.header(Ehdr.E_PHOFF), Broken.phoffPastEnd(whole));
        assertFault("e_phoff", spots.header(Ehdr.E_PHOFF), Broken.phoffHuge(whole));
        assertFault("e_phoff", spots.header(Ehdr.E_PHOFF), Broken.patch16(whole, spots.header(Ehdr.E_PHNUM), 0xfffe));
    }

    @Test
    void tooShortForAHeader() {
        int size = machine.bits() == 64 ? 64 : 52;
        for (int length = 4; length < size; length++) {
            ElfOutcome.Malformed malformed = Facts.malformed(Broken.truncated(whole, length));
            assertEquals(new ElfFault(0, "e_ident", "file too short (%d bytes)".formatted(length)), malformed.fault());
            assertEquals(Optional.empty(), malformed.header());
        }
    }

    @Test
    void segments() {
        long dynamic = spots.segment(Elf.PT_DYNAMIC, 0, Phdr.P_OFFSET);
        assertFault("p_offset", dynamic, Broken.dynamicPastEnd(whole));
        assertFault("p_offset", dynamic, Broken.dynamicHuge(whole));
        long interp = spots.segment(Elf.PT_INTERP, 0, Phdr.P_OFFSET);
        assertFault("p_offset", interp, Broken.patchWord(whole, interp, whole.length));
        assertFault("p_offset", interp, Broken.patchWord(whole, interp, Broken.HUGE));
    }

    @Test
    void addressesOutsideTheSegments() {
        Map<Long, String> tags = Map.of(Elf.DT_STRTAB, "DT_STRTAB", Elf.DT_SYMTAB, "DT_SYMTAB", Elf.DT_GNU_HASH, "DT_GNU_HASH", Elf.DT_VERSYM, "DT_VERSYM",
                Elf.DT_VERDEF, "DT_VERDEF", Elf.DT_VERNEED, "DT_VERNEED", Elf.DT_JMPREL, "DT_JMPREL",
                Facts.relocations(machine), machine.rela() ? "DT_RELA" : "DT_REL");
        tags.forEach((tag, name) -> {
            assertFault(name, spots.dynamicValue(tag), Broken.tableOutside(whole, tag));
            assertFault(name, spots.dynamicValue(tag), Broken.tagHuge(whole, tag));
        });
    }

    @Test
    void sizesThatLeaveTheFile() {
        Map<Long, String> tags = Map.of(Elf.DT_STRSZ, "DT_STRSZ", Elf.DT_PLTRELSZ, "DT_PLTRELSZ",
                Facts.relocationsSize(machine), machine.rela() ? "DT_RELASZ" : "DT_RELSZ");
        tags.forEach((tag, name) -> assertFault(name, spots.dynamicValue(tag), Broken.tagHuge(whole, tag)));
    }

    @Test
    void stringOffsetsOutsideTheTable() {
        STRING_TAGS.forEach((tag, name) -> {
            assertFault(name, spots.dynamicValue(tag), Broken.stringOffsetPastEnd(whole, tag));
            assertFault(name, spots.dynamicValue(tag), Broken.tagHuge(whole, tag));
        });
        assertFault("st_name", spots.symbol(1), Broken.symbolNamePastEnd(whole));
        assertFault("st_name", spots.symbol(1), Broken.patch32(whole, spots.symbol(1), 0xffffffffL));
        assertFault("vna_name", spots.vernaux(0, 0) + 8, Broken.vernauxNamePastEnd(whole));
        assertFault("vn_file", spots.verneed(1) + 4, Broken.patch32(whole, spots.verneed(1) + 4, whole.length));
        assertFault("vda_name", spots.verdaux(1, 0), Broken.patch32(whole, spots.verdaux(1, 0), 0x80000000L));
    }

    @Test
    void aStringWithoutAnEnd() {
        byte[] cut = Broken.patchWord(whole, spots.dynamicValue(Elf.DT_STRSZ), spots.word(spots.dynamicValue(Elf.DT_NEEDED)) + 3);
        assertFault("DT_NEEDED", spots.dynamicValue(Elf.DT_NEEDED), cut);
    }

    @Test
    void versionDefinitions() {
        assertFault("vd_next", spots.verdef(0) + 16, Broken.verdefPastEnd(whole));
        assertFault("vd_next", spots.verdef(0) + 16, Broken.verdefOverlap(whole));
        assertFault("vd_next", spots.verdef(2) + 16, Broken.verdefLoop(whole));
        assertFault("vd_aux", spots.verdef(0) + 12, Broken.verdefAuxPastEnd(whole));
        assertFault("vd_aux", spots.verdef(1) + 12, Broken.patch32(whole, spots.verdef(1) + 12, 0));
        byte[] twoNames = Broken.patch16(whole, spots.verdef(1) + 6, 2);
        assertFault("vda_next", spots.verdaux(1, 0) + 4, Broken.patch32(twoNames, spots.verdaux(1, 0) + 4, 4));
    }

    @Test
    void versionNeeds() {
        assertFault("vn_next", spots.verneed(1) + 12, Broken.verneedLoop(whole));
        assertFault("vn_next", spots.verneed(0) + 12, Broken.patch32(whole, spots.verneed(0) + 12, 0x7fffffffL));
        assertFault("vn_aux", spots.verneed(0) + 8, Broken.verneedAuxPastEnd(whole));
        assertFault("vna_next", spots.vernaux(0, 0) + 12, Broken.vernauxPastEnd(whole));
        assertFault("vna_next", spots.vernaux(1, 0) + 12, Broken.patch32(whole, spots.vernaux(1, 0) + 12, 0xfffffff0L));
    }

    @Test
    void aRecordThatReachesOutOfItsSegment() {
        long end = spots.word(spots.segment(Elf.PT_LOAD, 0, Phdr.P_FILESZ));
        byte[] cut = Broken.patchWord(whole, spots.dynamicValue(Elf.DT_VERDEF), end - 19);
        assertFault("vd_version", end - 19, cut);
        assertFault("vn_version", end - 15, Broken.patchWord(whole, spots.dynamicValue(Elf.DT_VERNEED), end - 15));
    }

    @Test
    void symbolCounts() {
        byte[] sysv = Facts.full(machine).sysvHash().build();
        long nchain = Spots.in(sysv).table(Elf.DT_HASH) + machine.hashWord();
        assertFault("nchain", nchain, Broken.patchWord(sysv, nchain, machine.hashWord() == 8 ? Broken.HUGE : 0x7fffffffL));
        assertFault("nchain", nchain, Broken.patch32(sysv, nchain, 0xffffffffL));
        assertFault("nbuckets", spots.table(Elf.DT_GNU_HASH), Broken.hugeSymbolCount(whole, Elf.DT_GNU_HASH));
        assertFault("nbuckets", spots.table(Elf.DT_GNU_HASH), Broken.patch32(whole, spots.table(Elf.DT_GNU_HASH) + 8, 0xffffffffL));
    }

    @Test
    void aChainWithoutAnEndIsFoundWhereItStarts() {
        ElfFault fault = Facts.fault(Broken.gnuHashChainUnterminated(whole));
        assertEquals("DT_GNU_HASH", fault.field());
        assertTrue(fault.offset() > spots.table(Elf.DT_GNU_HASH) + 16 && fault.offset() < spots.table(Elf.DT_SYMTAB), fault.toString());
    }

    @Test
    void anEmptyHashThatCountsMoreThanThereIs() {
        byte[] empty = TinyElf.library().machine(machine).refer("f").build();
        long offset = Spots.in(empty).table(Elf.DT_GNU_HASH) + 4;
        assertFault("symoffset", offset, Broken.patch32(empty, offset, 0xfffffffeL));
    }

    @Test
    void aMipsCountBelowZero() {
        byte[] mips = TinyElf.library().machine(Machine.MIPS64EL).noHash().define("f").tag(0x70000011L, Long.MIN_VALUE).build();
        assertFault("DT_MIPS_SYMTABNO", Spots.in(mips).dynamicValue(0x70000011L), mips);
    }

    @Test
    void aVersionTableShorterThanTheSymbols() {
        long end = spots.word(spots.segment(Elf.PT_LOAD, 0, Phdr.P_FILESZ));
        assertFault("DT_VERSYM", spots.dynamicValue(Elf.DT_VERSYM), Broken.patchWord(whole, spots.dynamicValue(Elf.DT_VERSYM), end - 2));
    }

    @Test
    void aRelocationAgainstASymbolThatIsNotThere() {
        long info = spots.table(Elf.DT_JMPREL) + spots.wordSize();
        long symbol = 1L << 20;
        assertFault("r_info", info, Broken.patchWord(whole, info, symbol << (machine.bits() == 64 ? 32 : 8) | 7));
        assertFault("r_info", info, Broken.patchWord(whole, info, -1));
    }

    @Test
    void truncatedAnywhereAFileIsReadOrFaulty() {
        int faults = 0;
        for (int length = 0; length < whole.length; length++) {
            if (Facts.outcome(Broken.truncated(whole, length)) instanceof ElfOutcome.Malformed malformed) {
                assertTrue(malformed.fault().offset() < Math.max(length, 1), malformed.fault()::toString);
                faults++;
            }
        }
        assertTrue(faults > whole.length / 4, List.of(faults, whole.length).toString());
    }
}

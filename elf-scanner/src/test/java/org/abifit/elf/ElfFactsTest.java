package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.abifit.elf.ElfFile.GnuStack;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Ehdr;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Phdr;
import org.abifit.testkit.Spots;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Header, segments, and files that have less than others. */
class ElfFactsTest {

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#allMachines")
    void theHeaderSaysWhatTheFileIs(Machine machine) {
        byte[] bytes = TinyElf.library("libx.so").machine(machine).header(Ehdr.E_FLAGS, 0xf0000005L).build();
        ElfFile file = Facts.of(bytes);
        ElfHeader header = file.header();
        assertEquals(bytes.length, file.size());
        assertEquals(machine.bits() == 64, header.is64());
        assertEquals(machine.order() == ByteOrder.LITTLE_ENDIAN, header.isLittleEndian());
        assertEquals(machine.number(), header.machine());
        assertEquals(ElfHeader.ET_DYN, header.type());
        assertEquals(0xf0000005L, header.flags());
        assertEquals(1, header.version());
        assertEquals(1, header.identVersion());
        assertEquals(machine.bits() == 64 ? 56 : 32, header.phentsize());
        assertEquals("\177ELF", header.ident().substring(0, 4));
        assertEquals(16, header.ident().length());
        assertTrue(header.zeroPadding());
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void whatALoaderWouldRefuseIsStillAFact(Machine machine) {
        ElfHeader header = Facts.of(TinyElf.library().machine(machine).ident(Elf.EI_OSABI, 9).ident(Elf.EI_ABIVERSION, 200).ident(Elf.EI_VERSION, 0)
                .ident(15, 255).header(Ehdr.E_VERSION, 0xfffffffeL).header(Ehdr.E_MACHINE, 0xfffe).header(Ehdr.E_TYPE, 0xfeff)).header();
        assertEquals(List.of(9, 200, 0), List.of(header.osAbi(), header.abiVersion(), header.identVersion()));
        assertFalse(header.zeroPadding());
        assertEquals(0xfffffffeL, header.version());
        assertEquals(0xfffe, header.machine());
        assertEquals(0xfeff, header.type());
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void onlyProgramsNameTheirLoader(Machine machine) {
        assertEquals(Optional.of(machine.interpreter()), Facts.of(TinyElf.program().machine(machine)).interp());
        assertEquals(Optional.of("/odd/ld.so"), Facts.of(TinyElf.library().machine(machine).interpreter("/odd/ld.so")).interp());
        assertEquals(Optional.of("/odd"), Facts.of(TinyElf.library().machine(machine).interpreter("/odd\0/ld.so")).interp());
        assertEquals(Optional.empty(), Facts.of(TinyElf.library("libx.so").machine(machine)).interp());
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void loadedSegmentsKeepTheirOrder(Machine machine) {
        byte[] bytes = Facts.full(machine).shiftLoad(1, 0x30).loadAlign(0x800).build();
        List<ElfFile.LoadSegment> loads = Facts.of(bytes).loads();
        Spots spots = Spots.in(bytes);
        for (int n = 0; n < loads.size(); n++) {
            int nth = n;
            ToLongFunction<Phdr> field = f -> spots.word(spots.segment(Elf.PT_LOAD, nth, f));
            assertEquals(new ElfFile.LoadSegment(field.applyAsLong(Phdr.P_VADDR), field.applyAsLong(Phdr.P_OFFSET), field.applyAsLong(Phdr.P_FILESZ),
                    field.applyAsLong(Phdr.P_MEMSZ), 0x800, loads.get(n).flags()), loads.get(n));
        }
        assertEquals(List.of(Elf.PF_R, Elf.PF_R | Elf.PF_X, Elf.PF_R | Elf.PF_W), loads.stream().map(ElfFile.LoadSegment::flags).toList());
        assertEquals(0x30, (loads.get(1).vaddr() - loads.get(1).offset()) % 0x800);
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void threadLocalStorageHasSizeAndAlignment(Machine machine) {
        assertEquals(Optional.of(new ElfFile.Tls(1000, 64)), Facts.of(TinyElf.library().machine(machine).threadLocal(1000, 64)).tls());
        assertEquals(Optional.empty(), Facts.of(TinyElf.library().machine(machine)).tls());
        assertTrue(Facts.of(TinyElf.library().machine(machine).define(Definition.tls("t", 40))).tls().orElseThrow().memSize() >= 40);
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void theStackIsExecutableOrNotOrUnknown(Machine machine) {
        assertEquals(GnuStack.NON_EXECUTABLE, Facts.of(TinyElf.library().machine(machine)).stack());
        assertEquals(GnuStack.EXECUTABLE, Facts.of(TinyElf.library().machine(machine).executableStack()).stack());
        assertEquals(GnuStack.ABSENT, Facts.of(TinyElf.library().machine(machine).noGnuStack()).stack());
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void sectionHeadersChangeNothing(Machine machine) {
        ElfFile without = Facts.of(Facts.full(machine));
        ElfFile with = Facts.of(Facts.full(machine).sectionHeaders());
        assertEquals(Facts.textWithoutSize(without), Facts.textWithoutSize(with));
        assertTrue(with.size() > without.size() && without.symbols().count() == 6);
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void staticProgramsHaveNothingToLoad(Machine machine) {
        ElfFile file = Facts.of(TinyElf.staticProgram().machine(machine));
        assertEquals(ElfHeader.ET_EXEC, file.header().type());
        assertEquals(Optional.empty(), file.interp());
        assertHasNoDynamicSection(file);
        assertFalse(file.loads().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void debugFilesKeepHeadersWithoutTheirBytes(Machine machine) {
        byte[] whole = Facts.full(machine).build();
        assertHasNoDynamicSection(Facts.of(Broken.dynamicEmpty(whole)));
        byte[] stripped = whole;
        for (int n = 0; n < 3; n++) {
            stripped = Broken.patchWord(stripped, Spots.in(whole).segment(Elf.PT_LOAD, n, Phdr.P_FILESZ), 0);
        }
        ElfFile file = Facts.of(stripped);
        assertHasNoDynamicSection(file);
        assertTrue(file.notes().buildId().isPresent());
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void objectFilesAndCoresAreNotLookedInto(Machine machine) {
        assertHasNoDynamicSection(Facts.of(Facts.full(machine).type(Elf.ET_REL)));
        assertHasNoDynamicSection(Facts.of(Facts.full(machine).type(Elf.ET_CORE)));
        assertHasNoDynamicSection(Facts.of(Facts.full(machine).header(Ehdr.E_PHNUM, 0)));
    }

    private static void assertHasNoDynamicSection(ElfFile file) {
        assertEquals(Optional.empty(), file.dynamic());
        assertEquals(0, file.symbols().count());
        assertEquals(List.of(), file.verdefs());
        assertEquals(List.of(), file.verneeds());
    }

    @Test
    void scriptsAndOtherFilesAreNotElf() {
        assertEquals(new ElfOutcome.NotElf(Optional.empty()), Facts.outcome(new byte[0]));
        assertEquals(new ElfOutcome.NotElf(Optional.empty()), Facts.outcome("\177EL".getBytes()));
        assertEquals(new ElfOutcome.NotElf(Optional.empty()), Facts.outcome("INPUT ( libreal.so )".getBytes()));
        assertEquals(new ElfOutcome.NotElf(Optional.of("/bin/sh -e")), Facts.outcome("#! /bin/sh -e \nexit\n".getBytes()));
        assertEquals(new ElfOutcome.NotElf(Optional.of("")), Facts.outcome("#!".getBytes()));
    }

    @Test
    void aScriptLineEndsWithTheFirstPieceOfTheFile() {
        ElfOutcome.NotElf outcome = (ElfOutcome.NotElf) Facts.outcome(("#!/bin/" + "x".repeat(5000)).getBytes());
        assertEquals("/bin/" + "x".repeat(256 - 7), outcome.script().orElseThrow());
    }
}

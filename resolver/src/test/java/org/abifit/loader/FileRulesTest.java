package org.abifit.loader;

import static org.abifit.loader.Words.loading;
import static org.abifit.loader.Words.muslLoading;
import static org.abifit.loader.Words.notFound;
import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.abifit.world.Release.GLIBC;
import static org.abifit.world.Release.GLIBC_2_28;
import static org.abifit.world.Release.GLIBC_2_31;
import static org.abifit.world.Release.GLIBC_2_36;
import static org.abifit.world.Release.MUSL;

import org.abifit.testkit.Ehdr;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Note;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Scene;
import org.junit.jupiter.api.Test;

/** Which files a loader takes for a library once it has found them. */
class FileRulesTest {
    private static final String L = "/usr/lib/liba.so";

    private static Scene theOnlyOne(TinyElf file) {
        byte[] bytes = file.build();
        return Scene.of(w -> w.app(program().needed("liba.so")).bytes(L, bytes));
    }

    private static Scene beforeAGoodOne(TinyElf file) {
        byte[] bytes = file.build();
        return Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/bad:/good").bytes("/bad/liba.so", bytes)
                .elf("/good/liba.so", library("liba.so")));
    }

    @Test
    void t18_aForeignOperatingSystemEndsTheSearch() {
        theOnlyOne(library("liba.so").ident(Elf.EI_OSABI, Elf.ELFOSABI_FREEBSD)).on(GLIBC).fail(loading(L + ": ELF file OS ABI invalid")).on(MUSL).start();
        beforeAGoodOne(library("liba.so").ident(Elf.EI_OSABI, Elf.ELFOSABI_FREEBSD)).on(GLIBC).fail(loading("/bad/liba.so: ELF file OS ABI invalid"));
    }

    @Test
    void t19_gnuIsNoForeignOperatingSystem() {
        theOnlyOne(library("liba.so").ident(Elf.EI_OSABI, Elf.ELFOSABI_GNU)).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t20_abiVersion() {
        theOnlyOne(library("liba.so").ident(Elf.EI_ABIVERSION, 1)).on(GLIBC).fail(loading(L + ": ELF file ABI version invalid")).on(MUSL).start();
    }

    @Test
    void t20_padding() {
        theOnlyOne(library("liba.so").ident(Elf.EI_PAD, 1)).on(GLIBC).fail(loading(L + ": nonzero padding in e_ident")).on(MUSL).start();
    }

    @Test
    void t20_byteOrder() {
        theOnlyOne(library("liba.so").ident(Elf.EI_DATA, Elf.ELFDATA2MSB)).on(GLIBC).fail(loading(L + ": ELF file data encoding not little-endian"));
    }

    @Test
    void t20_version() {
        theOnlyOne(library("liba.so").header(Ehdr.E_VERSION, 2)).on(GLIBC).fail(loading(L + ": ELF file version does not match current one")).on(MUSL).start();
        theOnlyOne(library("liba.so").ident(Elf.EI_VERSION, 2)).on(GLIBC).fail(loading(L + ": ELF file version ident does not match current one"));
    }

    @Test
    void t20_sizeOfAProgramHeader() {
        theOnlyOne(library("liba.so").header(Ehdr.E_PHENTSIZE, 64)).on(GLIBC).fail(loading(L + ": ELF file's phentsize not the expected size"));
    }

    @Test
    void t21_anObjectFileIsNoLibrary() {
        theOnlyOne(library("liba.so").type(Elf.ET_REL)).on(GLIBC).fail(loading(L + ": only ET_DYN and ET_EXEC can be loaded"))
                .on(MUSL).fail(muslLoading("liba.so", "Exec format error", "/app"));
    }

    @Test
    void t22_aPositionIndependentProgramIsNoLibrarySinceItIsRefused() {
        theOnlyOne(library("liba.so").flags1(Elf.DF_1_PIE))
                .on(GLIBC_2_28).start()
                .on(GLIBC_2_31.andLater()).fail(loading("liba.so: cannot dynamically load position-independent executable"))
                .on(MUSL).start();
    }

    @Test
    void t23_aProgramAtAFixedAddressIsNoLibrary() {
        byte[] fixed = TinyElf.fixedProgram().soname("liba.so").base(0x10000000).build();
        Scene.of(w -> w.app(program().needed("liba.so")).bytes(L, fixed)).on(GLIBC).fail(loading("liba.so: cannot dynamically load executable"));
        Scene.inMemory(w -> w.app(program().needed("liba.so")).bytes(L, fixed)).on(MUSL).start();
    }

    @Test
    void t24_aFileOfDebugInformationHasNoDynamicSection() {
        theOnlyOne(library("liba.so").withoutSegment(Elf.PT_DYNAMIC)).on(GLIBC).miss("bad-elf").fail(loading("liba.so: object file has no dynamic section"));
    }

    @Test
    void t24_aFileWithoutSegmentsHasNothingToLoad() {
        theOnlyOne(library("liba.so").withoutSegment(Elf.PT_LOAD).withoutSegment(Elf.PT_DYNAMIC)).on(GLIBC).miss("bad-elf")
                .fail(loading("liba.so: object file has no loadable segments"));
    }

    @Test
    void t26_sectionHeadersDoNotMatter() {
        theOnlyOne(library("liba.so")).on(GLIBC).start().on(MUSL).start();
        theOnlyOne(library("liba.so").sectionHeaders()).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t27_anAlignmentBelowThePageWasRefusedOnce() {
        theOnlyOne(library("liba.so").loadAlign(0x800))
                .on(GLIBC_2_31.andEarlier()).fail(loading("liba.so: ELF load command alignment not page-aligned"))
                .on(GLIBC_2_36.andLater()).start()
                .on(MUSL).start();
    }

    @Test
    void t28_addressAndOffsetMustAgree() {
        theOnlyOne(library("liba.so").shiftLoad(1, 0x10))
                .on(GLIBC_2_31.andEarlier()).fail(loading("liba.so: ELF load command address/offset not properly aligned"))
                .on(GLIBC_2_36.andLater()).fail(loading("liba.so: ELF load command address/offset not page-aligned"));
    }

    @Test
    void t29_aFileForANewerKernelWasPassedOver() {
        theOnlyOne(library("liba.so").note(Note.abiTag(99, 0, 0)))
                .on(GLIBC_2_31.andEarlier()).fail(notFound("liba.so"))
                .on(GLIBC_2_36.andLater()).start()
                .on(MUSL).start();
        beforeAGoodOne(library("liba.so").note(Note.abiTag(99, 0, 0)))
                .on(GLIBC_2_31.andEarlier()).take("liba.so", "/good/liba.so")
                .on(GLIBC_2_36.andLater()).take("liba.so", "/bad/liba.so");
    }

    @Test
    void t29_aFileForAnOlderKernelIsTaken() {
        beforeAGoodOne(library("liba.so").note(Note.abiTag(3, 17, 0))).on(GLIBC).take("liba.so", "/bad/liba.so");
    }
}

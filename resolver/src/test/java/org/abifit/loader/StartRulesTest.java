package org.abifit.loader;

import static org.abifit.loader.Words.NO_SUCH_FILE;
import static org.abifit.loader.Words.muslLoading;
import static org.abifit.loader.Words.muslSymbol;
import static org.abifit.loader.Words.notFound;
import static org.abifit.loader.Words.undefined;
import static org.abifit.loader.Words.version;
import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.abifit.world.Release.GLIBC;
import static org.abifit.world.Release.GLIBC_2_31;
import static org.abifit.world.Release.GLIBC_2_36;
import static org.abifit.world.Release.GLIBC_2_41;
import static org.abifit.world.Release.MUSL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Note;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.Scene;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** The phases of a start, and what goes wrong between a loader and a C library that do not belong together. */
class StartRulesTest {
    private static final String L = "/usr/lib/liba.so";
    private static final int NO_PROCESSOR_HAS_IT = 1 << 20;

    // ---- before the loader

    @Test
    void t44_aMissingLoader() {
        for (Release release : Release.values()) {
            LoadReport report = World.of(release).executable(World.APP, program().interpreter("/lib64/none.so.1").build()).load();
            assertEquals(Verdict.FAIL, report.verdict());
            assertEquals(Optional.of(LoadError.Kind.INTERP_MISSING), report.cause());
            assertEquals(Optional.of("/lib64/none.so.1"), report.errors().getFirst().name());
            assertEquals(Optional.empty(), report.message());
        }
    }

    @Test
    void t44_aProgramForAnotherMachine() {
        LoadReport report = World.of(GLIBC_2_36).executable(World.APP, program().machine(Machine.AARCH64).build()).load();
        assertEquals(Optional.of(LoadError.Kind.INTERP_MISSING), report.cause());
        assertEquals(Optional.of("/lib/ld-linux-aarch64.so.1"), report.errors().getFirst().name());
    }

    @Test
    void aLoaderThatIsNotKnownLeavesTheQuestionOpen() {
        LoadReport report = World.of(GLIBC_2_36).executable(World.APP, program().interpreter("/lib/other.so").build()).elf("/lib/other.so", library("other.so")).load();
        assertEquals(Verdict.UNKNOWN, report.verdict());
        assertEquals(Verdict.UNKNOWN, report.lazy());
        assertEquals(List.of("loader"), report.missing().stream().map(LoadRemark::kind).toList());
    }

    @Test
    void aMissingApplicationCannotBeStarted() {
        LoadReport report = World.of(GLIBC_2_36).load("/none");
        assertEquals(Verdict.FAIL, report.verdict());
        assertEquals(Optional.of(LoadError.Kind.EXEC), report.cause());
        assertEquals(Optional.empty(), report.message());
    }

    @Test
    void aScriptIsItsInterpreter() {
        LoadReport report = World.of(GLIBC_2_36).program("/bin/sh", program().needed("liba.so"))
                .executable(World.APP, "#!/bin/sh -e\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).load();
        assertEquals(Optional.of("/bin/sh: error while loading shared libraries: liba.so: cannot open shared object file: No such file or directory"), report.message());
        assertEquals(List.of("script"), report.notes().stream().map(LoadRemark::kind).toList());
    }

    @Test
    void aScriptThatIsItsOwnInterpreterCannotBeStarted() {
        LoadReport report = World.of(GLIBC_2_36).executable(World.APP, "#!/app\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).load();
        assertEquals(Optional.of(LoadError.Kind.EXEC), report.cause());
    }

    @Test
    void aLibraryIsJudgedWithoutAMessage() {
        LoadReport report = World.of(GLIBC_2_36).elf(L, library("liba.so").needed("libb.so")).load(L);
        assertEquals(Optional.of(LoadError.Kind.LIB_NOT_FOUND), report.cause());
        assertEquals(Optional.empty(), report.message());
    }

    // ---- phases

    @Test
    void t69_versionsThenProcessorThenSymbols() {
        Note needs = Note.properties(Note.Property.x86IsaNeeded(NO_PROCESSOR_HAS_IT));
        Scene all = Scene.of(w -> w.app(program().needed("liba.so").need("liba.so", "V2")).elf(L, library("liba.so").nodes("V1").note(needs).refer(Reference.data("foo"))));
        all.on(GLIBC).fail(version(L, "V2", "/app"));
        all.on(MUSL).fail(muslSymbol(L, "foo"));
        Scene two = Scene.of(w -> w.app(program().needed("liba.so")).elf(L, library("liba.so").note(needs).refer(Reference.data("foo"))));
        two.on(GLIBC_2_31.andEarlier()).fail(undefined(L, "foo"));
        two.on(GLIBC_2_36.andLater()).fail(L + ": CPU ISA level is lower than required");
    }

    @Test
    void t79_anExecutableStackIsAllowedAtStart() {
        Scene.of(w -> w.app(program().needed("liba.so")).elf(L, library("liba.so").executableStack())).on(GLIBC).start().on(MUSL).start();
        Scene.of(w -> w.app(program().needed("liba.so")).elf(L, library("liba.so").noGnuStack())).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t80_aProcessorBelowWhatALibraryNeeds() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).elf(L, library("liba.so").note(Note.properties(Note.Property.x86IsaNeeded(NO_PROCESSOR_HAS_IT)))));
        scene.on(GLIBC_2_31.andEarlier()).start();
        scene.on(GLIBC_2_36.andLater()).fail(L + ": CPU ISA level is lower than required");
        scene.on(MUSL).start();
    }

    @Test
    void t80_theLevelsOfAProcessor() {
        Scene v3 = Scene.of(w -> w.cpu("x86-64-v3").app(program().needed("liba.so")).elf(L, library("liba.so").note(Note.properties(Note.Property.x86IsaNeeded(4)))));
        v3.on(GLIBC).start();
        Scene v4 = Scene.of(w -> w.cpu("x86-64-v3").app(program().needed("liba.so")).elf(L, library("liba.so").note(Note.properties(Note.Property.x86IsaNeeded(8)))));
        v4.on(GLIBC_2_36.andLater()).fail(L + ": CPU ISA level is lower than required");
    }

    @Test
    void t83_aMissingPreloadIsLeftOut() {
        Scene scene = Scene.of(w -> w.app(program()).env("LD_PRELOAD", "/none.so"));
        scene.on(GLIBC).warn("ERROR: ld.so: object '/none.so' from LD_PRELOAD cannot be preloaded (cannot open shared object file): ignored.").start();
        scene.on(MUSL).warn().start();
    }

    @Test
    void t83_anUnfitPreloadIsLeftOut() {
        Scene scene = Scene.of(w -> w.app(program()).env("LD_PRELOAD", "/text.so").bytes("/text.so", new byte[100]));
        scene.on(GLIBC).warn("ERROR: ld.so: object '/text.so' from LD_PRELOAD cannot be preloaded (invalid ELF header): ignored.").start();
        scene.on(MUSL).warn().start();
    }

    @Test
    void t83_whatAPreloadNeedsIsNeeded() {
        Scene scene = Scene.of(w -> w.app(program()).env("LD_PRELOAD", "/first.so").elf("/first.so", library("first.so").needed("libb.so")));
        scene.on(GLIBC).fail(notFound("libb.so"));
        scene.on(MUSL).fail(muslLoading("libb.so", NO_SUCH_FILE, "/first.so"));
    }

    @Test
    void preloadsStandBehindTheProgramInTheirOrder() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_PRELOAD", "/p1.so:/p2.so /p3.so").elf(L, library("liba.so"))
                .elf("/p1.so", library("p1.so")).elf("/p2.so", library("p2.so")).elf("/p3.so", library("p3.so")));
        scene.on(GLIBC).map("/app", "/p1.so", "/p2.so", "/p3.so", "liba.so").on(GLIBC).start();
        scene.on(MUSL).map("/app", "/p1.so", "/p2.so", "/p3.so", "liba.so");
    }

    @Test
    void thePreloadFileComesAfterTheEnvironment() {
        Scene scene = Scene.of(w -> w.app(program()).env("LD_PRELOAD", "/p1.so").config("/etc/ld.so.preload", "# ours\n/p2.so p3.so\n")
                .elf("/p1.so", library("p1.so")).elf("/p2.so", library("p2.so")).elf("/usr/lib/p3.so", library("p3.so")));
        scene.on(GLIBC).map("/app", "/p1.so", "/p2.so", "p3.so").on(GLIBC).start();
        scene.on(MUSL).map("/app", "/p1.so");
    }

    // ---- C libraries

    private static Scene libcOf(Release other) {
        return Scene.inMemory(w -> w.app(program().needed("libc.so.6").refer("printf", "libc.so.6", "GLIBC_2.2.5")).facts(Release.LIBC, other.libc()));
    }

    @Test
    void aCLibraryUnderItsOwnLoader() {
        for (Release release : GLIBC) {
            libcOf(release).on(release).start();
        }
    }

    @Test
    void t84_anOlderLoaderUnderANewerCLibrary() {
        libcOf(GLIBC_2_36).on(GLIBC_2_31).fail(version(Release.GLIBC_LOADER, "GLIBC_2.35", Release.LIBC));
    }

    @Test
    void t84_aNewerLoaderOverAnOlderCLibrary() {
        libcOf(GLIBC_2_31).on(GLIBC_2_36.andLater())
                .fail("Inconsistency detected by ld.so: dl-call-libc-early-init.c: _dl_call_libc_early_init: Assertion `sym != NULL' failed!");
    }

    @Test
    void t85_aMemberOfAnotherCLibraryMissesWhatIsPrivate() {
        // In memory, because the real library calls the function as soon as it is initialised, and this one does not.
        Scene scene = Scene.inMemory(w -> w.libc().app(program().needed("libpthread.so.0")).elf("/usr/lib/libpthread.so.0",
                library("libpthread.so.0").needed("libc.so.6").refer(Reference.lazy("__libc_pthread_init").version("libc.so.6", "GLIBC_PRIVATE"))));
        scene.on(GLIBC_2_36.andLater()).fail(undefined("/usr/lib/libpthread.so.0", "__libc_pthread_init, version GLIBC_PRIVATE"));
    }

    @Test
    void t86_aStandardLibraryThatIsTooOld() {
        Scene scene = Scene.of(w -> w.app(program().needed("libstdc++.so.6").refer("_ZSt4cout", "libstdc++.so.6", "GLIBCXX_3.4.29"))
                .elf("/usr/lib/libstdc++.so.6", library("libstdc++.so.6").nodes("GLIBCXX_3.4", "GLIBCXX_3.4.28").define("_ZSt4cin", "GLIBCXX_3.4")));
        scene.on(GLIBC).fail(version("/usr/lib/libstdc++.so.6", "GLIBCXX_3.4.29", "/app"));
    }

    @Test
    void t86_aStandardLibraryThatIsTooNew() {
        Scene scene = Scene.of(w -> w.libc().app(program().needed("libstdc++.so.6"))
                .elf("/usr/lib/libstdc++.so.6", library("libstdc++.so.6").needed("libc.so.6").need("libc.so.6", "GLIBC_2.36", "GLIBC_2.99")));
        scene.on(GLIBC_2_31.andEarlier()).fail(version(Release.LIBC, "GLIBC_2.36", "/usr/lib/libstdc++.so.6"));
        scene.on(GLIBC_2_41.andLater()).fail(version(Release.LIBC, "GLIBC_2.99", "/usr/lib/libstdc++.so.6"));
    }

    @Test
    void t87_theNamesOfGlibcsCoreAreMuslItself() {
        Scene.of(w -> w.app(program().needed("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1")
                .refer("printf", "libc.so.6", "GLIBC_2.2.5"))).on(MUSL).take("libm.so.6", Release.MUSL_LOADER);
    }

    @Test
    void t87_theOthersMustExist() {
        for (String name : List.of("ld-linux-x86-64.so.2", "libresolv.so.2", "libcrypt.so.1", "libnsl.so.1")) {
            Scene.of(w -> w.app(program().needed(name))).on(MUSL).fail(muslLoading(name, NO_SUCH_FILE, "/app"));
        }
    }

    @Test
    void t87_muslLacksWhatOnlyGlibcHas() {
        Scene.of(w -> w.app(program().needed("libc.so.6").refer("__snprintf_chk", "libc.so.6", "GLIBC_2.3.4"))).on(MUSL).fail(muslSymbol("/app", "__snprintf_chk"));
    }

    @Test
    void anotherCLibraryGivesWayToMusl() {
        Scene.of(w -> w.app(program().needed("libother.so").refer("printf")).elf("/usr/lib/libother.so", library("libother.so").define("__libc_start_main").define("stdin")))
                .on(MUSL).map("/app");
    }

    // ---- shapes of programs

    @Test
    void t89_dependenciesMayGoInACircle() {
        Scene.of(w -> w.app(program().needed("liba.so")).elf(L, library("liba.so").needed("libb.so").refer("b").define("a"))
                .elf("/usr/lib/libb.so", library("libb.so").needed("liba.so").refer("a").define("b"))).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t90_aStaticProgramNeedsNoLoader() {
        LoadReport report = World.of(GLIBC_2_36).executable(World.APP, TinyElf.staticProgram().build()).load();
        assertEquals(Verdict.OK, report.verdict());
        assertEquals(List.of("static"), report.notes().stream().map(LoadRemark::kind).toList());
        assertEquals(0, report.resolved().size());
    }

    @Test
    void t90_aProgramAtAFixedAddressIsLikeAnyOther() {
        Scene.of(w -> w.app(TinyElf.fixedProgram().needed("liba.so")).elf(L, library("liba.so"))).on(GLIBC).take("liba.so", L).on(MUSL).take("liba.so", L);
        Scene.of(w -> w.app(TinyElf.fixedProgram().flags(Elf.DF_BIND_NOW).needed("liba.so"))).on(GLIBC).fail(notFound("liba.so"));
    }
}

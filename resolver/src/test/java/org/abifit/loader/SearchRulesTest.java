package org.abifit.loader;

import static org.abifit.loader.Words.NO_SUCH_FILE;
import static org.abifit.loader.Words.loading;
import static org.abifit.loader.Words.muslLoading;
import static org.abifit.loader.Words.muslSymbol;
import static org.abifit.loader.Words.notFound;
import static org.abifit.loader.Words.version;
import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.abifit.world.Release.GLIBC;
import static org.abifit.world.Release.GLIBC_2_31;
import static org.abifit.world.Release.GLIBC_2_36;
import static org.abifit.world.Release.GLIBC_2_41;
import static org.abifit.world.Release.MUSL;

import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.world.Scene;
import org.junit.jupiter.api.Test;

/** Where a loader looks for a library, and which of several files it takes. */
class SearchRulesTest {
    private static final String TEXT = "/* a linker script: it stands where a library is expected, and is longer than a header */";

    // ---- order of search

    @Test
    void t01_theFirstMissingLibraryIsNamedAndTheOthersAreListed() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so", "libb.so")));
        scene.on(GLIBC).miss("lib-not-found liba.so", "lib-not-found libb.so").fail(notFound("liba.so"));
        scene.on(MUSL).miss("lib-not-found liba.so", "lib-not-found libb.so").fail(muslLoading("liba.so", NO_SUCH_FILE, "/app"));
    }

    @Test
    void t02_breadthComesBeforeDepth() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so", "libb.so"))
                .elf("/usr/lib/liba.so", library("liba.so").needed("libdeep.so")));
        scene.on(GLIBC).fail(notFound("libb.so"));
        scene.on(MUSL).miss("lib-not-found libb.so", "lib-not-found libdeep.so").fail(muslLoading("libb.so", NO_SUCH_FILE, "/app"));
    }

    @Test
    void t03_runpathServesOnlyTheObjectThatHasIt() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so").runpath("/x"))
                .elf("/x/liba.so", library("liba.so").needed("libb.so"))
                .elf("/x/libb.so", library("libb.so")));
        scene.on(GLIBC).fail(notFound("libb.so"));
        scene.on(MUSL).take("libb.so", "/x/libb.so");
    }

    @Test
    void t04_rpathServesThoseBelowToo() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so").rpath("/x"))
                .elf("/x/liba.so", library("liba.so").needed("libb.so"))
                .elf("/x/libb.so", library("libb.so")));
        scene.on(GLIBC).take("libb.so", "/x/libb.so");
        scene.on(MUSL).take("libb.so", "/x/libb.so");
    }

    @Test
    void t05_runpathSwitchesTheRpathsAboveOff() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so").rpath("/x"))
                .elf("/x/liba.so", library("liba.so").needed("libb.so").runpath("/empty"))
                .elf("/x/libb.so", library("libb.so")));
        scene.on(GLIBC).fail(notFound("libb.so"));
        scene.on(MUSL).take("libb.so", "/x/libb.so");
    }

    @Test
    void t06_rpathComesBeforeTheEnvironment() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so").rpath("/own")).env("LD_LIBRARY_PATH", "/env")
                .elf("/own/liba.so", library("liba.so"))
                .elf("/env/liba.so", library("liba.so")));
        scene.on(GLIBC).take("liba.so", "/own/liba.so");
        scene.on(MUSL).take("liba.so", "/env/liba.so");
    }

    @Test
    void t07_runpathComesAfterTheEnvironment() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so").runpath("/own")).env("LD_LIBRARY_PATH", "/env")
                .elf("/own/liba.so", library("liba.so"))
                .elf("/env/liba.so", library("liba.so")));
        scene.on(GLIBC).take("liba.so", "/env/liba.so");
        scene.on(MUSL).take("liba.so", "/env/liba.so");
    }

    @Test
    void t08_theFirstFileWinsWhateverItsVersions() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so").refer("foo", "liba.so", "V2")).env("LD_LIBRARY_PATH", "/old:/new")
                .elf("/old/liba.so", library("liba.so").define("bar", "V1"))
                .elf("/new/liba.so", library("liba.so").define("bar", "V1").define("foo", "V2")));
        scene.on(GLIBC).fail(version("/old/liba.so", "V2", "/app"));
        scene.on(MUSL).fail(muslSymbol("/app", "foo"));
    }

    // ---- files that are passed over, and files that end the search

    @Test
    void t09_aFileOfTheOtherClassIsPassedOver() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/32:/64")
                .elf("/32/liba.so", library("liba.so").machine(Machine.I386))
                .elf("/64/liba.so", library("liba.so")));
        scene.on(GLIBC).take("liba.so", "/64/liba.so");
        scene.on(MUSL).fail(muslLoading("liba.so", "Exec format error", "/app"));
    }

    @Test
    void t10_aFileOfTheOtherClassIsNamedWhenNothingElseIsFound() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).elf("/usr/lib/liba.so", library("liba.so").machine(Machine.I386)));
        scene.on(GLIBC).miss("wrong-class", "lib-not-found liba.so").fail(loading("liba.so: wrong ELF class: ELFCLASS32"));
        scene.on(MUSL).fail(muslLoading("liba.so", "Exec format error", "/app"));
    }

    @Test
    void t11_aFileForAnotherMachineIsNoFile() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).elf("/usr/lib/liba.so", library("liba.so").machine(Machine.AARCH64)));
        scene.on(GLIBC).fail(notFound("liba.so"));
        scene.on(MUSL).take("liba.so", "/usr/lib/liba.so");
    }

    @Test
    void t12_aFileForAnotherMachineIsPassedOver() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/arm:/x86")
                .elf("/arm/liba.so", library("liba.so").machine(Machine.AARCH64))
                .elf("/x86/liba.so", library("liba.so")));
        scene.on(GLIBC).take("liba.so", "/x86/liba.so");
        scene.on(MUSL).take("liba.so", "/arm/liba.so");
    }

    @Test
    void t13_aTextFileEndsTheSearch() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/text:/good")
                .bytes("/text/liba.so", TEXT.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .elf("/good/liba.so", library("liba.so")));
        scene.on(GLIBC).miss("bad-elf").fail(loading("/text/liba.so: invalid ELF header"));
        scene.on(MUSL).fail(muslLoading("liba.so", "Exec format error", "/app"));
    }

    @Test
    void t14_anEmptyFileEndsTheSearch() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/empty:/good")
                .bytes("/empty/liba.so", new byte[0])
                .elf("/good/liba.so", library("liba.so")));
        scene.on(GLIBC).miss("bad-elf").fail(loading("/empty/liba.so: file too short"));
        scene.on(MUSL).fail(muslLoading("liba.so", "Exec format error", "/app"));
    }

    @Test
    void t15_aFolderEndsTheSearch() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/folder:/good")
                .folder("/folder/liba.so")
                .elf("/good/liba.so", library("liba.so")));
        scene.on(GLIBC).miss("bad-elf").fail(loading("/folder/liba.so: cannot read file data: Error 21"));
        scene.on(MUSL).fail(muslLoading("liba.so", "Is a directory", "/app"));
    }

    @Test
    void t16_aLinkToItselfEndsItsListOfFolders() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/loop:/good")
                .link("/loop/liba.so", "liba.so")
                .elf("/good/liba.so", library("liba.so")));
        scene.on(GLIBC).fail(notFound("liba.so"));
        scene.on(MUSL).fail(muslLoading("liba.so", "Symbolic link loop", "/app"));
    }

    @Test
    void t16_theReasonGivenIsThatOfTheLastFileLookedFor() {
        Scene.of(w -> w.app(program().needed("liba.so")).link("/usr/lib/liba.so", "liba.so")).on(GLIBC)
                .fail(loading("liba.so: cannot open shared object file: Error 40"));
    }

    @Test
    void t16_theNextListOfFoldersIsStillSearched() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/loop:/good")
                .link("/loop/liba.so", "liba.so")
                .elf("/usr/lib/liba.so", library("liba.so")));
        scene.on(GLIBC).take("liba.so", "/usr/lib/liba.so");
        scene.on(MUSL).fail(muslLoading("liba.so", "Symbolic link loop", "/app"));
    }

    @Test
    void t17_aLinkToNothingIsPassedOver() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/gone:/good")
                .link("/gone/liba.so", "elsewhere.so")
                .elf("/good/liba.so", library("liba.so")));
        scene.on(GLIBC).take("liba.so", "/good/liba.so");
        scene.on(MUSL).take("liba.so", "/good/liba.so");
    }

    // ---- one object or two

    @Test
    void t30_aLoadedSonameAnswersBeforeAnySearch() {
        Scene scene = Scene.of(w -> w.app(program().needed("libone.so", "libtwo.so"))
                .elf("/usr/lib/libone.so", library("libtwo.so"))
                .elf("/usr/lib/libtwo.so", library("libtwo.so").define("foo")));
        scene.on(GLIBC).map("/app", "libone.so");
        scene.on(MUSL).map("/app", "libone.so", "libtwo.so");
    }

    @Test
    void t31_aLibraryNeededByPathAnswersToItsSoname() {
        Scene scene = Scene.of(w -> w.app(program().needed("/x/liba.so", "libb.so"))
                .elf("/x/liba.so", library("liba.so"))
                .elf("/usr/lib/libb.so", library("libb.so").needed("liba.so")));
        scene.on(GLIBC).map("/app", "/x/liba.so", "libb.so").on(GLIBC).start();
        scene.on(MUSL).fail(muslLoading("liba.so", NO_SUCH_FILE, "/usr/lib/libb.so"));
    }

    @Test
    void t32_twoNamesOfOneFileAreOneObject() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so", "libb.so"))
                .elf("/usr/lib/liba.so", library())
                .hardLink("/usr/lib/libb.so", "/usr/lib/liba.so"));
        scene.on(GLIBC).map("/app", "liba.so");
        scene.on(MUSL).map("/app", "liba.so");
    }

    // ---- what stands for a folder

    @Test
    void t33_originIsTheFolderOfTheLinkByWhichALibraryWasFound() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/links")
                .elf("/files/liba.so", library("liba.so").needed("libb.so").runpath("$ORIGIN/more"))
                .link("/links/liba.so", "/files/liba.so")
                .elf("/files/more/libb.so", library("libb.so"))
                .elf("/links/more/libb.so", library("libb.so")));
        scene.on(GLIBC).take("libb.so", "/links/more/libb.so");
        scene.on(MUSL).take("libb.so", "/links/more/libb.so");
    }

    @Test
    void t34_libStandsForTheFolderThatTheLoaderWasBuiltWith() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so").runpath("/plain:/x/$LIB"))
                .elf("/x/lib/x86_64-linux-gnu/liba.so", library("liba.so")));
        scene.on(GLIBC).take("liba.so", "/x/lib/x86_64-linux-gnu/liba.so");
        scene.on(MUSL).fail(muslLoading("liba.so", NO_SUCH_FILE, "/app"));
    }

    @Test
    void t34_muslDropsAPathWithATokenItDoesNotKnow() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so").runpath("/plain:/x/$LIB"))
                .elf("/plain/liba.so", library("liba.so")));
        scene.on(GLIBC).take("liba.so", "/plain/liba.so");
        scene.on(MUSL).fail(muslLoading("liba.so", NO_SUCH_FILE, "/app"));
    }

    @Test
    void t35_originInANeededName() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so"))
                .elf("/usr/lib/liba.so", library("liba.so").needed("$ORIGIN/../x/libb.so"))
                .elf("/usr/x/libb.so", library("libb.so")));
        scene.on(GLIBC).take("libb.so", "/usr/lib/../x/libb.so");
        scene.on(MUSL).fail(muslLoading("$ORIGIN/../x/libb.so", NO_SUCH_FILE, "/usr/lib/liba.so"));
    }

    @Test
    void t36_anEmptyElementIsTheCurrentFolder() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/a:").elf("/liba.so", library("liba.so")));
        scene.on(GLIBC).start().on(GLIBC).map("/app", "liba.so");
        scene.on(MUSL).fail(muslLoading("liba.so", NO_SUCH_FILE, "/app"));
    }

    @Test
    void t36_aSemicolonSeparatesToo() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/a;/b").elf("/b/liba.so", library("liba.so")));
        scene.on(GLIBC).take("liba.so", "/b/liba.so");
        scene.on(MUSL).fail(muslLoading("liba.so", NO_SUCH_FILE, "/app"));
    }

    // ---- subfolders for processors

    @Test
    void t37_glibcHwcapsFromItsReleaseOn() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/x").cpu("x86-64-v3")
                .elf("/x/liba.so", library("liba.so"))
                .elf("/x/glibc-hwcaps/x86-64-v2/liba.so", library("liba.so"))
                .elf("/x/glibc-hwcaps/x86-64-v3/liba.so", library("liba.so"))
                .elf("/x/glibc-hwcaps/x86-64-v4/liba.so", library("liba.so")));
        scene.on(GLIBC_2_31.andEarlier()).take("liba.so", "/x/liba.so");
        scene.on(GLIBC_2_36.andLater()).take("liba.so", "/x/glibc-hwcaps/x86-64-v3/liba.so");
        scene.on(MUSL).take("liba.so", "/x/liba.so");
    }

    @Test
    void t37_theFolderComesBeforeTheLevel() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/x:/y").cpu("x86-64-v4")
                .elf("/x/liba.so", library("liba.so"))
                .elf("/y/glibc-hwcaps/x86-64-v4/liba.so", library("liba.so")));
        scene.on(GLIBC).take("liba.so", "/x/liba.so");
    }

    @Test
    void t38_theOlderSubfoldersUpToTheirLastRelease() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/x")
                .elf("/x/liba.so", library("liba.so"))
                .elf("/x/x86_64/liba.so", library("liba.so"))
                .elf("/x/tls/liba.so", library("liba.so")));
        scene.on(GLIBC_2_36.andEarlier()).take("liba.so", "/x/tls/liba.so");
        scene.on(GLIBC_2_41.andLater()).take("liba.so", "/x/liba.so");
        scene.on(MUSL).take("liba.so", "/x/liba.so");
    }

    @Test
    void t38_theOldMachineFolder() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/x")
                .elf("/x/liba.so", library("liba.so"))
                .elf("/x/x86_64/liba.so", library("liba.so")));
        scene.on(GLIBC_2_36.andEarlier()).take("liba.so", "/x/x86_64/liba.so");
        scene.on(GLIBC_2_41.andLater()).take("liba.so", "/x/liba.so");
    }

    // ---- the cache and the default folders

    @Test
    void t39_theCacheIsAskedForSonames() {
        Scene scene = Scene.of(w -> w.app(program().needed("libq.so.1")).cached("libq.so.1", "/conf/libq.so.1").elf("/conf/libq.so.1", library("libq.so.1")));
        scene.on(GLIBC).take("libq.so.1", "/conf/libq.so.1");
        scene.on(MUSL).fail(muslLoading("libq.so.1", NO_SUCH_FILE, "/app"));
    }

    @Test
    void t39_aFileNameThatIsNoKeyIsNotFoundInAConfiguredFolder() {
        Scene.of(w -> w.app(program().needed("libq.so.1.2")).cached("libq.so.1", "/conf/libq.so.1").elf("/conf/libq.so.1.2", library("libq.so.1"))
                .link("/conf/libq.so.1", "libq.so.1.2")).on(GLIBC).fail(notFound("libq.so.1.2"));
    }

    @Test
    void t39_anyNameIsFoundInADefaultFolder() {
        Scene.of(w -> w.app(program().needed("plugin.so")).elf("/usr/lib/plugin.so", library("libq.so.1"))).on(GLIBC).take("plugin.so", "/usr/lib/plugin.so");
    }

    @Test
    void t40_numbersInTheCacheCompareAsNumbers() {
        Scene.of(w -> w.app(program().needed("libq.so.01")).cached("libq.so.1", "/conf/libq.so.1").elf("/conf/libq.so.1", library("libq.so.1")))
                .on(GLIBC).take("libq.so.01", "/conf/libq.so.1");
    }

    @Test
    void t41_aCacheEntryWithoutAFileLeavesTheDefaultFolders() {
        Scene.of(w -> w.app(program().needed("liba.so")).cached("liba.so", "/gone/liba.so").elf("/usr/lib/liba.so", library("liba.so")))
                .on(GLIBC).take("liba.so", "/usr/lib/liba.so");
    }

    @Test
    void t41_aCacheEntryThatIsATextFileEndsTheSearch() {
        Scene.of(w -> w.app(program().needed("liba.so")).cached("liba.so", "/conf/liba.so").elf("/usr/lib/liba.so", library("liba.so"))
                .bytes("/conf/liba.so", TEXT.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .on(GLIBC).fail(loading("/conf/liba.so: invalid ELF header"));
        Scene.of(w -> w.app(program().needed("liba.so")).cached("liba.so", "/conf/liba.so").elf("/usr/lib/liba.so", library("liba.so"))
                .bytes("/conf/liba.so", new byte[10])).on(GLIBC).fail(loading("/conf/liba.so: file too short"));
    }

    @Test
    void t42_aFolderThatIsNotCompiledInIsNotSearched() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so")).elf("/lib64/liba.so", library("liba.so")).elf("/usr/lib64/liba.so", library("liba.so")));
        scene.on(GLIBC).fail(notFound("liba.so"));
        scene.on(MUSL).fail(muslLoading("liba.so", NO_SUCH_FILE, "/app"));
    }

    @Test
    void t43_aProgramMayRefuseTheDefaultFolders() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so").flags1(Elf.DF_1_NODEFLIB)).cached("liba.so", "/usr/lib/liba.so")
                .elf("/usr/lib/liba.so", library("liba.so")));
        // No file was looked for, so the loader has no reason to give.
        scene.on(GLIBC).fail(loading("liba.so: cannot open shared object file"));
        scene.on(MUSL).take("liba.so", "/usr/lib/liba.so");
    }

    @Test
    void t43_itStillTakesWhatTheCacheKnowsElsewhere() {
        Scene.of(w -> w.app(program().needed("liba.so").flags1(Elf.DF_1_NODEFLIB)).cached("liba.so", "/conf/liba.so").elf("/conf/liba.so", library("liba.so")))
                .on(GLIBC).take("liba.so", "/conf/liba.so");
    }
}

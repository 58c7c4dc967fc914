package org.abifit.loader;

import static org.abifit.loader.MuslScene.NO_SUCH_FILE;
import static org.abifit.loader.MuslScene.muslLoading;
import static org.abifit.loader.MuslScene.muslSymbol;
import static org.abifit.loader.MuslScene.with;
import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.abifit.world.Release.MUSL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.elf.ElfFile;
import org.abifit.elf.LibcBuild;
import org.abifit.root.Special;
import org.abifit.testkit.Bind;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Ehdr;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** What is special to musl: its search, its names for itself, the files that it takes, its symbol lookup. */
class MuslRulesTest {
    private static final String L = "/usr/lib/liba.so";
    private static final String NOT_EXECUTABLE = "Exec format error";

    private static void takes(String libraryPath, String runpath, String place) {
        TinyElf app = program().needed("liba.so");
        MuslScene.of(w -> w.app(runpath.isEmpty() ? app : app.runpath(runpath)).env("LD_LIBRARY_PATH", libraryPath).elf(place, library("liba.so"))).take("liba.so", place);
    }

    private static void misses(String libraryPath, String why, String place) {
        MuslScene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", libraryPath).elf(place, library("liba.so"))).fail(muslLoading("liba.so", why, "/app"));
    }

    // ---- where it looks

    @Test
    void colonsAndLineEndsSeparateFoldersAndNothingElse() {
        takes("/a:/b\n/c", "", "/c/liba.so");
        takes("::/c\n\n", "", "/c/liba.so");
        misses("/a /c", NO_SUCH_FILE, "/c/liba.so");
        takes("", "/a\n/c", "/c/liba.so");
    }

    @Test
    void aFolderIsWrittenAsItStandsInThePath() {
        takes("/c//", "", "/c///liba.so");
        takes("c", "", "c/liba.so");
    }

    @Test
    void aPathThatIsTooLongForItsBufferIsPassedOver() {
        String folder = "/" + "f".repeat(200) + "/" + "g".repeat(200) + "/" + "h".repeat(100);
        takes(folder, "", folder + "/liba.so");
        misses(folder + "i", NO_SUCH_FILE, folder + "i/liba.so");
    }

    @Test
    void anOrdinaryFileOnTheWayDoesNotEndTheSearch() {
        takes("/app:/c", "", "/c/liba.so");
        takes("/" + "x".repeat(256) + ":/c", "", "/c/liba.so");
    }

    @Test
    void theReasonIsThatOfTheLastAttempt() {
        MuslScene.of(w -> w.app(program().needed("liba.so")).config("/etc/ld-musl-x86_64.path", "/none:/app")).fail(muslLoading("liba.so", "Not a directory", "/app"));
    }

    @Test
    void theSystemsPathReplacesTheOneCompiledIn() {
        MuslScene.of(w -> w.app(program().needed("liba.so")).config("/etc/ld-musl-x86_64.path", "/a\n/b:/c\n").elf("/c/liba.so", library("liba.so"))).take("liba.so", "/c/liba.so");
        MuslScene.of(w -> w.app(program().needed("liba.so")).config("/etc/ld-musl-x86_64.path", "/a").elf(L, library("liba.so"))).fail(muslLoading("liba.so", NO_SUCH_FILE, "/app"));
    }

    @Test
    void anEmptySystemPathLeavesNothingToSearch() {
        MuslScene.of(w -> w.app(program().needed("liba.so")).config("/etc/ld-musl-x86_64.path", "").elf(L, library("liba.so"))).fail(muslLoading("liba.so", "No error information", "/app"));
        MuslScene.of(w -> w.app(program().needed("liba.so")).link("/etc", "etc").elf(L, library("liba.so"))).fail(muslLoading("liba.so", "Symbolic link loop", "/app"));
        MuslScene.of(w -> w.app(program().needed("liba.so")).folder("/etc/ld-musl-x86_64.path").elf(L, library("liba.so"))).fail(muslLoading("liba.so", "Is a directory", "/app"));
    }

    @Test
    void theSystemsPathLiesTwoFoldersAboveTheLoader() {
        World world = World.of(MUSL).facts("/opt/musl/lib/ld-musl-x86_64.so.1", MUSL.loader()).config("/etc/ld-musl-x86_64.path", "/wrong")
                .config("/opt/musl/etc/ld-musl-x86_64.path", "/right").elf("/wrong/liba.so", library("liba.so")).elf("/right/liba.so", library("liba.so"))
                .executable("/app", program().needed("liba.so").interpreter("/opt/musl/lib/ld-musl-x86_64.so.1").build());
        assertEquals("/right/liba.so", world.load().resolved().get("liba.so"));
    }

    @Test
    void whatTheSystemsPathSaysMayNotBeKnown() {
        World world = World.of(MUSL).app(program().needed("liba.so")).bytes("/etc/ld-musl-x86_64.path", new byte[10]).elf(L, library("liba.so"));
        assertEquals(Verdict.UNKNOWN, world.load().verdict());
    }

    @Test
    void rpathsAreInheritedFromWhoeverAskedFirst() {
        MuslScene.of(w -> w.app(program().needed("liba.so", "libb.so").runpath("/x"))
                .elf("/x/liba.so", library("liba.so").needed("libc1.so").runpath("/a")).elf("/x/libb.so", library("libb.so").needed("libc2.so").rpath("/b"))
                .elf("/a/libc1.so", library("libc1.so").needed("libdeep.so")).elf("/b/libc2.so", library("libc2.so").needed("libdeep.so"))
                .elf("/b/libdeep.so", library("libdeep.so")).elf("/x/libdeep.so", library("libdeep.so"))).take("libdeep.so", "/x/libdeep.so");
    }

    @Test
    void aRunpathThatIsThereReplacesARpath() {
        MuslScene.of(w -> w.app(program().needed("liba.so").rpath("/a").runpath("/b")).elf("/a/liba.so", library("liba.so"))).fail(muslLoading("liba.so", NO_SUCH_FILE, "/app"));
    }

    @Test
    void originIsReplacedWhereverItStands() {
        MuslScene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/o").elf("/o/liba.so", library("liba.so").needed("libb.so").runpath("/none:${ORIGIN}/x$ORIGIN"))
                .elf("/o/x/o/libb.so", library("libb.so"))).take("libb.so", "/o/x/o/libb.so");
        MuslScene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/o").elf("/o/liba.so", library("liba.so").needed("libb.so").runpath("$ORIGINAL"))
                .elf("/oAL/libb.so", library("libb.so"))).take("libb.so", "/oAL/libb.so");
    }

    @Test
    void aPathIsGivenUpAsAWholeForOneUnknownToken() {
        for (String path : new String[] {"/x:$LIB", "/x:${ORIGIN", "/x:$", "$$ORIGIN:/x"}) {
            MuslScene.of(w -> w.app(program().needed("liba.so").runpath(path)).elf("/x/liba.so", library("liba.so"))).fail(muslLoading("liba.so", NO_SUCH_FILE, "/app"));
        }
    }

    @Test
    void theOriginOfALibraryAtTheTopIsNothing() {
        MuslScene.of(w -> w.app(program().needed("/liba.so")).elf("/liba.so", library("liba.so").needed("libb.so").runpath("$ORIGIN/x")).elf("/x/libb.so", library("libb.so"))).take("libb.so", "/x/libb.so");
    }

    @Test
    void theOriginOfAProgramIsThatOfTheFileItself() {
        World world = World.of(MUSL).program("/real/app", program().needed("liba.so").runpath("$ORIGIN/lib")).link("/app", "/real/app")
                .elf("/real/lib/liba.so", library("liba.so")).elf("/lib/liba.so", library("liba.so"));
        assertEquals("/real/lib/liba.so", world.load().resolved().get("liba.so"));
    }

    @Test
    void aSetIdProgramSearchesTheSystemsFoldersOnly() {
        World world = World.of(MUSL).app(program().needed("liba.so").runpath("$ORIGIN/x")).env("LD_LIBRARY_PATH", "/env").env("LD_PRELOAD", "/env/liba.so")
                .elf("/env/liba.so", library("liba.so")).elf("/x/liba.so", library("liba.so"));
        org.abifit.root.RegularFile app = (org.abifit.root.RegularFile) ((org.abifit.root.FileView.Lookup.Found) world.files().lookup("/app")).node();
        world.node("/app", new org.abifit.root.RegularFile(app.size(), 04755, 0, app.content()));
        assertEquals(Verdict.OK, world.load().verdict());
        LoadReport byOther = new Loader().load(world.question("/app").startedBy(LoadQuestion.Starter.OTHER));
        assertEquals(Optional.of(muslLoading("liba.so", NO_SUCH_FILE, "/app")), byOther.message());
        assertEquals(List.of("set-id"), byOther.notes().stream().map(LoadRemark::kind).toList());
    }

    // ---- names

    @Test
    void aNameWithASlashIsAPath() {
        MuslScene.of(w -> w.app(program().needed("x/liba.so")).elf("/x/liba.so", library("liba.so"))).take("x/liba.so", "x/liba.so");
        with(program().needed("/app/liba.so"), library("liba.so")).fail(muslLoading("/app/liba.so", "Not a directory", "/app"));
        String folder = "/" + "d".repeat(256);
        with(program().needed(folder + "/liba.so"), library("liba.so")).fail(muslLoading(folder + "/liba.so", "Filename too long", "/app"));
    }

    @Test
    void theEmptyNameIsNoName() {
        with(program().needed(""), library("liba.so")).fail(muslLoading("", "Invalid argument", "/app"));
    }

    @Test
    void aNameThatIsTooLongIsNotLookedForSoTheReasonIsAnOldOne() {
        String name = "l".repeat(256);
        with(program().needed(name), library("liba.so")).fail(muslLoading(name, "No error information", "/app"));
        MuslScene.of(w -> w.app(program().needed("liba.so", name)))
                .print(muslLoading("liba.so", NO_SUCH_FILE, "/app"), muslLoading(name, NO_SUCH_FILE, "/app"));
    }

    @Test
    void aLibraryThatCameByAPathIsFoundAgainByItsFileOnly() {
        MuslScene.of(w -> w.app(program().needed("/x/liba.so", "libb.so", "liba.so").runpath("/x")).elf("/x/liba.so", library("liba.so")).link("/x/libb.so", "liba.so")).map("/app", "/x/liba.so");
    }

    @Test
    void aLinkToALoadedFileIsNoNewNameForIt() {
        MuslScene.of(w -> w.app(program().needed("liba.so", "libb.so").runpath("/x")).elf("/x/liba.so", library("liba.so")).link("/x/libb.so", "liba.so")
                .elf("/x/libc2.so", library("libc2.so")).elf("/x/liba2.so", library("liba2.so"))).map("/app", "liba.so");
        MuslScene.of(w -> w.app(program().needed("liba.so", "libb.so", "libd.so").runpath("/x")).elf("/x/liba.so", library("liba.so")).link("/x/libb.so", "liba.so")
                .elf("/x/libd.so", library("libd.so").needed("libb.so").runpath("/y")).elf("/y/libb.so", library("libb.so")))
                .map("/app", "liba.so", "libd.so", "libb.so");
    }

    @Test
    void theNamesOfTheCLibraryAreTheLoader() {
        for (String name : new String[] {"libc.so", "libc.musl-x86_64.so.1", "libm.so.6", "libpthread.so.0", "librt.so.1", "libdl.so.2", "libutil.so.1", "libxnet.so", "libm.nonsense/x"}) {
            MuslScene.of(w -> w.app(program().needed(name).refer("printf"))).take(name, Release.MUSL_LOADER);
        }
        for (String name : new String[] {"libc", "libcrypt.so.1", "libmvec.so.1", "ld-musl-x86_64.so", "Libc.so"}) {
            MuslScene.of(w -> w.app(program().needed(name))).fail(muslLoading(name, NO_SUCH_FILE, "/app"));
        }
    }

    @Test
    void aListingShowsOneNameOfEachSort() {
        World world = World.of(MUSL).app(program().needed("libdl.so.2", "libdl.so.1", "libc.so", Release.MUSL_LOADER));
        assertEquals(Map.of("ld-musl-x86_64.so.1", Release.MUSL_LOADER, "libdl.so.2", Release.MUSL_LOADER, "libc.so", Release.MUSL_LOADER), world.load().resolved());
    }

    @Test
    void withoutBeingNeededTheCLibraryIsNotSearchedForSymbols() {
        MuslScene.of(w -> w.app(program().refer("printf"))).fail(muslSymbol("/app", "printf"));
        MuslScene.of(w -> w.app(program().refer("printf").needed("libc.so"))).start();
    }

    @Test
    void anotherCLibraryGivesWayToMusl() {
        MuslScene.of(w -> w.app(program().needed("libother.so")).elf("/lib/libother.so", library("libother.so").needed("libnone.so").define("__libc_start_main")
                .define(Definition.object("stdin", 8)))).map("/app");
        MuslScene.of(w -> w.app(program().needed("libother.so")).elf("/lib/libother.so", library("libother.so").define("__libc_start_main"))).map("/app", "libother.so");
    }

    // ---- files

    private static void refused(TinyElf file) {
        with(program().needed("liba.so"), file).fail(muslLoading("liba.so", NOT_EXECUTABLE, "/app"));
    }

    @Test
    void t20_whatIsNotLookedAtAtAll() {
        with(program().needed("liba.so"), library("liba.so").ident(Elf.EI_VERSION, 2)).start();
        with(program().needed("liba.so"), library("liba.so").machine(Machine.AARCH64)).start();
    }

    @Test
    void t20_programHeadersOfAnotherSizeLeadAstray() {
        for (long size : new long[] {0, 32, 57, 64}) {
            refused(library("liba.so").header(Ehdr.E_PHENTSIZE, size));
        }
    }

    @Test
    void t20_aByteOrderThatIsOnlyClaimedDoesNotMatterButItsFactsAreNotKnown() {
        World world = World.of(MUSL).app(program().needed("liba.so")).elf(L, library("liba.so").ident(Elf.EI_DATA, Elf.ELFDATA2MSB));
        assertEquals(Verdict.UNKNOWN, world.load().verdict());
    }

    @Test
    void otherTypesClassesAndByteOrdersAreRefused() {
        refused(library("liba.so").type(Elf.ET_CORE));
        refused(library("liba.so").machine(Machine.I386));
        refused(library("liba.so").machine(Machine.S390X));
        refused(library("liba.so").withoutSegment(Elf.PT_DYNAMIC));
        refused(TinyElf.staticProgram());
    }

    @Test
    void aFileShorterThanItsHeaderIsRefused() {
        byte[] whole = library("liba.so").build();
        for (int size : new int[] {0, 3, 16, 52, 63}) {
            MuslScene.of(w -> w.app(program().needed("liba.so")).bytes(L, java.util.Arrays.copyOf(whole, size))).fail(muslLoading("liba.so", NOT_EXECUTABLE, "/app"));
        }
    }

    @Test
    void t23_aFixedAddressMustBeFree() {
        byte[] low = TinyElf.fixedProgram().soname("liba.so").base(0x400000).build();
        MuslScene.of(w -> w.app(TinyElf.fixedProgram().needed("liba.so")).bytes(L, low)).fail(muslLoading("liba.so", "Resource busy", "/app"));
        MuslScene.of(w -> w.app(program().needed("liba.so")).bytes(L, low)).start();
        MuslScene.of(w -> w.app(program().needed("liba.so", "libb.so")).bytes(L, low).bytes("/usr/lib/libb.so", low))
                .fail(muslLoading("libb.so", "Resource busy", "/app"));
    }

    @Test
    void t24_aFileWithoutAHashTableEndsTheLoaderByASignal() {
        MuslScene.of(w -> w.app(program().needed("libnone.so", "liba.so")).elf(L, library("liba.so").noHash())).fail(muslLoading("libnone.so", NO_SUCH_FILE, "/app"));
        LoadReport report = World.of(MUSL).app(program().needed("liba.so")).elf(L, library("liba.so").noHash()).load();
        assertEquals(Verdict.FAIL, report.verdict());
        assertEquals(Optional.empty(), report.message());
    }

    @Test
    void aProgramWithoutAHashTableEndsTheLoaderAtItsFirstLookup() {
        assertEquals(Verdict.FAIL, World.of(MUSL).app(program().noHash()).load().verdict());
        LoadReport report = World.of(MUSL).app(program().noHash().needed("liba.so")).load();
        assertEquals(List.of(muslLoading("liba.so", NO_SUCH_FILE, "/app")), report.errors().stream().map(LoadError::message).toList());
    }

    @Test
    void t25_aTruncatedFileIsNotJudged() {
        byte[] whole = library("liba.so").define("foo").relative(600).build();
        World world = World.of(MUSL).app(program().needed("liba.so")).bytes(L, java.util.Arrays.copyOf(whole, whole.length - 4096));
        assertEquals(Verdict.UNKNOWN, world.load().verdict());
    }

    @Test
    void aMalformedFileIsNotJudged() {
        World world = World.of(MUSL).app(program().needed("liba.so")).bytes(L, Broken.hugeSymbolCount(library("liba.so").define("foo").build(), Elf.DT_GNU_HASH));
        assertEquals(Verdict.UNKNOWN, world.load().verdict());
    }

    @Test
    void whatIsNoFileAtAll() {
        World socket = World.of(MUSL).app(program().needed("liba.so")).node("/lib/liba.so", new Special(Special.Kind.SOCKET)).elf(L, library("liba.so"));
        assertEquals(Optional.of(muslLoading("liba.so", "No such device or address", "/app")), socket.load().message());
        World device = World.of(MUSL).app(program().needed("liba.so")).node("/lib/liba.so", new Special(Special.Kind.DEVICE)).elf(L, library("liba.so"));
        assertEquals(Verdict.UNKNOWN, device.load().verdict());
    }

    @Test
    void relocationsOfAnotherMachineAreNotJudged() {
        World world = World.of(MUSL).app(program().needed("liba.so")).elf(L, library("liba.so").machine(Machine.AARCH64).define("foo").refer("foo2"));
        assertEquals(Verdict.UNKNOWN, world.load().verdict());
    }

    // ---- preloads

    @Test
    void t83_blanksAndColonsSeparatePreloads() {
        MuslScene.of(w -> w.app(program()).env("LD_PRELOAD", ": /p1.so\t/p2.so:\n").elf("/p1.so", library("p1.so")).elf("/p2.so", library("p2.so"))).map("/app", "/p1.so", "/p2.so");
    }

    @Test
    void t83_aPreloadByNameIsNotSearchedForInTheProgramsRunpath() {
        MuslScene.of(w -> w.app(program().runpath("/x")).env("LD_PRELOAD", "liba.so").elf("/x/liba.so", library("liba.so"))).map("/app");
        MuslScene.of(w -> w.app(program().needed("liba.so")).env("LD_PRELOAD", "/x/liba.so").elf("/x/liba.so", library("liba.so")).elf(L, library("liba.so"))).map("/app", "/x/liba.so", "liba.so");
    }

    // ---- symbols

    @Test
    void callsAreBoundBeforeAddressesAndBothAreMissed() {
        with(program().needed("liba.so").refer(Reference.data("one")).refer("two").refer(Reference.lazy("three").also(Bind.POINTER)).refer("four"), library("liba.so"))
                .print(muslSymbol("/app", "two"), muslSymbol("/app", "three"), muslSymbol("/app", "four"), muslSymbol("/app", "one"));
        with(program().needed("liba.so").refer(Reference.data("one")).refer(Reference.lazy("three").also(Bind.POINTER)).refer("four"), library("liba.so")).fail(muslSymbol("/app", "three"));
    }

    @Test
    void anObjectsOwnSymbolIsLookedUpLikeAnyOther() {
        with(program().needed("liba.so"), library("liba.so").define(Definition.ifunc("foo").also(Bind.POINTER))).fail(muslSymbol(L, "foo"));
        with(program().needed("liba.so"), library("liba.so").define(Definition.function("foo").hiddenVersion("V1").also(Bind.LAZY))).fail(muslSymbol(L, "foo"));
        with(program().needed("liba.so"), library("liba.so").define(Definition.function("foo").value(0).weak().also(Bind.GOT))).fail(muslSymbol(L, "foo"));
    }

    @Test
    void anUndefinedFunctionWithAnAddressIsADefinitionForAddressesOnly() {
        TinyElf app = program().needed("liba.so").refer(Reference.lazy("foo").weak().canonicalPlt());
        with(app, library("liba.so").refer(Reference.data("foo"))).start();
        with(app, library("liba.so").refer("foo")).fail(muslSymbol(L, "foo"));
    }

    @Test
    void t72_anUnknownBindingIsNone() {
        with(program().needed("liba.so").refer("foo"), library("liba.so").define(Definition.function("foo").binding(13))).fail(muslSymbol("/app", "foo"));
    }

    @Test
    void theHashTablesAreAlike() {
        with(program().sysvHash().needed("liba.so").refer("foo"), library("liba.so").sysvHash().define("foo")).start();
        with(program().bothHashes().needed("liba.so").refer("foo"), library("liba.so").bothHashes().define("foo")).start();
    }

    @Test
    void aWeakThreadLocalThatNobodyDefinesEndsTheLoaderByASignal() {
        LoadReport report = World.of(MUSL).app(program().needed("liba.so").refer("bar").refer(Reference.tls("foo").weak())).elf(L, library("liba.so")).load();
        assertEquals(Optional.of(muslSymbol("/app", "bar")), report.message());
        assertEquals(2, report.errors().size());
        assertTrue(report.errors().getLast().message().endsWith("by a signal"));
    }

    // ---- releases

    private static ElfFile loader(String release, TinyElf file) {
        ElfFile f = org.abifit.world.Facts.of(file);
        LibcBuild build = new LibcBuild(LibcBuild.Flavour.MUSL, Optional.of(release), Optional.empty(), List.of("/lib", "/usr/local/lib", "/usr/lib"), Optional.empty(),
                new java.util.TreeSet<>());
        return new ElfFile(f.size(), f.header(), f.interp(), f.loads(), f.tls(), f.stack(), f.dynamic(), f.verdefs(), f.verneeds(), f.symbols(), f.notes(), Optional.of(build));
    }

    private static Verdict verdict(String release, String symbol) {
        TinyElf file = library("libc.musl-x86_64.so.1").define("fopen").define("posix_fallocate").define("readdir_r");
        return World.of(MUSL).facts(Release.MUSL_LOADER, loader(release, file)).app(program().needed("libc.so").refer(symbol)).load().verdict();
    }

    @Test
    void namesForLargeFilesLeadToTheOthersSince124() {
        assertEquals(Verdict.FAIL, verdict("1.2.3", "fopen64"));
        assertEquals(Verdict.OK, verdict("1.2.4", "fopen64"));
        assertEquals(Verdict.OK, verdict("1.2.5", "readdir64_r"));
        assertEquals(Verdict.FAIL, verdict("1.2.6", "fclose64"));
    }

    @Test
    void theLongestNameForLargeFilesSince126() {
        assertEquals(Verdict.FAIL, verdict("1.2.5", "posix_fallocate64"));
        assertEquals(Verdict.OK, verdict("1.2.6", "posix_fallocate64"));
    }

    @Test
    void t63_t64_relrIsLeftUndoneBefore124() {
        for (String release : new String[] {"1.2.3", "1.2.4"}) {
            LoadReport report = World.of(MUSL).facts(Release.MUSL_LOADER, loader(release, library("libc.musl-x86_64.so.1"))).app(program().needed("liba.so"))
                    .elf(L, library("liba.so").relr(2)).load();
            assertEquals(Verdict.OK, report.verdict());
            assertEquals(release.equals("1.2.3") ? List.of("relr") : List.of(), report.notes().stream().map(LoadRemark::kind).toList());
        }
    }

    @Test
    void aSegmentThatCoversNoPageWasRefusedBefore123() {
        for (String release : new String[] {"1.2.2", "1.2.3"}) {
            Optional<String> message = World.of(MUSL).facts(Release.MUSL_LOADER, loader(release, library("libc.musl-x86_64.so.1"))).app(program().needed("liba.so"))
                    .elf(L, library("liba.so").segment(Elf.PT_LOAD, Elf.PF_R, 0, 0x10000, 0, 0, 0x1000)).load().message();
            assertEquals(release.equals("1.2.2") ? Optional.of(muslLoading("liba.so", "Invalid argument", "/app")) : Optional.empty(), message);
        }
    }

    // ---- steps

    @Test
    void theStepsOfALoadCanBeTold() {
        World world = World.of(MUSL).app(program().needed("liba.so", "libm.so.6").runpath("/x").refer("foo")).elf(L, library("liba.so").define("foo"));
        List<Step> steps = new Loader().load(world.question("/app").withSteps()).steps();
        Route.Rule rule = Route.Rule.RUNPATH;
        assertEquals(List.of(new Step.Asked("liba.so", "/app"), new Step.Searched(rule, "/app", List.of("/x")), new Step.Tried("/x/liba.so", NO_SUCH_FILE),
                new Step.Searched(Route.Rule.DEFAULT, "", List.of("/lib", "/usr/local/lib", "/usr/lib")), new Step.Tried("/lib/liba.so", NO_SUCH_FILE),
                new Step.Tried("/usr/local/lib/liba.so", NO_SUCH_FILE), new Step.Tried(L, "opened"), new Step.Mapped("liba.so", L), new Step.Asked("libm.so.6", "/app"),
                new Step.Known("libm.so.6", Release.MUSL_LOADER), new Step.Bound("foo", Optional.empty(), "/app", Optional.of(L))), steps);
        assertEquals(new Route(Route.Rule.DEFAULT, "", "/usr/lib"), world.load().objects().get(1).route());
    }
}

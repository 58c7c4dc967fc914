package org.abifit.runs;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.loader.Bind;
import org.abifit.loader.Container;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.plugin.Place;
import org.abifit.plugin.PluginFamily;
import org.abifit.plugin.Priority;
import org.abifit.plugin.Recognition;
import org.abifit.root.Glob;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** Each rule both ways: where it speaks, and where it is silent. */
class RunsJudgeTest {
    private static final String CORE = "/usr/lib/libcore.so.1", SIDE = "/usr/lib/libside.so.1", PLUGIN = "/usr/lib/core/plug_a.so", LAUNCHER = "/usr/bin/start";

    private final World image = World.of(Release.GLIBC_2_36);
    private final World host = World.of(Release.GLIBC_2_36);
    private final List<Bind> binds = new ArrayList<>();
    private Command command = Command.ITSELF;
    private Priority priority = Priority.RECOMMENDED;
    private boolean atLoad;

    private static Names names(String... patterns) {
        return Names.of(List.of(patterns));
    }

    private RunRules rules() {
        return new RunRules(
                List.of(new RunRules.OneBuild("core-one-build", names("libcore.so.*", "libside.so.1"), List.of("plug"), names("plug_*"), List.of("begin"), atLoad, names("libchoosy.so.1"),
                        Verdict.UNKNOWN, "core_info")),
                List.of(new RunRules.PrivateNames("core-private", names("libcore.so.1"), names("core_*_class"), Verdict.FAIL)),
                List.of(new RunRules.OneGeneration("one-core", names("libcore.so.*"), Verdict.UNKNOWN)),
                List.of(new RunRules.Launcher("start", names("start"), List.of("start_proxy"), names("libcore.so.*"), List.of("--version"), true, names("libkin.so.1")),
                        new RunRules.Launcher("other", names("other"), List.of(), names("libother.so.1"), List.of(), false, names())),
                List.of(new RunRules.Sleepers("sleeps", names("libsleepy.so.1"), List.of("wake"))),
                List.of(new RunRules.OneLibc("libc", names("libc.so.6"), names("GLIBC_PRIVATE"), List.of("2.43 2.41"))),
                List.of());
    }

    private PluginFamily family() {
        Place place = new Place(Optional.empty(), List.of(), List.of(), Optional.empty(), List.of(), List.of("{dir}/core/*.so"), List.of(), Optional.empty(), Optional.empty(), false,
                false, false, Optional.empty());
        return new PluginFamily("plug", "", List.of(), "", new Recognition(List.of(Glob.of("libcore.so.*")), List.of(), List.of(), List.of()), priority, false, false, true,
                List.of(place));
    }

    private Runs judge() {
        try {
            Container container = Container.of(image.tree(), Optional.of(host.files()), binds, false);
            LoadQuestion question = container.question(World.APP, image.env(), image.machine());
            Loader loader = new Loader();
            return new RunsJudge(rules(), loader, List.of(family()), text -> Optional.empty()).judge(container, question, loader.load(question), command);
        } catch (Container.BindException e) {
            throw new AssertionError(e);
        }
    }

    private void says(Verdict verdict, String rule) {
        Runs runs = judge();
        assertEquals(verdict + " " + rule, runs.verdict() + " " + runs.because().getFirst().rule(), runs.toString());
    }

    private RunsJudgeTest bind(String... paths) {
        List.of(paths).forEach(p -> binds.add(new Bind(p, p)));
        return this;
    }

    private static TinyElf core(String mark) {
        return library("libcore.so.1").define("begin").define("own").define(mark);
    }

    /** An image and a host with a core and a plug-in each; the application sets the plug-in going. */
    private RunsJudgeTest cores() {
        image.app(program().needed("libcore.so.1").refer("begin")).elf(CORE, core("old")).elf(PLUGIN, library().refer("own"));
        host.elf(CORE, core("new")).elf(PLUGIN, library().refer("own").define("newer"));
        return this;
    }

    // ---- the loader

    @Test
    void whatDoesNotLoadDoesNotRun() {
        image.app(program().needed("libnone.so.1"));
        says(Verdict.FAIL, "loader");
        assertEquals(Runs.Level.LOADS, judge().level());
    }

    @Test
    void withNothingBoundTheImageRunsAsItDoes() {
        image.app(program().needed("libcore.so.1").refer(Reference.lazy("nowhere"))).elf(CORE, core("old"));
        says(Verdict.OK, "as-shipped");
    }

    @Test
    void aFileThatTheImageHasTooChangesNothing() {
        cores();
        host.elf(CORE, core("old"));
        bind(CORE).says(Verdict.OK, "as-shipped");
    }

    @Test
    void norDoesOneInAnotherFolder() {
        cores();
        host.elf(CORE, core("old"));
        image.env("LD_LIBRARY_PATH", "/opt/host");
        binds.add(new Bind(CORE, "/opt/host/libcore.so.1"));
        says(Verdict.OK, "as-shipped");
    }

    @Test
    void aHostsLibraryWithAllSymbolsServes() {
        image.app(program().needed("libfree.so.1").refer("f")).elf("/usr/lib/libfree.so.1", library("libfree.so.1").define("f"));
        host.elf("/usr/lib/libfree.so.1", library("libfree.so.1").define("f").define("g"));
        bind("/usr/lib/libfree.so.1").says(Verdict.OK, "all-bound");
        assertEquals(List.of(new Because.AllBound(List.of("libfree.so.1"))), judge().because());
    }

    @Test
    void functionsThatAreMissingWhenCalledLeaveItOpen() {
        image.app(program().needed("libfree.so.1").refer(Reference.lazy("f"))).elf("/usr/lib/libfree.so.1", library("libfree.so.1").define("f"));
        host.elf("/usr/lib/libfree.so.1", library("libfree.so.1"));
        bind("/usr/lib/libfree.so.1").says(Verdict.UNKNOWN, "missing-when-called");
        assertEquals(Optional.of(World.APP), judge().smoke(judge().because().getFirst()));
    }

    @Test
    void unlessTheImageLacksThemToo() {
        image.app(program().needed("libfree.so.1").refer(Reference.lazy("f"))).elf("/usr/lib/libfree.so.1", library("libfree.so.1"));
        host.elf("/usr/lib/libfree.so.1", library("libfree.so.1").define("g"));
        bind("/usr/lib/libfree.so.1").says(Verdict.OK, "all-bound");
    }

    // ---- one build

    @Test
    void librariesOfOneBuildMustNotBeSplit() {
        cores();
        image.app(program().needed("libcore.so.1", "libside.so.1")).elf(SIDE, library("libside.so.1"));
        host.elf(SIDE, library("libside.so.1").define("new"));
        bind(CORE).says(Verdict.UNKNOWN, "core-one-build");
        assertEquals(Optional.of("core_info"), judge().smoke(judge().because().getFirst()));
        bind(SIDE).says(Verdict.OK, "all-bound");
    }

    @Test
    void plugInsOfAnotherBuildThatTheLoaderTakesEndTheProgram() {
        cores().bind(CORE).says(Verdict.FAIL, "core-one-build");
        assertEquals(new Because.ForeignPlugins("core-one-build", CORE, true, List.of(PLUGIN), Verdict.FAIL), judge().because().getFirst());
    }

    @Test
    void boundWithTheirCoreTheyServe() {
        cores().bind(CORE, PLUGIN).says(Verdict.OK, "all-bound");
    }

    @Test
    void theHostsPlugInInTheImagesCoreIsNoBetter() {
        cores().bind(PLUGIN).says(Verdict.FAIL, "core-one-build");
    }

    @Test
    void plugInsThatTheLoaderRefusesDoNoHarm() {
        cores();
        image.elf(PLUGIN, library().refer(Reference.data("old")));
        bind(CORE).says(Verdict.OK, "all-bound");
    }

    @Test
    void unlessTheCoreCannotDoWithoutThem() {
        cores();
        priority = Priority.REQUIRED;
        image.elf(PLUGIN, library().refer(Reference.data("old")));
        bind(CORE).says(Verdict.FAIL, "core-one-build");
        assertEquals(new Because.PluginsMissing("core-one-build", CORE, List.of(PLUGIN), Verdict.FAIL), judge().because().getFirst());
    }

    @Test
    void aPlugInThatLacksFunctionsEndsTheProgram() {
        cores();
        image.elf("/usr/lib/core/other.so", library().refer(Reference.lazy("old"))).elf(PLUGIN, library().refer(Reference.data("old")));
        bind(CORE).says(Verdict.FAIL, "core-one-build");
        assertEquals(new Because.PluginLacks("core-one-build", "/usr/lib/core/other.so", List.of("old"), Verdict.FAIL), judge().because().getFirst());
    }

    @Test
    void otherFilesOfTheFolderShareNothing() {
        cores();
        image.elf("/usr/lib/core/other.so", library()).elf(PLUGIN, library().refer(Reference.data("old")));
        bind(CORE).says(Verdict.OK, "all-bound");
    }

    @Test
    void plugInsThatNobodyPutsToWorkDoNotCount() {
        cores();
        image.app(program().needed("libcore.so.1").refer("own"));
        bind(CORE).says(Verdict.OK, "all-bound");
    }

    @Test
    void butOneThatIsOpenedAtLoadMayLackFunctions() {
        cores();
        atLoad = true;
        image.app(program().needed("libcore.so.1").refer("own")).elf(PLUGIN, library().refer(Reference.lazy("old")));
        bind(CORE).says(Verdict.UNKNOWN, "core-one-build");
    }

    @Test
    void aChoosyLibraryMayOrMayNot() {
        cores();
        image.app(program().needed("libchoosy.so.1")).elf("/usr/lib/libchoosy.so.1", library("libchoosy.so.1").needed("libcore.so.1").refer("begin"));
        bind(CORE).says(Verdict.UNKNOWN, "core-one-build");
    }

    @Test
    void aSleepingLibraryDoesNotUntilItIsWoken() {
        cores();
        image.app(program().needed("libsleepy.so.1")).elf("/usr/lib/libsleepy.so.1", library("libsleepy.so.1").needed("libcore.so.1").refer("begin").define("wake"));
        bind(CORE).says(Verdict.OK, "all-bound");
        image.app(program().needed("libsleepy.so.1").refer("wake"));
        says(Verdict.FAIL, "core-one-build");
    }

    @Test
    void aFolderOfAnotherGenerationIsNotOpened() {
        image.app(program().needed("libcore.so.1").refer("begin")).elf(CORE, core("old")).elf(PLUGIN, library().needed("libcore.so.0")).elf("/usr/lib/libcore.so.0", library("libcore.so.0"));
        host.elf(CORE, core("new"));
        bind(CORE).says(Verdict.OK, "all-bound");
    }

    @Test
    void twoGenerationsInOneProcessLeaveItOpen() {
        cores();
        image.app(program().needed("libcore.so.1", "libcore.so.0")).elf("/usr/lib/libcore.so.0", library("libcore.so.0"));
        bind(CORE, PLUGIN);
        assertTrue(judge().because().contains(new Because.TwoGenerations("one-core", List.of("libcore.so.0", "libcore.so.1"), Verdict.UNKNOWN)), judge().toString());
    }

    // ---- private names

    @Test
    void whoUsesPrivateNamesNeedsTheReleaseItWasBuiltWith() {
        image.app(program().needed("libuser.so.1")).elf("/usr/lib/libuser.so.1", library("libuser.so.1").needed("libcore.so.1").refer("core_list_class")).elf(CORE, core("core_list_class"));
        host.elf(CORE, core("core_list_class").define("new")).elf("/usr/lib/libuser.so.1", library("libuser.so.1").needed("libcore.so.1").refer("core_list_class").define("new"));
        bind(CORE).says(Verdict.FAIL, "core-private");
        bind("/usr/lib/libuser.so.1").says(Verdict.OK, "all-bound");
    }

    @Test
    void publicNamesAreFree() {
        image.app(program().needed("libuser.so.1")).elf("/usr/lib/libuser.so.1", library("libuser.so.1").needed("libcore.so.1").refer("own")).elf(CORE, core("core_list_class"));
        host.elf(CORE, core("core_list_class").define("new"));
        bind(CORE).says(Verdict.OK, "all-bound");
    }

    // ---- launchers

    private void launched(String... argv) {
        command = Command.of(List.of(argv));
        image.app(program().needed("libcore.so.1")).elf(CORE, core("old")).program(LAUNCHER, program());
    }

    @Test
    void theLauncherMustBeThere() {
        launched("none", "-n", "2", World.APP);
        says(Verdict.FAIL, "launcher-loads");
    }

    @Test
    void itIsFoundAsShellsDo() {
        launched("start", "-n", "2", World.APP);
        says(Verdict.OK, "start");
        assertEquals(Runs.Level.TALKS, judge().level());
    }

    @Test
    void itMustLoadToo() {
        launched("start", World.APP);
        image.program(LAUNCHER, program().needed("libnone.so.1"));
        says(Verdict.FAIL, "launcher-loads");
    }

    @Test
    void andSoMustItsHelpers() {
        launched(LAUNCHER, World.APP);
        image.program("/usr/bin/start_proxy", program().needed("libnone.so.1"));
        says(Verdict.FAIL, "launcher-loads");
    }

    @Test
    void aLauncherOfAnotherLibraryDoesNotServe() {
        launched("/usr/bin/other", World.APP);
        image.program("/usr/bin/other", program());
        says(Verdict.FAIL, "other");
        assertEquals(Runs.Level.TALKS, judge().level());
    }

    @Test
    void whereTheProtocolIsNotStableBothMustBeAsShipped() {
        command = Command.of(List.of("other", World.APP));
        image.app(program().needed("libother.so.1")).elf("/usr/lib/libother.so.1", library("libother.so.1")).program("/usr/bin/other", program());
        host.elf("/usr/lib/libother.so.1", library("libother.so.1").define("new"));
        says(Verdict.OK, "other");
        bind("/usr/lib/libother.so.1").says(Verdict.OK, "all-bound");
    }

    @Test
    void aLauncherThatOnlyPrintsOpensNothing() {
        cores();
        image.program(LAUNCHER, program());
        command = Command.of(List.of("start", "--version"));
        bind(CORE).says(Verdict.OK, "all-bound");
    }

    @Test
    void droppedVariablesAreNotTheLaunchers() {
        launched("start", World.APP);
        image.env("LD_PRELOAD", "/usr/lib/libpre.so").elf("/usr/lib/libpre.so", library("libpre.so").needed("libcore.so.1"));
        image.program(LAUNCHER, program());
        host.elf(CORE, core("new"));
        command = new Command(command.argv(), Set.of("LD_PRELOAD"));
        bind(CORE).says(Verdict.OK, "start");
    }

    // ---- the C library

    private RunsJudgeTest libcs(Release of) {
        image.libc().app(program().needed("libc.so.6"));
        host.libcOf(of);
        return this;
    }

    @Test
    void loaderAndLibraryOfOneBuildServe() {
        libcs(Release.GLIBC_2_41).bind(Release.LIBC, Release.GLIBC_LOADER);
        host.facts(Release.GLIBC_LOADER, Release.GLIBC_2_41.loader());
        says(Verdict.OK, "all-bound");
    }

    @Test
    void ofTwoBuildsTheyMayNot() {
        libcs(Release.GLIBC_2_41).bind(Release.LIBC).says(Verdict.UNKNOWN, "libc");
        assertEquals(new Because.TwoLibcs("libc", Optional.of("2.36"), Optional.of("2.41"), Verdict.UNKNOWN), judge().because().getFirst());
    }

    @Test
    void somePairsAreKnownToCrash() {
        libcs(Release.GLIBC_2_41).bind(Release.LIBC, Release.GLIBC_LOADER);
        host.facts(Release.GLIBC_LOADER, Release.GLIBC_2_41.loader());
        image.facts(Release.GLIBC_LOADER, Release.GLIBC_2_43.loader());
        binds.removeLast();
        says(Verdict.FAIL, "libc");
    }

    @Test
    void whoSharesPrivatelyMustComeAlong() {
        libcs(Release.GLIBC_2_41);
        host.facts(Release.GLIBC_LOADER, Release.GLIBC_2_41.loader());
        image.app(program().needed("libc.so.6", "libpriv.so.1")).elf("/usr/lib/libpriv.so.1", library("libpriv.so.1").needed("libc.so.6").need("libc.so.6", "GLIBC_PRIVATE"));
        bind(Release.LIBC, Release.GLIBC_LOADER).says(Verdict.UNKNOWN, "libc");
        assertEquals(new Because.SplitFamily("libc", List.of("libc.so.6"), List.of("libpriv.so.1"), Verdict.UNKNOWN), judge().because().getFirst());
    }
}

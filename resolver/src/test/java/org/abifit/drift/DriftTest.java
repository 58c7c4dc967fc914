package org.abifit.drift;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.abifit.loader.Bind;
import org.abifit.loader.Verdict;
import org.abifit.root.Directory;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** One kind of change each, on hosts of two or three libraries. */
class DriftTest {
    private static final String LIB = "/usr/lib/x86_64-linux-gnu/";

    private static World host() {
        return World.of(Release.GLIBC_2_36);
    }

    private static World with(World world, TinyElf library, String soname) {
        return world.elf(LIB + soname, library);
    }

    private static DriftRoot root(World world) {
        return new DriftRoot("host", world.tree(), world.machine());
    }

    private static Drift drift(World before, World after, PlanCase... plans) {
        return Drift.between(root(before), root(after), List.of(), List.of(plans));
    }

    /** {@return the changes in one line each, those of host files with their path} */
    private static String told(Drift drift) {
        return drift.changes().stream().map(c -> "%s %s %s%s".formatted(c.severity().word(), c.kind().word(), c.soname().or(c::path).orElse("-"),
                c.names().isEmpty() ? "" : " " + c.names())).collect(Collectors.joining("\n"));
    }

    private static Change only(Drift drift) {
        assertEquals(1, drift.changes().size(), told(drift));
        return drift.changes().getFirst();
    }

    private static PlanCase plan(World image, String... sonames) {
        SortedMap<String, String> env = new TreeMap<>();
        List<Bind> binds = List.of(sonames).stream().map(s -> new Bind(LIB + s, LIB + s)).toList();
        return new PlanCase("job", "host", "image", Optional.of(image.tree()), List.of(World.APP), binds, env, false, false);
    }

    private static PlanDrift only(PlanCase plan, World before, World after) {
        return drift(before, after, plan).plans().getFirst();
    }

    @Test
    void equalStatesHaveNoDrift() {
        World before = with(host(), library("liba.so.1"), "liba.so.1");
        World after = with(host(), library("liba.so.1"), "liba.so.1");
        assertEquals(List.of(), drift(before, after).changes());
    }

    @Test
    void aLibraryThatSomebodyNeededBreaks() {
        World before = with(with(host(), library("liba.so.1"), "liba.so.1"), library("libb.so.1").needed("liba.so.1"), "libb.so.1");
        World after = with(host(), library("libb.so.1").needed("liba.so.1"), "libb.so.1");
        Change change = only(drift(before, after));
        assertEquals("breaking library-gone liba.so.1", told(drift(before, after)));
        assertEquals(List.of("libb.so.1"), change.examples());
        assertEquals(1, change.users());
    }

    @Test
    void aLibraryThatNobodyNeededIsARisk() {
        assertEquals("risk library-gone liba.so.1", told(drift(with(host(), library("liba.so.1"), "liba.so.1"), host())));
    }

    @Test
    void anImageMayBeTheOneWhoNeedsIt() {
        World image = host().app(program().needed("liba.so.1"));
        Drift drift = Drift.between(root(with(host(), library("liba.so.1"), "liba.so.1")), root(host()), List.of(new DriftRoot("img", image.tree(), image.machine())), List.of());
        assertEquals("breaking library-gone liba.so.1", told(drift));
        assertEquals(List.of("img:app"), drift.changes().getFirst().examples());
    }

    @Test
    void anotherVersionOfWhatIsGoneIsNamed() {
        World before = with(host(), library("libjson-c.so.3"), "libjson-c.so.3");
        World after = with(host(), library("libjson-c.so.5"), "libjson-c.so.5");
        Drift drift = drift(before, after);
        assertEquals("risk library-gone libjson-c.so.3\ninfo library-added libjson-c.so.5", told(drift));
        assertEquals(Optional.of("libjson-c.so.5"), drift.changes().getFirst().now());
    }

    @Test
    void aLostVersionBreaksWhoAsksForItOnly() {
        World before = with(with(host(), library("liba.so.1").nodes("A_1", "A_2", "A_3"), "liba.so.1"),
                library("libb.so.1").needed("liba.so.1").need("liba.so.1", "A_2"), "libb.so.1");
        World after = with(with(host(), library("liba.so.1").nodes("A_1"), "liba.so.1"), library("libb.so.1").needed("liba.so.1").need("liba.so.1", "A_2"), "libb.so.1");
        assertEquals("breaking version-gone liba.so.1 [A_2]\nrisk version-gone liba.so.1 [A_3]", told(drift(before, after)));
    }

    @Test
    void aLostSymbolBreaksWhoRefersToItOnly() {
        World before = with(with(host(), library("liba.so.1").define("used").define("unused").define("stays"), "liba.so.1"),
                library("libb.so.1").needed("liba.so.1").refer("used").refer("stays"), "libb.so.1");
        World after = with(with(host(), library("liba.so.1").define("stays"), "liba.so.1"), library("libb.so.1").needed("liba.so.1").refer("used").refer("stays"), "libb.so.1");
        assertEquals("breaking symbol-gone liba.so.1 [used]\nrisk symbol-gone liba.so.1 [unused]", told(drift(before, after)));
    }

    @Test
    void aLostSymbolThatAnotherNeededLibraryDefinesBreaksNobody() {
        World before = with(with(host(), library("liba.so.1").define("used"), "liba.so.1"), library("libb.so.1").needed("liba.so.1", "libc2.so.1").refer("used"), "libb.so.1");
        World after = with(with(host(), library("liba.so.1"), "liba.so.1"), library("libb.so.1").needed("liba.so.1", "libc2.so.1").refer("used"), "libb.so.1");
        with(before, library("libc2.so.1").define("used"), "libc2.so.1");
        with(after, library("libc2.so.1").define("used"), "libc2.so.1");
        assertEquals("risk symbol-gone liba.so.1 [used]", told(drift(before, after)));
    }

    @Test
    void aSymbolThatMovedToAnotherNodeIsGoneFromItsOwn() {
        World before = with(with(host(), library("liba.so.1").nodes("A_1", "A_2").define("f", "A_1"), "liba.so.1"),
                library("libb.so.1").needed("liba.so.1").refer("f", "liba.so.1", "A_1"), "libb.so.1");
        World after = with(with(host(), library("liba.so.1").nodes("A_1", "A_2").define("f", "A_2"), "liba.so.1"),
                library("libb.so.1").needed("liba.so.1").refer("f", "liba.so.1", "A_1"), "libb.so.1");
        assertEquals("breaking symbol-gone liba.so.1 [f@A_1]\ninfo symbol-added liba.so.1 [f@A_2]", told(drift(before, after)));
    }

    @Test
    void additionsAreNews() {
        World before = with(host(), library("liba.so.1").nodes("A_1").define("f", "A_1"), "liba.so.1");
        World after = with(host(), library("liba.so.1").nodes("A_1", "A_2").define("f", "A_1").define("g", "A_1").define("h", "A_2").needed("libn.so.1"), "liba.so.1");
        assertEquals("info needs-more liba.so.1 [libn.so.1]\ninfo version-added liba.so.1 [A_2]\ninfo symbol-added liba.so.1 [g@A_1]", told(drift(before, after)));
    }

    @Test
    void aRebuiltLibraryIsToldAsSuch() {
        World before = with(host(), library("liba.so.1").define("f"), "liba.so.1");
        World after = with(host(), library("liba.so.1").define("f").relative(3), "liba.so.1");
        assertEquals("info library-rebuilt liba.so.1", told(drift(before, after)));
    }

    @Test
    void aMovedLibraryThatTheLoaderFindsIsARisk() {
        World before = host().elf("/usr/lib/liba.so.1", library("liba.so.1"));
        World after = with(host(), library("liba.so.1"), "liba.so.1");
        with(before, library("libb.so.1").needed("liba.so.1"), "libb.so.1");
        with(after, library("libb.so.1").needed("liba.so.1"), "libb.so.1");
        Change change = only(drift(before, after));
        assertEquals("risk provider-moved liba.so.1", told(drift(before, after)));
        assertEquals(Optional.of("/usr/lib/liba.so.1"), change.path());
    }

    @Test
    void aNewFileUnderTheSameLinkHasNotMoved() {
        World before = host().elf(LIB + "liba.so.1.0", library("liba.so.1")).link(LIB + "liba.so.1", "liba.so.1.0");
        World after = host().elf(LIB + "liba.so.1.1", library("liba.so.1").define("f")).link(LIB + "liba.so.1", "liba.so.1.1");
        assertEquals("info file-renamed liba.so.1\ninfo symbol-added liba.so.1 [f]", told(drift(before, after)));
    }

    @Test
    void aLibraryThatLeftTheSearchedFoldersBreaks() {
        World before = with(with(host(), library("liba.so.1"), "liba.so.1"), library("libb.so.1").needed("liba.so.1"), "libb.so.1");
        World after = with(host().elf("/opt/a/liba.so.1", library("liba.so.1")), library("libb.so.1").needed("liba.so.1"), "libb.so.1");
        assertEquals("breaking library-unreachable liba.so.1", told(drift(before, after)));
        assertEquals(Optional.of("/opt/a/liba.so.1"), only(drift(before, after)).now());
    }

    @Test
    void aCopyBesideTheOneThatIsFoundIsARisk() {
        World before = with(host(), library("liba.so.1"), "liba.so.1").elf("/opt/a/liba.so.1", library("liba.so.1"));
        World after = with(host(), library("liba.so.1"), "liba.so.1");
        assertEquals("risk copy-gone liba.so.1", told(drift(before, after)));
    }

    @Test
    void theCacheMayLeadElsewhereAlthoughNoFileHasChanged() {
        World before = host().elf("/opt/a/liba.so.1", library("liba.so.1").define("f")).elf("/opt/b/liba.so.1", library("liba.so.1")).cached("liba.so.1", "/opt/a/liba.so.1");
        World after = host().elf("/opt/a/liba.so.1", library("liba.so.1").define("f")).elf("/opt/b/liba.so.1", library("liba.so.1")).cached("liba.so.1", "/opt/b/liba.so.1");
        assertEquals("risk cache-changed /etc/ld.so.cache [liba.so.1]\nrisk symbol-gone liba.so.1 [f]\nrisk provider-moved liba.so.1", told(drift(before, after)));
    }

    @Test
    void searchConfigurationAndPreloadsAreWatched() {
        World before = host().config("/etc/ld.so.conf", "/opt/a\n");
        World after = host().config("/etc/ld.so.conf", "/opt/b\n/opt/c\n").config("/etc/ld.so.preload", "/opt/x.so  # ours\n")
                .config("/etc/ld-musl-x86_64.path", "/lib:/opt/m");
        assertEquals("""
                risk preload-changed /etc/ld.so.preload [+/opt/x.so]
                risk search-folders-changed /etc/ld.so.conf [-/opt/a, +/opt/b, +/opt/c]
                risk musl-path-changed /etc/ld-musl-x86_64.path [+/lib, +/opt/m]""", told(drift(before, after)));
    }

    @Test
    void anOlderReleaseOfTheCLibraryIsARiskANewerOneIsNews() {
        World old = World.of(Release.GLIBC_2_36);
        World now = World.of(Release.GLIBC_2_41);
        assertTrue(told(drift(old, now)).contains("info libc-release - [glibc 2.36, glibc 2.41]"), told(drift(old, now)));
        assertTrue(told(drift(now, old)).contains("risk libc-release - [glibc 2.41, glibc 2.36]"), told(drift(now, old)));
    }

    @Test
    void aPlanWhoseFileIsGoneBreaksAndSaysWhatIsThere() {
        World image = host().app(program().needed("libj.so.3"));
        World before = with(host(), library("libj.so.3"), "libj.so.3");
        World after = with(host(), library("libj.so.5"), "libj.so.5");
        PlanDrift drift = only(plan(image, "libj.so.3"), before, after);
        assertTrue(drift.breaks());
        assertEquals(List.of(new Lost.Source(LIB + "libj.so.3", Optional.of("libj.so.3"), Optional.of("libj.so.5"))), drift.core());
        Change change = drift(before, after, plan(image, "libj.so.3")).changes().getFirst();
        assertEquals(Severity.BREAKING, change.severity());
        assertEquals(List.of("job"), change.plans());
    }

    @Test
    void aPlanIsToldWhereItsLibraryLiesNow() {
        World image = host().app(program().needed("libf.so.1"));
        World before = host().elf("/opt/f/1.15/libf.so.1", library("libf.so.1"));
        World inside = with(host(), library("libf.so.1"), "libf.so.1");
        World aside = host().elf("/opt/f/1.22/libf.so.1", library("libf.so.1"));
        PlanCase plan = new PlanCase("job", "host", "image", Optional.of(image.tree()), List.of(World.APP), List.of(new Bind("/opt/f/1.15/libf.so.1", LIB + "libf.so.1")),
                new TreeMap<>(), false, false);
        assertEquals(List.of(new Lost.Source("/opt/f/1.15/libf.so.1", Optional.of("libf.so.1"), Optional.of(LIB + "libf.so.1"))), only(plan, before, inside).core());
        assertEquals("risk provider-moved libf.so.1", told(drift(before, inside, plan)));
        assertEquals(List.of(new Lost.Source("/opt/f/1.15/libf.so.1", Optional.of("libf.so.1"), Optional.of("/opt/f/1.22/libf.so.1"))), only(plan, before, aside).core());
        assertEquals("breaking provider-moved libf.so.1", told(drift(before, aside, plan)));
        assertEquals("risk provider-moved libf.so.1", told(drift(before, aside)));
    }

    @Test
    void aPlanBreaksByWhatTheNewLibraryNeeds() {
        World image = with(host().app(program().needed("liba.so.1")), library("libb.so.1").nodes("B_1"), "libb.so.1");
        World before = with(host(), library("liba.so.1").needed("libb.so.1").need("libb.so.1", "B_1"), "liba.so.1");
        World after = with(host(), library("liba.so.1").needed("libb.so.1").need("libb.so.1", "B_2"), "liba.so.1");
        PlanDrift drift = only(plan(image, "liba.so.1"), before, after);
        assertEquals(List.of(Verdict.OK, Verdict.FAIL), List.of(drift.before(), drift.after()));
        Lost.Refused lost = assertInstanceOf(Lost.Refused.class, drift.core().getFirst());
        assertEquals("version-not-found", lost.rule());
        assertEquals(Optional.of("B_2"), lost.error().version());
        assertEquals(1, drift.core().size());
    }

    @Test
    void aCoreNamesWhatExplainsTheRest() {
        World image = with(host().app(program().needed("liba.so.1")), library("libb.so.1").nodes("B_1"), "libb.so.1");
        World before = with(host(), library("liba.so.1"), "liba.so.1");
        World after = with(host(), library("liba.so.1").needed("libb.so.1", "libnone.so.1").refer("f", "libb.so.1", "B_2").refer("g").refer("h"), "liba.so.1");
        List<String> core = only(plan(image, "liba.so.1"), before, after).core().stream().map(l -> l.rule() + " " + ((Lost.Refused) l).error().name().orElse("")).toList();
        assertEquals(List.of("lib-not-found libnone.so.1", "version-not-found libb.so.1"), core);
        World symbols = with(host(), library("liba.so.1").refer("g").refer("h").refer("i"), "liba.so.1");
        Lost.Refused all = assertInstanceOf(Lost.Refused.class, only(plan(image, "liba.so.1"), before, symbols).core().getFirst());
        assertEquals("g [h, i]", all.error().name().orElseThrow() + " " + all.more());
        assertEquals(1, only(plan(image, "liba.so.1"), before, symbols).core().size());
    }

    @Test
    void aMovedLibraryLeavesAPlanAlone() {
        World image = host().app(program().needed("liba.so.1"));
        World before = with(host(), library("liba.so.1"), "liba.so.1").elf("/usr/lib/libother.so.1", library("libother.so.1"));
        World after = with(with(host(), library("liba.so.1"), "liba.so.1"), library("libother.so.1"), "libother.so.1");
        PlanDrift drift = only(plan(image, "liba.so.1"), before, after);
        assertEquals(Verdict.OK, drift.after());
        assertEquals(List.of(), drift.core());
        assertEquals("risk provider-moved libother.so.1", told(drift(before, after, plan(image, "liba.so.1"))));
    }

    @Test
    void aChangeMayRepairAPlan() {
        World image = host().app(program().needed("liba.so.1").refer("f"));
        World before = with(host(), library("liba.so.1"), "liba.so.1");
        World after = with(host(), library("liba.so.1").define("f"), "liba.so.1");
        PlanDrift drift = only(plan(image, "liba.so.1"), before, after);
        assertEquals(List.of(Verdict.FAIL, Verdict.OK), List.of(drift.before(), drift.after()));
    }

    @Test
    void aPlanThatAlwaysFailedIsNotBroken() {
        World image = host().app(program().needed("liba.so.1").refer("f"));
        World world = with(host(), library("liba.so.1"), "liba.so.1");
        Drift drift = drift(world, world, plan(image, "liba.so.1"));
        assertEquals(List.of(), drift.broken());
        assertEquals(Verdict.FAIL, drift.plans().getFirst().after());
    }

    @Test
    void aPlanWithoutItsImageIsUndecided() {
        World world = with(host(), library("liba.so.1"), "liba.so.1");
        PlanCase plan = new PlanCase("job", "host", "gone", Optional.empty(), List.of(World.APP), List.of(), new TreeMap<>(), false, false);
        PlanDrift drift = only(plan, world, world);
        assertEquals(Verdict.UNKNOWN, drift.after());
        assertEquals(List.of(new Lost.Image("gone")), drift.core());
        assertEquals(false, drift.breaks());
    }

    @Test
    void functionsThatWereUnboundBeforeDoNotBreakALazyPlan() {
        World image = host().app(program().needed("liba.so.1").refer("never").refer("f"));
        World before = with(host(), library("liba.so.1").define("f"), "liba.so.1");
        World same = with(host(), library("liba.so.1").define("f").define("g"), "liba.so.1");
        World less = with(host(), library("liba.so.1"), "liba.so.1");
        PlanCase strict = plan(image, "liba.so.1");
        PlanCase lazy = new PlanCase("job", "host", "image", strict.tree(), strict.apps(), strict.binds(), strict.env(), false, true);
        assertEquals(List.of(Verdict.OK, Verdict.OK), List.of(only(lazy, before, same).before(), only(lazy, before, same).after()));
        assertEquals(Verdict.FAIL, only(lazy, before, less).after());
        assertEquals(Verdict.FAIL, only(strict, before, same).before());
    }

    @Test
    void brokenPlansComeFirst() {
        World image = host().app(program().needed("liba.so.1"));
        World other = host().app(program().needed("libb.so.1"));
        World before = with(with(host(), library("liba.so.1"), "liba.so.1"), library("libb.so.1"), "libb.so.1");
        World after = with(host(), library("liba.so.1"), "liba.so.1");
        Directory tree = other.tree();
        PlanCase breaks = new PlanCase("zz", "host", "other", Optional.of(tree), List.of(World.APP), List.of(new Bind(LIB + "libb.so.1", LIB + "libb.so.1")), new TreeMap<>(),
                false, false);
        Drift drift = drift(before, after, plan(image, "liba.so.1"), breaks);
        assertEquals(List.of("zz", "job"), drift.plans().stream().map(p -> p.plan().name()).toList());
        assertEquals(1, drift.broken().size());
    }
}

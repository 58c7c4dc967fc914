package org.abifit.resolver;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.knowledge.Companions;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.Members;
import org.abifit.plugin.Place;
import org.abifit.plugin.PluginFamily;
import org.abifit.plugin.Priority;
import org.abifit.plugin.Recognition;
import org.abifit.resolver.HostAnswer.Fits;
import org.abifit.resolver.HostAnswer.Fix;
import org.abifit.resolver.HostAnswer.Misfit;
import org.abifit.resolver.HostAnswer.Undecided;
import org.abifit.root.Glob;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** Families, strategies and bundles, on worlds of a few libraries. */
class FamilyTest {
    private static final String LIB = "/usr/lib/x86_64-linux-gnu/";
    private static final Family NET = family("net", "fabric", List.of("openers"), "libnet*.so.1", "*-net.so");
    private static final Family MPI = family("mpich", "mpi", List.of(), "libmpi*.so.12");
    private static final PluginFamily OPENERS = new PluginFamily("openers", "plug-ins of libnet", List.of("a test"), "2026-11-21",
            new Recognition(List.of(Glob.of("libnet.so.1")), List.of(), List.of(), List.of()), Priority.RECOMMENDED, false, true, false, List.of(place("{dir}/net/*-net.so")));
    private static final Known KNOWN = new Known(new Knowledge(List.of(MPI, NET), List.of(), List.of()), List.of(OPENERS), text -> Optional.empty(), Optional.empty());

    private static Family family(String name, String strategy, List<String> plugins, String... sonames) {
        Members members = new Members(List.of(), List.of(), List.of(), List.of(), List.of(sonames).stream().map(Glob::of).toList(), List.of(), List.of());
        return new Family(name, "a family of a test", List.of("a test"), "2026-11-21", strategy, "", members, List.of(), plugins, List.of(), List.of(), Companions.NONE);
    }

    private static Place place(String pattern) {
        return new Place(Optional.empty(), List.of(), List.of(), Optional.empty(), List.of(), List.of(pattern), List.of(), Optional.empty(), Optional.empty(), false, false, false,
                Optional.empty());
    }

    private static World root() {
        return World.of(Release.GLIBC_2_36);
    }

    private static World with(World world, TinyElf library, String soname) {
        return world.elf(LIB + soname, library);
    }

    /** An application of two libraries of a family, one of which needs the other, and a third of nobody's. */
    private static World image() {
        return with(with(with(root().app(program().needed("libneta.so.1", "libz.so.1")), library("libneta.so.1").needed("libnet.so.1"), "libneta.so.1"),
                library("libnet.so.1"), "libnet.so.1"), library("libz.so.1"), "libz.so.1");
    }

    private static World host() {
        return with(with(with(root(), library("libneta.so.1").needed("libnet.so.1"), "libneta.so.1"), library("libnet.so.1"), "libnet.so.1"), library("libz.so.1"), "libz.so.1");
    }

    private static Host host(World world) {
        return new Host("host", world.tree(), world.machine());
    }

    private static HostAnswer answer(World image, Host host, Request.Policy policy, String... wants) {
        return Resolver.resolve(new Request(List.of(new Image("image", image.tree())), List.of(host), List.of(World.APP), List.of(wants), policy)).getFirst().hosts().getFirst();
    }

    private static HostAnswer answer(World image, World host, String... wants) {
        return answer(image, host(host), knowing(), wants);
    }

    private static Request.Policy knowing() {
        return Request.Policy.DEFAULT.knowing(KNOWN);
    }

    private static BindPlan plan(HostAnswer answer) {
        return assertInstanceOf(Fits.class, answer, answer::toString).plan();
    }

    private static Set<String> targets(HostAnswer answer) {
        Set<String> targets = new TreeSet<>();
        plan(answer).binds().forEach(b -> targets.add(b.bind().to().replace(LIB, "")));
        return targets;
    }

    private static List<String> rules(HostAnswer answer) {
        return assertInstanceOf(Misfit.class, answer, answer::toString).core().stream().map(Reason::rule).toList();
    }

    // ---- families

    @Test
    void aFamilyIsAllOfItsLibrariesThatAreLoaded() {
        HostAnswer answer = answer(image(), host(), "family:net");
        assertEquals(Set.of("libnet.so.1", "libneta.so.1"), targets(answer));
        assertEquals(1, plan(answer).cost(Criterion.BINDS), "a family counts as one");
        assertEquals("fabric", plan(answer).strategy());
    }

    @Test
    void aLibraryOfAFamilyGoesAloneWhereNothingIsSaidAgainstIt() {
        assertEquals(Set.of("libnet.so.1"), targets(answer(image(), host(), "libnet.so.1")));
    }

    @Test
    void aFamilyThatTheHostHasInPartIsNotSplit() {
        World host = with(root(), library("libnet.so.1"), "libnet.so.1");
        Misfit misfit = assertInstanceOf(Misfit.class, answer(image(), host, "family:net"));
        assertEquals(List.of(new Reason.Wanted("family:net"), new Reason.FamilySplit("net", "libneta.so.1", Side.IMAGE, true)), misfit.core());
    }

    @Test
    void aFamilyThatTheHostLacksIsNamed() {
        assertEquals(List.of("host-lacks"), rules(answer(image(), root(), "family:net")));
    }

    @Test
    void aFamilyThatNothingLoadsIsNotDecided() {
        Undecided undecided = assertInstanceOf(Undecided.class, answer(image(), with(root(), library("libmpi.so.12"), "libmpi.so.12"), "family:mpich"));
        assertEquals("not-needed", undecided.missing().getFirst().rule());
    }

    @Test
    void plugInsOfTheHostGoAlongFileByFile() {
        World host = with(host(), library(), "net/fast-net.so");
        World image = with(image(), library(), "net/fast-net.so");
        assertEquals(Set.of("libnet.so.1", "libneta.so.1", "net/fast-net.so"), targets(answer(image, host, "family:net")));
    }

    @Test
    void aFolderOfPlugInsGoesAsAWholeWhereTheImageWouldShowItsOwn() {
        World host = with(host(), library(), "net/fast-net.so");
        World image = with(image(), library(), "net/old-net.so");
        HostAnswer answer = answer(image, host, "family:net");
        assertEquals(Set.of("libnet.so.1", "libneta.so.1", "net"), targets(answer));
        assertEquals(1, plan(answer).cost(Criterion.BINDS));
    }

    // ---- strategies

    @Test
    void aStrategyWantsWhatItWouldBring() {
        HostAnswer answer = answer(image(), host(host()), knowing().withStrategies(Set.of(Strategy.FABRIC)), Request.wantOf(Strategy.FABRIC));
        assertEquals(Set.of("libnet.so.1", "libneta.so.1"), targets(answer));
    }

    @Test
    void aStrategyThatIsNotAllowedIsAReasonAndAFix() {
        HostAnswer answer = answer(image(), host(host()), knowing().withStrategies(Set.of(Strategy.MPI)), "libnet.so.1");
        assertEquals(List.of("wanted", "strategy"), rules(answer));
        assertEquals(List.of(new Fix.AllowStrategy(new TreeSet<>(Set.of(Strategy.FABRIC)))), ((Misfit) answer).fixes().stream().filter(f -> f.rule().equals("allow-strategy")).toList());
    }

    @Test
    void noneBindsNothingAndRepairsNothing() {
        assertEquals("none", plan(answer(image(), host(host()), knowing().withStrategies(Set.of(Strategy.NONE)), Request.wantOf(Strategy.NONE))).strategy());
        World broken = root().app(program().needed("libz.so.1"));
        assertEquals(List.of("strategy"), rules(answer(broken, host(host()), knowing().withStrategies(Set.of(Strategy.NONE)), Request.wantOf(Strategy.NONE))));
    }

    @Test
    void aBrokenImageIsRepairedWhereThatIsAllowed() {
        World broken = root().app(program().needed("libz.so.1"));
        assertEquals(Set.of("/usr/lib/libz.so.1"), targets(answer(broken, host(host()), knowing())));
    }

    @Test
    void comparedStrategiesNameTheBest() {
        Request request = new Request(List.of(new Image("image", image().tree())), List.of(host(host())), List.of(World.APP), List.of(), knowing());
        Comparison comparison = Resolver.compare(request).getFirst();
        assertEquals(Strategy.NONE, comparison.best().orElseThrow().asked());
        assertEquals(List.of(Strategy.NONE, Strategy.FABRIC), comparison.rows().stream().filter(r -> r.plan().isPresent()).map(Comparison.Row::asked).toList());
        Request wanting = new Request(request.images(), request.hosts(), request.apps(), List.of("libnet.so.1"), knowing());
        assertEquals(Strategy.FABRIC, Resolver.compare(wanting).getFirst().best().orElseThrow().asked());
    }

    // ---- sources

    @Test
    void aFileThatMayNotBeBoundIsNot() {
        SourceRule rule = (path, file) -> path.endsWith("libnet.so.1") ? Optional.of("outside the folders of the site") : Optional.empty();
        assertEquals(List.of("wanted", "unsafe-source"), rules(answer(image(), host(host()), knowing().from(rule), "libnet.so.1")));
        assertEquals(Set.of("libz.so.1"), targets(answer(image(), host(host()), knowing().from(rule), "libz.so.1")));
    }

    // ---- bundles

    @Test
    void aBundleStaysAtItsOwnPathAndGoesBeforeTheHosts() {
        World host = host().elf("/opt/site/lib/libnet.so.1", library("libnet.so.1").needed("libnear.so.1").runpath("$ORIGIN"))
                .elf("/opt/site/lib/libnear.so.1", library("libnear.so.1"));
        BindPlan plan = plan(answer(image(), host(host).with("/opt/site", Optional.empty()), knowing(), "libnet.so.1"));
        assertEquals(List.of("/opt/site/lib/libnear.so.1", "/opt/site/lib/libnet.so.1"), plan.binds().stream().map(b -> b.bind().to()).toList());
        assertTrue(plan.binds().stream().allMatch(b -> b.bind().from().equals(b.bind().to())));
        assertEquals("/opt/site/lib", plan.env().get("LD_LIBRARY_PATH"));
        assertEquals("bundle", plan.strategy());
        assertEquals(BindPlan.ModeBecause.Why.OWN_PATH, plan.modeBecause().why());
    }

    @Test
    void aBundleThatLiesElsewhereIsPutOnTheHost() {
        World bundle = root().elf("/lib/libz.so.1", library("libz.so.1"));
        Host host = host(host()).with("/opt/site", Optional.of(bundle.tree()));
        assertEquals(Set.of("/opt/site/lib/libz.so.1"), targets(answer(image(), host, knowing().withStrategies(Set.of(Strategy.BUNDLE)), Request.wantOf(Strategy.BUNDLE))));
    }

    // ---- downgrades

    @Test
    void downgradesTellWhatIsAskedForFromWhatNobodyMisses() {
        World image = with(root().app(program().needed("liba.so.1").needed("libnet.so.1").need("liba.so.1", "A_1")),
                library("liba.so.1").nodes("A_1", "A_2", "A_3").define("old", "A_1").define("fresh", "A_2"), "liba.so.1");
        with(image, library("libnet.so.1"), "libnet.so.1");
        World host = with(root(), library("liba.so.1").nodes("A_1").define("old", "A_1"), "liba.so.1");
        BindPlan.Downgrade downgrade = plan(answer(image, host, "liba.so.1")).downgrades().getFirst();
        assertEquals(List.of(), downgrade.used());
        assertEquals(List.of("A_2", "A_3", "fresh"), downgrade.unused());
    }
}

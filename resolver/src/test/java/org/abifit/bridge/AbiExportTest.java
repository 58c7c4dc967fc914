package org.abifit.bridge;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.abifit.cudf.CudfDocument.Package;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.Vpkg;
import org.abifit.resolver.BindPlan;
import org.abifit.resolver.Choice;
import org.abifit.resolver.Host;
import org.abifit.resolver.Image;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolver;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** What stands for what: a driver of two hosts that asks for different releases of the C library, and single rules of the mapping. */
class AbiExportTest {
    private static final String LIB = "/usr/lib/x86_64-linux-gnu/";

    /** An image whose program needs a driver that it does not have. */
    private static Image image(String name, Release release) {
        World world = World.of(release).libc().app(program().needed("libcuda.so.1", "libc.so.6").need("libc.so.6", "GLIBC_2.17"));
        return new Image(name, world.tree());
    }

    private static Host host(String name, Release release, String node) {
        World world = World.of(release).libc().elf(LIB + "libcuda.so.1", library("libcuda.so.1").needed("libc.so.6").need("libc.so.6", node));
        return new Host(name, world.tree(), world.machine());
    }

    private static Request driver() {
        return new Request(List.of(image("app:1.1", Release.GLIBC_2_28), image("app:1.2", Release.GLIBC_2_31)),
                List.of(host("./alpha", Release.GLIBC_2_36, "GLIBC_2.34"), host("beta", Release.GLIBC_2_31, "GLIBC_2.30")), List.of(World.APP), List.of("libcuda.so.1"), Request.Policy.DEFAULT);
    }

    private static AbiProblem problem(Request request) {
        return AbiExport.of(request, Resolver.explained(request));
    }

    private static Package pack(AbiProblem problem, String name, int version) {
        PackageId id = new PackageId(name, version);
        return problem.document().packages().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow(() -> new AssertionError(id + " is not among " + ids(problem)));
    }

    private static Set<String> ids(AbiProblem problem) {
        return problem.document().packages().stream().map(p -> p.id().toString()).collect(Collectors.toSet());
    }

    private static List<String> depends(Package p) {
        return p.depends().disjunctions().stream().map(d -> String.join(" | ", d.stream().map(Vpkg::toString).toList())).toList();
    }

    private static List<String> texts(List<Vpkg> vpkgs) {
        return vpkgs.stream().map(Vpkg::toString).toList();
    }

    private static GoalSolver.Solution solve(AbiProblem problem) {
        return GoalSolver.solve(problem.document(), problem.order()).orElseThrow();
    }

    // ---- the driver

    @Test
    void imagesAreSharedAndLibrariesAreTheHosts() {
        AbiProblem problem = problem(driver());
        assertEquals(List.of("image/app"), texts(pack(problem, "image/app", 2).conflicts()));
        assertEquals(List.of("image/app = 1"), depends(pack(problem, "alpha/glibc", 1)));
        assertEquals(List.of("image/app = 2"), depends(pack(problem, "beta/glibc", 2)));
        assertEquals(List.of(), depends(pack(problem, "beta/glibc", 3)));
        assertEquals(List.of("image/app", "alpha/served", "beta/served"), texts(problem.document().request().install()));
        assertEquals(List.of("alpha/app", "alpha/libcuda.so.1 = 3"), depends(pack(problem, "alpha/served", 1)));
    }

    @Test
    void theCLibraryIsOnePackageThatFillsItsSlots() {
        Package glibc = pack(problem(driver()), "alpha/glibc", 3);
        assertEquals(List.of("alpha/glibc"), texts(glibc.conflicts()));
        assertTrue(texts(glibc.provides()).containsAll(List.of("alpha/libc.so.6 = 3", "alpha/ld-linux-x86-64.so.2 = 3", "alpha/libc.so.6%28GLIBC%5f2.34%29 = 1")), glibc::toString);
        assertFalse(texts(pack(problem(driver()), "alpha/glibc", 2).provides()).contains("alpha/libc.so.6%28GLIBC%5f2.34%29 = 1"));
    }

    @Test
    void versionsAreFeatures() {
        AbiProblem problem = problem(driver());
        assertEquals(List.of("alpha/libc.so.6", "alpha/libc.so.6%28GLIBC%5f2.34%29"), depends(pack(problem, "alpha/libcuda.so.1", 3)));
        assertEquals(List.of("image/app = 1", "beta/libcuda.so.1", "beta/libc.so.6", "beta/libc.so.6%28GLIBC%5f2.17%29"), depends(pack(problem, "beta/app", 1)));
    }

    @Test
    void theOrderIsTheResolvers() {
        AbiProblem problem = problem(driver());
        assertEquals("-sum(solution,unserved),-sum(solution,glibcswap),-sum(solution,bind),-sum(solution,rank)", problem.criteriaText());
        assertEquals("-lex[-count[unserved:,false],-count[glibcswap:,false],-count[bind:,false],-count[rank:,false]]", problem.criteriaForMccs());
    }

    @Test
    void theBestSolutionIsTheResolversPlan() {
        Request request = driver();
        AbiProblem problem = problem(request);
        GoalSolver.Solution solution = solve(problem);
        assertEquals(AbiExport.costs(request, Resolver.explained(request), problem), solution.costs());
        AbiImport.Chosen chosen = AbiImport.read(problem.document(), List.copyOf(solution.installed()));
        assertEquals(Optional.of(1), chosen.image());
        assertEquals(List.of(Optional.of(new Choice(BindPlan.Mode.OVER, Set.of("libc.so.6", "ld-linux-x86-64.so.2", "libcuda.so.1"), Set.of())),
                Optional.of(new Choice(BindPlan.Mode.OVER, Set.of("libcuda.so.1"), Set.of()))), chosen.hosts());
    }

    @Test
    void theQuestionIsInTheDocument() {
        assertEquals(Optional.of(new AbiImport.Question(List.of("app:1.1", "app:1.2"), List.of("./alpha", "beta"), List.of(World.APP), List.of("libcuda.so.1"))),
                AbiImport.question(problem(driver()).document()));
    }

    @Test
    void whatTheHostLacksIsNoPackage() {
        World none = World.of(Release.GLIBC_2_36).libc();
        World own = World.of(Release.GLIBC_2_36).libc().app(program().needed("libcuda.so.1")).elf(LIB + "libcuda.so.1", library("libcuda.so.1"));
        AbiProblem problem = problem(new Request(List.of(new Image("own", own.tree())), List.of(new Host("none", none.tree(), none.machine())), List.of(World.APP), List.of("libcuda.so.1"),
                Request.Policy.DEFAULT));
        assertTrue(depends(pack(problem, "none/served", 1)).contains("none/libcuda.so.1 = 2"));
        assertFalse(ids(problem).contains("none/libcuda.so.1 = 2"));
        assertEquals(1, solve(problem).costs().getFirst());
    }

    @Test
    void keepingTheCLibraryLeavesTheHostsOut() {
        Request request = driver();
        AbiProblem problem = problem(new Request(request.images(), request.hosts(), request.apps(), request.wants(), new Request.Policy(false, request.policy().criteria(), 100, 60)));
        assertFalse(ids(problem).contains("alpha/glibc = 3"));
        assertEquals("keep-libc", problem.notes().stream().filter(n -> n.without().filter(new PackageId("alpha/glibc", 3)::equals).isPresent()).findFirst().orElseThrow().reason().orElseThrow().rule());
        assertEquals(1, solve(problem).costs().getFirst());
    }

    // ---- single rules

    private static Request one(World image, World host, String... wants) {
        return new Request(List.of(new Image("image", image.tree())), List.of(new Host("host", host.tree(), host.machine())), List.of(World.APP), List.of(wants), Request.Policy.DEFAULT);
    }

    private static World with(World world, TinyElf library, String soname) {
        return world.elf(LIB + soname, library);
    }

    @Test
    void aSymbolThatWasMissedIsAFeatureOfThoseThatDefineIt() {
        World image = with(with(World.of(Release.GLIBC_2_36).app(program().needed("liba.so.1")), library("liba.so.1").needed("libb.so.1"), "liba.so.1"), library("libb.so.1"), "libb.so.1");
        World host = with(with(World.of(Release.GLIBC_2_36), library("liba.so.1").needed("libb.so.1").refer("fresh_one"), "liba.so.1"), library("libb.so.1").define("fresh_one"), "libb.so.1");
        AbiProblem problem = problem(one(image, host, "liba.so.1"));
        assertTrue(depends(pack(problem, "host/liba.so.1", 2)).contains("host/symbol%28fresh%5fone%29"));
        assertEquals(List.of("host/symbol%28fresh%5fone%29 = 1"), texts(pack(problem, "host/libb.so.1", 2).provides()));
    }

    @Test
    void aDowngradeWithOneImageCostsWithThatImage() {
        World old = with(World.of(Release.GLIBC_2_36).app(program().needed("liba.so.1")), library("liba.so.1").nodes("A_1"), "liba.so.1");
        World fresh = with(World.of(Release.GLIBC_2_36).app(program().needed("liba.so.1")), library("liba.so.1").nodes("A_1", "A_2"), "liba.so.1");
        World host = with(World.of(Release.GLIBC_2_36), library("liba.so.1").nodes("A_1"), "liba.so.1");
        AbiProblem problem = problem(new Request(List.of(new Image("fresh", fresh.tree()), new Image("old", old.tree())), List.of(new Host("host", host.tree(), host.machine())),
                List.of(World.APP), List.of("liba.so.1"), Request.Policy.DEFAULT));
        assertEquals(List.of("rule/host/older/liba.so.1 = 1 | image/app != 1"), depends(pack(problem, "host/liba.so.1", 3)));
        assertEquals(new CudfValue.Int(1), pack(problem, "rule/host/older/liba.so.1", 1).properties().get("older"));
        assertEquals(List.of(0L, 0L, 0L, 1L, 2L), solve(problem).costs());
    }

    @Test
    void whatIsNotDecidedDoesNotCountAsServedAndComesBeforeARefusal() {
        World plain = with(World.of(Release.GLIBC_2_36).app(program().needed("liba.so.1")), library("liba.so.1"), "liba.so.1");
        World asks = with(World.of(Release.GLIBC_2_36).app(program().needed("libplug.so.1").need("libplug.so.1", "P_2")), library("libplug.so.1").nodes("P_1", "P_2"), "libplug.so.1");
        World host = with(World.of(Release.GLIBC_2_36), library("libplug.so.1").nodes("P_1"), "libplug.so.1");
        Request request = new Request(List.of(new Image("refused", asks.tree()), new Image("open", plain.tree())), List.of(new Host("host", host.tree(), host.machine())), List.of(World.APP),
                List.of("libplug.so.1"), Request.Policy.DEFAULT);
        AbiProblem problem = problem(request);
        assertEquals(List.of(new AbiNote("host", "open", Optional.empty(), Optional.empty())), problem.notes().stream().filter(n -> n.reason().isEmpty()).toList());
        assertTrue(solve(problem).installed().contains(new PackageId("image/app", 2)), () -> solve(problem).toString());
    }
}

package org.abifit.resolver;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.abifit.resolver.HostAnswer.Fits;
import org.abifit.resolver.HostAnswer.Misfit;
import org.abifit.resolver.HostAnswer.Undecided;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** One rule of the resolver each, on worlds of two or three libraries. */
class ResolverTest {
    private static final String LIB = "/usr/lib/x86_64-linux-gnu/";

    private static World root() {
        return World.of(Release.GLIBC_2_36);
    }

    private static World with(World world, TinyElf library, String soname) {
        return world.elf(LIB + soname, library);
    }

    private static List<ImageAnswer> resolve(List<Image> images, List<Host> hosts, Request.Policy policy, String... wants) {
        return Resolver.resolve(new Request(images, hosts, List.of(World.APP), List.of(wants), policy));
    }

    private static Image image(String name, World world) {
        return new Image(name, world.tree());
    }

    private static Host host(String name, World world) {
        return new Host(name, world.tree(), world.machine());
    }

    private static HostAnswer answer(World image, World host, String... wants) {
        return resolve(List.of(image("image", image)), List.of(host("host", host)), Request.Policy.DEFAULT, wants).getFirst().hosts().getFirst();
    }

    private static Set<String> bound(HostAnswer answer) {
        return assertInstanceOf(Fits.class, answer, answer::toString).plan().binds().stream().map(BindPlan.Planned::soname).collect(Collectors.toSet());
    }

    private static List<String> rules(HostAnswer answer) {
        return assertInstanceOf(Misfit.class, answer, answer::toString).core().stream().map(Reason::rule).toList();
    }

    private static World app(TinyElf app) {
        return root().app(app);
    }

    @Test
    void onlyTheWantedLibraryIsBound() {
        World image = with(with(app(program().needed("liba.so.1")), library("liba.so.1").needed("libb.so.1"), "liba.so.1"), library("libb.so.1"), "libb.so.1");
        World host = with(with(root(), library("liba.so.1").needed("libb.so.1"), "liba.so.1"), library("libb.so.1"), "libb.so.1");
        assertEquals(Set.of("liba.so.1"), bound(answer(image, host, "liba.so.1")));
    }

    @Test
    void whatTheImageLacksComesAlong() {
        World image = with(app(program().needed("liba.so.1")), library("liba.so.1"), "liba.so.1");
        World host = with(with(root(), library("liba.so.1").needed("libhost.so.1"), "liba.so.1"), library("libhost.so.1"), "libhost.so.1");
        assertEquals(Set.of("liba.so.1", "libhost.so.1"), bound(answer(image, host, "liba.so.1")));
    }

    @Test
    void aDependencyThatIsTooOldInTheImageComesAlong() {
        World image = with(with(app(program().needed("liba.so.1")), library("liba.so.1").needed("libb.so.1"), "liba.so.1"),
                library("libb.so.1").nodes("B_1"), "libb.so.1");
        World host = with(with(root(), library("liba.so.1").needed("libb.so.1").need("libb.so.1", "B_2"), "liba.so.1"),
                library("libb.so.1").nodes("B_1", "B_2"), "libb.so.1");
        assertEquals(Set.of("liba.so.1", "libb.so.1"), bound(answer(image, host, "liba.so.1")));
    }

    @Test
    void aSymbolThatOnlyTheHostsDependencyDefinesBringsItAlong() {
        World image = with(with(app(program().needed("liba.so.1")), library("liba.so.1").needed("libb.so.1"), "liba.so.1"), library("libb.so.1"), "libb.so.1");
        World host = with(with(root(), library("liba.so.1").needed("libb.so.1").refer("fresh"), "liba.so.1"), library("libb.so.1").define("fresh"), "libb.so.1");
        assertEquals(Set.of("liba.so.1", "libb.so.1"), bound(answer(image, host, "liba.so.1")));
    }

    @Test
    void aRefusalNamesWhatIsWantedAndWhatStandsAgainstIt() {
        World image = with(app(program().needed("liba.so.1").need("liba.so.1", "A_2")), library("liba.so.1").nodes("A_1", "A_2"), "liba.so.1");
        World host = with(root(), library("liba.so.1").nodes("A_1"), "liba.so.1");
        assertEquals(List.of("wanted", "missing-version"), rules(answer(image, host, "liba.so.1")));
    }

    @Test
    void aMissingSymbolIsAReasonOfItsOwn() {
        World image = with(app(program().needed("liba.so.1").refer("foo")), library("liba.so.1").define("foo"), "liba.so.1");
        World host = with(root(), library("liba.so.1"), "liba.so.1");
        assertEquals(List.of("wanted", "missing-symbol"), rules(answer(image, host, "liba.so.1")));
    }

    @Test
    void aHostWithoutTheLibrarySaysSo() {
        World image = with(app(program().needed("liba.so.1")), library("liba.so.1"), "liba.so.1");
        assertEquals(List.of("host-lacks"), rules(answer(image, root(), "liba.so.1")));
    }

    @Test
    void whatNothingNeedsIsNotDecided() {
        World image = with(app(program().needed("liba.so.1")), library("liba.so.1"), "liba.so.1");
        World host = with(root(), library("libplug.so.1"), "libplug.so.1");
        Undecided undecided = assertInstanceOf(Undecided.class, answer(image, host, "libplug.so.1"));
        assertEquals("not-needed", undecided.missing().getFirst().rule());
    }

    @Test
    void aDowngradeIsAvoidedWhereTheImagesLibraryWillDo() {
        World image = with(with(app(program().needed("liba.so.1")), library("liba.so.1").needed("libb.so.1"), "liba.so.1"),
                library("libb.so.1").nodes("B_1", "B_2"), "libb.so.1");
        World host = with(with(root(), library("liba.so.1").needed("libb.so.1").need("libb.so.1", "B_1"), "liba.so.1"), library("libb.so.1").nodes("B_1"), "libb.so.1");
        assertEquals(Set.of("liba.so.1"), bound(answer(image, host, "liba.so.1")));
    }

    @Test
    void imagesThatServeMoreHostsComeFirstAndAreNamedAsFixes() {
        TinyElf needsTwo = program().needed("liba.so.1").need("liba.so.1", "A_2");
        World narrow = with(app(needsTwo), library("liba.so.1").nodes("A_1", "A_2"), "liba.so.1");
        World wide = with(app(program().needed("liba.so.1").need("liba.so.1", "A_1")), library("liba.so.1").nodes("A_1"), "liba.so.1");
        World old = with(root(), library("liba.so.1").nodes("A_1"), "liba.so.1");
        World fresh = with(root(), library("liba.so.1").nodes("A_1", "A_2"), "liba.so.1");
        List<ImageAnswer> answers = resolve(List.of(image("narrow", narrow), image("wide", wide)), List.of(host("old", old), host("fresh", fresh)),
                Request.Policy.DEFAULT, "liba.so.1");
        assertEquals(List.of("wide", "narrow"), answers.stream().map(ImageAnswer::image).toList());
        assertEquals(List.of(ImageAnswer.Fit.ALL, ImageAnswer.Fit.SOME), answers.stream().map(ImageAnswer::fit).toList());
        Misfit misfit = assertInstanceOf(Misfit.class, answers.get(1).hosts().getFirst());
        assertTrue(misfit.fixes().contains(new HostAnswer.Fix.OtherImage("wide")), misfit::toString);
        assertTrue(misfit.fixes().contains(new HostAnswer.Fix.LeaveOutHost(List.of("fresh"))), misfit::toString);
    }

    @Test
    void aPatternWantsWhatTheApplicationLoadsAndTheHostHas() {
        World image = with(with(app(program().needed("liba.so.1").needed("libz.so.1")), library("liba.so.1"), "liba.so.1"), library("libz.so.1"), "libz.so.1");
        World host = with(with(with(root(), library("liba.so.1"), "liba.so.1"), library("libz.so.1"), "libz.so.1"), library("libaa.so.1"), "libaa.so.1");
        assertEquals(Set.of("liba.so.1"), bound(answer(image, host, "liba*")));
    }

    @Test
    void whatTheProgramLeavesUnboundAsShippedMayStayUnbound() {
        World image = with(app(program().needed("liba.so.1").refer("never")), library("liba.so.1"), "liba.so.1");
        World host = with(root(), library("liba.so.1"), "liba.so.1");
        assertTrue(assertInstanceOf(Fits.class, answer(image, host, "liba.so.1")).plan().lazyOnly());
    }
}

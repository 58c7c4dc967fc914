package org.abifit.survey;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.abifit.loader.Verdict;
import org.abifit.resolver.Host;
import org.abifit.resolver.Image;
import org.abifit.resolver.Request;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** Cells, covers and rankings on worlds of a few libraries. */
class SurveyTest {
    private static final String LIB = "/usr/lib/x86_64-linux-gnu/";
    private static final String WANT = "liba.so.1";

    private static World root(Release release) {
        return World.of(release);
    }

    /** {@return an image whose programs need these versions of liba, and which has them} */
    private static World image(String... programs) {
        World world = root(Release.GLIBC_2_36).elf(LIB + WANT, library(WANT).nodes("A_1", "A_2", "A_3"));
        for (String each : programs) {
            String[] named = each.split(" ");
            TinyElf elf = program().needed(WANT);
            world.program(named[0], named.length > 1 ? elf.need(WANT, named[1]) : elf);
        }
        return world;
    }

    /** {@return a host whose liba has these versions} */
    private static World host(String... nodes) {
        return root(Release.GLIBC_2_36).elf(LIB + WANT, library(WANT).nodes(nodes));
    }

    private static Image named(String name, World world) {
        return new Image(name, world.tree());
    }

    private static Host machine(String name, World world) {
        return new Host(name, world.tree(), world.machine());
    }

    private static SurveyQuestion question(List<Image> images, List<Host> hosts, String... apps) {
        return new SurveyQuestion(images, hosts, List.of(apps).stream().map(App::anywhere).toList(), List.of(WANT), Request.Policy.DEFAULT);
    }

    private static final Host OLD = machine("old", host("A_1"));
    private static final Host NEW = machine("new", host("A_1", "A_2"));

    @Test
    void everyCellIsJudgedByItself() {
        List<Cell> cells = Survey.cells(question(List.of(named("one", image("/bin/x", "/bin/y A_2")), named("two", image("/bin/x"))), List.of(OLD, NEW), "/bin/x", "/bin/y"));
        assertEquals(List.of("one old /bin/x true", "one new /bin/x true", "one old /bin/y false", "one new /bin/y true", "two old /bin/x true", "two new /bin/x true"),
                cells.stream().map(c -> "%s %s %s %s".formatted(c.image(), c.host(), c.app(), c.fits())).toList());
    }

    @Test
    void equalRootsAreAnsweredOnce() {
        Image image = named("one", image("/bin/x"));
        List<Cell> cells = Survey.cells(question(List.of(image, new Image("copy", image.tree())), List.of(OLD, new Host("twin", OLD.tree(), OLD.machine())), "/bin/x"));
        assertEquals(4, cells.size());
        cells.forEach(c -> assertSame(cells.getFirst().answer(), c.answer()));
        assertEquals("twin", cells.get(1).host());
    }

    @Test
    void anApplicationThatDoesNotLoadWhatIsWantedIsNotHeldBack() {
        World world = image("/bin/x").program("/bin/z", program());
        List<Cell> cells = Survey.cells(question(List.of(named("one", world)), List.of(OLD), "/bin/x", "/bin/z"));
        assertEquals(List.of(List.of("/bin/x", "/bin/z"), List.of("/bin/x", "/bin/z")), cells.stream().map(Cell::together).toList());
        assertTrue(cells.stream().allMatch(Cell::fits), cells::toString);
    }

    @Test
    void whereNoPlanServesAllTheOthersAreJudgedWithoutWhatTheyDoNotLoad() {
        World world = image("/bin/x A_3", "/bin/y").program("/bin/z", program());
        List<Cell> cells = Survey.cells(question(List.of(named("one", world)), List.of(OLD), "/bin/x", "/bin/y", "/bin/z"));
        assertEquals(List.of(false, true, true), cells.stream().map(Cell::fits).toList());
        assertEquals(List.of(List.of(), List.of(), List.of(WANT)), cells.stream().map(Cell::idle).toList());
    }

    @Test
    void whatNoApplicationLoadsStaysUndecided() {
        World world = image("/bin/x").program("/bin/z", program());
        assertTrue(Survey.cells(question(List.of(named("one", world)), List.of(OLD), "/bin/z")).getFirst().isOpen());
    }

    @Test
    void twoApplicationsShareAnImageWhereOneHoldsBoth() {
        Consolidation answer = Consolidation.of(question(List.of(named("both", image("/bin/x", "/bin/y")), named("x", image("/bin/x")), named("y", image("/bin/y"))),
                List.of(OLD, NEW), "/bin/x", "/bin/y"));
        assertEquals(List.of("both"), answer.images().stream().map(Consolidation.Chosen::image).toList());
        assertEquals(Verdict.OK, answer.verdict());
        assertEquals(Verdict.OK, answer.one());
        assertTrue(answer.isFewest());
        assertEquals(List.of("/bin/x", "/bin/y"), answer.images().getFirst().together().getFirst().apps());
    }

    @Test
    void twoImagesAreNeededWhereEachIsTooNewForAHost() {
        Consolidation answer = Consolidation.of(question(List.of(named("x", image("/bin/x", "/bin/y A_2")), named("y", image("/bin/x A_2", "/bin/y"))),
                List.of(OLD), "/bin/x", "/bin/y"));
        assertEquals(List.of("x", "y"), answer.images().stream().map(Consolidation.Chosen::image).toList());
        assertEquals(2, answer.lowerBound());
        assertEquals(Verdict.OK, answer.verdict());
        assertEquals(Verdict.FAIL, answer.one());
    }

    @Test
    void whatNobodyServesComesWithTheReasonsOfTheNearestImage() {
        Consolidation answer = Consolidation.of(question(List.of(named("far", image("/bin/y A_3")), named("near", image("/bin/x", "/bin/y A_2"))),
                List.of(OLD), "/bin/x", "/bin/y", "/bin/none"));
        assertEquals(Verdict.FAIL, answer.verdict());
        assertEquals(List.of("/bin/y", "/bin/none"), answer.uncovered().stream().map(Consolidation.Uncovered::app).toList());
        assertEquals(Optional.of("near"), answer.uncovered().getFirst().nearest().map(Cell::image));
        assertEquals(Optional.empty(), answer.uncovered().getLast().nearest());
    }

    @Test
    void anApplicationCountsOnlyInTheImagesThatItNames() {
        List<Image> images = List.of(named("one", image("/bin/x")), named("two", image("/bin/x")));
        App app = new App("/bin/x", new TreeSet<>(List.of("two")));
        assertEquals(List.of("two"), Survey.cells(new SurveyQuestion(images, List.of(OLD), List.of(app), List.of(WANT), Request.Policy.DEFAULT)).stream()
                .map(Cell::image).toList());
    }

    // ---- bases

    /** {@return a host whose liba was built against this release of glibc} */
    private static Host builtOn(String name, Release release, String node) {
        World world = root(release).libc().elf(LIB + WANT, library(WANT).needed("libc.so.6").need("libc.so.6", node)).program("/bin/sh", program());
        return machine(name, world);
    }

    private static Bases bases(Request.Policy policy) {
        List<Image> images = List.of(named("glibc-31", root(Release.GLIBC_2_31).libc().program("/bin/sh", program())), named("glibc-41", root(Release.GLIBC_2_41).libc().program("/bin/sh", program())));
        List<Host> hosts = List.of(builtOn("old", Release.GLIBC_2_31, "GLIBC_2.4"), builtOn("new", Release.GLIBC_2_41, "GLIBC_2.38"));
        return Bases.of(new SurveyQuestion(images, hosts, List.of(), List.of(WANT), policy));
    }

    @Test
    void theNewestImageTakesTheLibrariesOfAllHosts() {
        Bases bases = bases(new Request.Policy(false, Request.Policy.DEFAULT.criteria(), 300, 60));
        assertEquals(List.of("glibc-41 2", "glibc-31 1"), bases.images().stream().map(i -> i.image() + " " + i.fits()).toList(), bases::toString);
        assertEquals(LIB.replace("/usr", "") + WANT, bases.images().getFirst().hosts().getFirst().wanted().getFirst().to().replace("/usr", ""));
    }

    @Test
    void theFloorIsNamedWithTheHostThatForcesIt() {
        Bases.Floor floor = bases(Request.Policy.DEFAULT).floors().getFirst();
        assertEquals("GLIBC libc.so.6 GLIBC_2.38 new", "%s %s %s %s".formatted(floor.family(), floor.provider(), floor.highest().node(), floor.forcedBy().orElse("-")));
        assertEquals(List.of("GLIBC_2.4", "GLIBC_2.38"), floor.needs().stream().map(Bases.Need::node).toList());
    }

    @Test
    void withoutTheHostThatForcesTheFloorMoreImagesFit() {
        Bases.Without first = bases(Request.Policy.DEFAULT).without().getFirst();
        assertEquals("new [glibc-31] glibc-31", "%s %s %s".formatted(first.host(), first.gained(), first.best().image()));
    }

    @Test
    void aHostWithoutTheLibraryTakesNoImage() {
        List<Image> images = List.of(named("one", root(Release.GLIBC_2_36).program("/bin/sh", program())));
        Bases bases = Bases.of(new SurveyQuestion(images, List.of(machine("bare", root(Release.GLIBC_2_36))), List.of(), List.of(WANT), Request.Policy.DEFAULT));
        assertEquals(0, bases.images().getFirst().fits());
        assertEquals(List.of(), bases.floors());
    }

    @Test
    void nodesAreOrderedByNumber() {
        List<String> nodes = new ArrayList<>(List.of("GLIBC_2.38", "GLIBC_2.4", "GLIBC_2.2.5", "GLIBC_2.34"));
        nodes.sort(Floors.BY_NUMBER);
        assertEquals(List.of("GLIBC_2.2.5", "GLIBC_2.4", "GLIBC_2.34", "GLIBC_2.38"), nodes);
    }
}

package org.abifit.plugin;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.Glob;
import org.abifit.root.RegularFile;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** What becomes of an application's plug-ins. */
class PlugInJudgeTest {
    private static final TinyElf BROKEN = library().needed("libnone.so.1");

    private final World world = World.of(Release.GLIBC_2_36).app(program().needed("libopen.so.1")).elf("/usr/lib/libopen.so.1", library("libopen.so.1").define("own"));
    private Priority priority = Priority.RECOMMENDED;
    private boolean anyOf;
    private boolean now = true;
    private boolean probe;

    private PluginFamily family(String name, String soname, String open) {
        Place place = new Place(Optional.empty(), List.of(), List.of(), Optional.empty(), List.of(), List.of(open), List.of(), Optional.empty(), Optional.empty(), false, false,
                probe, Optional.empty());
        return new PluginFamily(name, "", List.of(), "", new Recognition(List.of(Glob.of(soname)), List.of(), List.of(), List.of()), priority, anyOf, now, false, List.of(place));
    }

    private PlugInReport judge() {
        List<PluginFamily> families = List.of(family("first", "libopen.so.1", "{dir}/open/*.so"), family("second", "libinner.so.1", "{dir}/inner/*.so"));
        return new PlugInJudge(new Loader(), families, true, text -> Optional.empty()).judge(world.question(World.APP));
    }

    @Test
    void goodPlugInsLoad() {
        world.elf("/usr/lib/open/a.so", library().refer("own"));
        PlugInReport report = judge();
        assertEquals(Verdict.OK, report.verdict());
        assertEquals(List.of(Verdict.OK), report.plugins().stream().map(PlugInReport.Judged::verdict).toList());
    }

    @Test
    void oneThatDoesNotLoadDecides() {
        world.elf("/usr/lib/open/a.so", library()).elf("/usr/lib/open/b.so", BROKEN);
        PlugInReport report = judge();
        assertEquals(Verdict.FAIL, report.verdict());
        assertEquals(List.of(Verdict.OK, Verdict.FAIL), report.plugins().stream().map(PlugInReport.Judged::lazy).toList());
        assertTrue(report.plugins().get(1).load().orElseThrow().message().orElseThrow().startsWith("libnone.so.1: cannot open shared object file"));
    }

    @Test
    void unlessItIsOnlySuggested() {
        priority = Priority.SUGGESTED;
        world.elf("/usr/lib/open/b.so", BROKEN);
        assertEquals(Verdict.OK, judge().verdict());
    }

    @Test
    void ofAlternativesOneIsEnough() {
        anyOf = true;
        world.elf("/usr/lib/open/a.so", BROKEN);
        assertEquals(Verdict.FAIL, judge().verdict());
        world.elf("/usr/lib/open/b.so", library());
        assertEquals(Verdict.OK, judge().verdict());
    }

    @Test
    void whatIsOpenedLazilyMayLackFunctions() {
        world.elf("/usr/lib/open/a.so", library().refer(Reference.lazy("nowhere")));
        assertEquals(Verdict.FAIL, judge().verdict());
        now = false;
        assertEquals(Verdict.OK, judge().verdict());
        assertEquals(Verdict.FAIL, judge().plugins().getFirst().verdict());
    }

    @Test
    void plugInsOpenPlugIns() {
        world.elf("/usr/lib/open/a.so", library().needed("libinner.so.1")).elf("/usr/lib/libinner.so.1", library("libinner.so.1")).elf("/usr/lib/inner/deep.so", BROKEN);
        PlugInReport report = judge();
        assertEquals(List.of("/usr/lib/open/a.so", "/usr/lib/inner/deep.so"), report.plugins().stream().map(p -> p.plugin().file()).toList());
        assertEquals("/usr/lib/libinner.so.1", report.plugins().get(1).plugin().by());
        assertEquals(Verdict.FAIL, report.verdict());
    }

    @Test
    void whatFailsToOpenOpensNothing() {
        world.elf("/usr/lib/open/a.so", library().needed("libinner.so.1", "libnone.so.1")).elf("/usr/lib/libinner.so.1", library("libinner.so.1"))
                .elf("/usr/lib/inner/deep.so", library());
        assertEquals(List.of("/usr/lib/open/a.so"), judge().plugins().stream().map(p -> p.plugin().file()).toList());
    }

    @Test
    void anApplicationThatDoesNotStartOpensNothing() {
        world.app(program().needed("libopen.so.1", "libnone.so.1")).elf("/usr/lib/open/a.so", library());
        PlugInReport report = judge();
        assertEquals(Verdict.FAIL, report.verdict());
        assertEquals(List.of(Verdict.UNKNOWN), report.plugins().stream().map(PlugInReport.Judged::lazy).toList());
    }

    @Test
    void whatIsOnlyTriedNeedNotBeThere() {
        probe = true;
        world.app(program().needed("libinner.so.1")).elf("/usr/lib/libinner.so.1", library("libinner.so.1"));
        PluginFamily family = family("f", "libinner.so.1", "libtried.so.1");
        PlugInJudge judge = new PlugInJudge(new Loader(), List.of(family), false, text -> Optional.empty());
        assertEquals(List.of(), judge.judge(world.question(World.APP)).plugins());
        world.elf("/usr/lib/libtried.so.1", BROKEN);
        assertEquals(Verdict.FAIL, judge.judge(world.question(World.APP)).verdict());
    }

    @Test
    void gapsDoNotDecide() {
        world.node("/usr/lib/open", new Directory(Map.of(), Optional.of("permission denied")));
        assertEquals(Verdict.UNKNOWN, judge().verdict());
        priority = Priority.SUGGESTED;
        assertEquals(Verdict.OK, judge().verdict());
    }

    @Test
    void aTextFileInstead() {
        world.node("/usr/lib/open/a.so", new RegularFile(100, 0644, 0, Content.Plain.PLAIN));
        assertEquals(Verdict.FAIL, judge().verdict());
    }
}

package org.abifit.plugin;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.loader.LoadedObject;
import org.abifit.root.Content;
import org.abifit.root.Glob;
import org.abifit.root.RegularFile;
import org.abifit.testkit.Note;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** What the objects of a load would open: families, places, notes. */
class PlugInsTest {
    private final World world = World.of(Release.GLIBC_2_36).app(program().needed("libopen.so.1", "libc.so.6"))
            .elf("/usr/lib/libopen.so.1", library("libopen.so.1").nodes("OPEN_PRIVATE_7").define("open_it", "OPEN_PRIVATE_7").define("open_builtin_component"))
            .elf("/usr/lib/libc.so.6", library("libc.so.6").nodes("GLIBC_2.2.5", "GLIBC_2.34").define("getpwnam", "GLIBC_2.2.5").define("new", "GLIBC_2.34"));
    private final Map<String, String> env = new TreeMap<>();
    private Optional<Object> json = Optional.empty();

    /** A place that is written shorter here than its record can be. */
    private record Draft(Optional<String> environment, List<String> lists, List<String> lines, Optional<String> field, List<String> names, List<String> except,
            Optional<String> unlessNode, Optional<String> unlessSymbol, boolean last) {
        static final Draft PLAIN = new Draft(Optional.empty(), List.of(), List.of(), Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty(), false);

        Draft environment(String name) {
            return new Draft(Optional.of(name), lists, lines, field, names, except, unlessNode, unlessSymbol, true);
        }

        Draft list(String file, String line) {
            return new Draft(environment, List.of(file), List.of(line), field, names, except, unlessNode, unlessSymbol, last);
        }

        Draft json(String file, String path) {
            return new Draft(environment, List.of(file), lines, Optional.of(path), names, except, unlessNode, unlessSymbol, last);
        }

        Draft names(String... all) {
            return new Draft(environment, lists, lines, field, List.of(all), except, unlessNode, unlessSymbol, last);
        }

        Draft except(String pattern) {
            return new Draft(environment, lists, lines, field, names, List.of(pattern), unlessNode, unlessSymbol, last);
        }

        Draft unlessNode(String node) {
            return new Draft(environment, lists, lines, field, names, except, Optional.of(node), unlessSymbol, last);
        }

        Draft unlessSymbol(String symbol) {
            return new Draft(environment, lists, lines, field, names, except, unlessNode, Optional.of(symbol), last);
        }

        Place open(String... patterns) {
            return new Place(environment, lists, lines.stream().map(LineRule::of).toList(), field, names, List.of(patterns), except.stream().map(Glob::of).toList(),
                    unlessNode, unlessSymbol, last, false, false, Optional.empty());
        }
    }

    private static PluginFamily family(String soname, Place... places) {
        return family(new Recognition(List.of(Glob.of(soname)), List.of(), List.of(), List.of()), places);
    }

    private static PluginFamily family(Recognition recognition, Place... places) {
        return new PluginFamily("f", "", List.of(), "", recognition, Priority.RECOMMENDED, false, true, false, List.of(places));
    }

    private PlugIns.Findings find(PluginFamily... families) {
        List<LoadedObject> objects = world.load().objects();
        return PlugIns.find(new PlugIns.Context(world.files(), objects, env, text -> json), List.of(families), true);
    }

    private List<String> opened(PluginFamily... families) {
        return find(families).plugins().stream().map(PlugIn::file).toList();
    }

    private static RegularFile unkept(int size) {
        return new RegularFile(size, 0644, 0, Content.Plain.PLAIN);
    }

    @Test
    void filesInAFolderBesideTheOpener() {
        world.elf("/usr/lib/open/b.so", library()).elf("/usr/lib/open/a.so", library()).config("/usr/lib/open/a.txt", "x");
        PluginFamily family = family("libopen.so.*", Draft.PLAIN.open("{dir}/open/*.so"));
        assertEquals(List.of("/usr/lib/open/a.so", "/usr/lib/open/b.so"), opened(family));
        PlugIn first = find(family).plugins().getFirst();
        assertEquals(new PlugIn("/usr/lib/open/a.so", "/usr/lib/libopen.so.1", "f", Priority.RECOMMENDED, PlugIn.Evidence.FAMILY, "/usr/lib/open/*.so", Optional.empty(),
                false, true, false), first);
    }

    @Test
    void filesBesideWhereTheOpenerReallyLies() {
        world.elf("/opt/real/libreal.so.1", library("libreal.so.1")).link("/usr/lib/libreal.so.1", "../../opt/real/libreal.so.1").app(program().needed("libreal.so.1"))
                .elf("/opt/real/open/a.so", library());
        assertEquals(List.of("/opt/real/open/a.so"), opened(family("libreal.so.*", Draft.PLAIN.open("{dir}/open/*.so"))));
    }

    @Test
    void withoutTheOpenerNothingIsOpened() {
        world.elf("/usr/lib/open/a.so", library());
        assertEquals(List.of(), opened(family("libother.so.*", Draft.PLAIN.open("/usr/lib/open/*.so"))));
    }

    @Test
    void aProgramOpensToo() {
        world.elf("/usr/lib/open/a.so", library());
        PluginFamily family = family(new Recognition(List.of(), List.of(Glob.of("app*")), List.of(), List.of()), Draft.PLAIN.open("/usr/lib/open/*.so"));
        assertEquals("", find(family).plugins().getFirst().by());
    }

    @Test
    void whatNobodyAsksForIsNotOpened() {
        PluginFamily family = family(new Recognition(List.of(Glob.of("libc.so.6")), List.of(), List.of(), List.of("getpwnam")), Draft.PLAIN.names("libx.so.2").open("{name}"));
        assertEquals(List.of(), opened(family));
        world.app(program().needed("libc.so.6").refer("getpwnam", "libc.so.6", "GLIBC_2.2.5"));
        assertEquals(List.of("libx.so.2"), opened(family));
    }

    @Test
    void someOpenOnlyBesideAnother() {
        PluginFamily family = family(new Recognition(List.of(Glob.of("libopen.so.1")), List.of(), List.of(Glob.of("libmpi.so.*")), List.of()), Draft.PLAIN.names("x.so").open("{name}"));
        assertEquals(List.of(), opened(family));
        world.elf("/usr/lib/libmpi.so.40", library("libmpi.so.40")).app(program().needed("libopen.so.1", "libmpi.so.40"));
        assertEquals(List.of("x.so"), opened(family));
    }

    @Test
    void aVariableComesBeforeThePlacesAfterIt() {
        world.elf("/usr/lib/open/a.so", library()).elf("/opt/one/b.so", library()).elf("/opt/two/c.so", library());
        PluginFamily family = family("libopen.so.*", Draft.PLAIN.environment("OPEN_PATH").open("{value}/*.so"), Draft.PLAIN.open("{dir}/open/*.so"));
        assertEquals(List.of("/usr/lib/open/a.so"), opened(family));
        env.put("OPEN_PATH", "/opt/two::/opt/one");
        assertEquals(List.of("/opt/two/c.so", "/opt/one/b.so"), opened(family));
        env.put("OPEN_PATH", "/none");
        assertEquals(List.of(), opened(family));
    }

    @Test
    void valuesOfVariablesAreNoPatterns() {
        world.elf("/opt/one/b.so", library());
        env.put("OPEN_PATH", "/opt/*");
        assertEquals(List.of(), opened(family("libopen.so.*", Draft.PLAIN.environment("OPEN_PATH").open("{value}/*.so"))));
    }

    @Test
    void driversByNameInTheVersionThatTheOpenerDefines() {
        world.config("/etc/open.d/a.driver", "driver one\n# driver no\n").config("/etc/open.d/b.driver", "driver two\n").elf("/usr/lib/open/libone-v7.so", library())
                .elf("/usr/lib/open/libtwo-v6.so", library());
        PluginFamily family = family("libopen.so.*", Draft.PLAIN.list("/etc/open.d/*", "driver {name}").open("{dir}/open/lib{name}-v{node:OPEN_PRIVATE_}.so",
                "lib{name}-v{node:OPEN_PRIVATE_}.so"));
        assertEquals(List.of("/usr/lib/open/libone-v7.so", "libtwo-v7.so"), opened(family));
        assertEquals("/etc/open.d/a.driver", find(family).plugins().getFirst().from());
        assertEquals(List.of(), opened(family("libopen.so.*", Draft.PLAIN.names("one").open("lib{name}-v{node:NO_}.so"))));
    }

    @Test
    void aListWhoseTextIsNotKeptIsAGapAndNoNo() {
        world.node("/etc/open.d/a.driver", unkept(7)).node("/etc/open.d/empty", unkept(0));
        PlugIns.Findings found = find(family("libopen.so.*", Draft.PLAIN.list("/etc/open.d/*", "driver {name}").open("{name}.so")));
        assertEquals(List.of(), found.plugins());
        assertEquals(List.of("/etc/open.d/a.driver"), found.gaps().stream().map(Gap::file).toList());
    }

    @Test
    void jsonFilesNameLibraries() {
        world.config("/etc/icd.d/a.json", "{}");
        json = Optional.of(Map.of("ICD", Map.of("library_path", "libx.so")));
        assertEquals(List.of("libx.so"), opened(family("libopen.so.*", Draft.PLAIN.json("/etc/icd.d/*.json", "ICD/library_path").open("{name}"))));
        json = Optional.of(Map.of("layers", List.of(Map.of("library_path", "./a.so"), Map.of("library_path", "/b.so"), Map.of("no", "c"))));
        assertEquals(List.of("/etc/icd.d/./a.so", "/b.so"), opened(family("libopen.so.*", Draft.PLAIN.json("/etc/icd.d/*.json", "layers/library_path").open("{name}"))));
        json = Optional.empty();
        assertEquals(List.of(), opened(family("libopen.so.*", Draft.PLAIN.json("/etc/icd.d/*.json", "ICD/library_path").open("{name}"))));
    }

    @Test
    void absoluteNamesAreNotPutBehindAFolder() {
        assertEquals(List.of("/opt/x.so"), opened(family("libopen.so.*", Draft.PLAIN.names("/opt/x.so").open("{dir}/open/{name}"))));
    }

    @Test
    void whatIsMissingIsTheFirstAlternative() {
        assertEquals(List.of("/usr/lib/open/x.so"), opened(family("libopen.so.*", Draft.PLAIN.names("x").open("{dir}/open/{name}.so", "/opt/{name}.so"))));
    }

    @Test
    void builtInPartsAreNotLookedFor() {
        assertEquals(List.of("other"), opened(family("libopen.so.*", Draft.PLAIN.names("builtin", "other").unlessSymbol("open_{name}_component").open("{name}"))));
    }

    @Test
    void newerOpenersNeedLess() {
        PluginFamily family = family("libc.so.6", Draft.PLAIN.names("libnss_files.so.2").unlessNode("GLIBC_2.34").open("{name}"));
        assertEquals(List.of(), opened(family));
        world.elf("/usr/lib/libc.so.6", library("libc.so.6").nodes("GLIBC_2.2.5"));
        assertEquals(List.of("libnss_files.so.2"), opened(family));
    }

    @Test
    void someFilesAreNotMeant() {
        world.elf("/usr/lib/open/a.so", library()).elf("/usr/lib/open/libdep.so", library());
        assertEquals(List.of("/usr/lib/open/a.so"), opened(family("libopen.so.*", Draft.PLAIN.except("lib*").open("{dir}/open/*.so"))));
    }

    @Test
    void aFileIsOpenedOnceHoweverManyNamesItHas() {
        world.elf("/usr/lib/open/a.so.1", library()).link("/usr/lib/open/a.so", "a.so.1");
        assertEquals(List.of("/usr/lib/open/a.so"), opened(family("libopen.so.*", Draft.PLAIN.open("{dir}/open/*.so"), Draft.PLAIN.open("{dir}/open/*"))));
    }

    @Test
    void notesAreAlternativesBestFirst() {
        world.elf("/usr/lib/libopen.so.1", library("libopen.so.1").note(Note.dlopen("[]")));
        json = Optional.of(List.of(Map.of("soname", List.of("libz.so.2", "libz.so.1"), "priority", "suggested", "feature", "z"), Map.of("soname", List.of("liby.so.1")),
                Map.of("no", "soname")));
        List<PlugIn> found = find().plugins();
        assertEquals(List.of("libz.so.2", "libz.so.1", "liby.so.1"), found.stream().map(PlugIn::file).toList());
        assertEquals(List.of(Priority.SUGGESTED, Priority.SUGGESTED, Priority.RECOMMENDED), found.stream().map(PlugIn::priority).toList());
        assertEquals(found.get(0).group(), found.get(1).group());
        assertEquals(Optional.empty(), found.get(2).group());
        assertEquals(new PlugIn("liby.so.1", "/usr/lib/libopen.so.1", "note", Priority.RECOMMENDED, PlugIn.Evidence.NOTE, ".note.dlopen", Optional.empty(), false, true, false),
                found.get(2));
    }

    @Test
    void aNoteThatCannotBeReadIsAGap() {
        world.elf("/usr/lib/libopen.so.1", library("libopen.so.1").note(Note.dlopen("[")));
        assertEquals(List.of("/usr/lib/libopen.so.1"), find().gaps().stream().map(Gap::file).toList());
    }

    @Test
    void placesOfASiteComeFirst() {
        PluginFamily site = family("", Draft.PLAIN.names("site.so").open("{name}"));
        PluginFamily own = family("libopen.so.*", Draft.PLAIN.names("own.so").open("{name}"));
        assertEquals(List.of("site.so", "own.so"), opened(own.extendedBy(site)));
    }
}

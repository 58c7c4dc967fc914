package org.abifit.loader;

import static org.abifit.world.Release.GLIBC;
import static org.abifit.world.Release.GLIBC_2_31;
import static org.abifit.world.Release.GLIBC_2_36;
import static org.abifit.world.Release.GLIBC_2_41;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/**
 * In which order objects are relocated: every object here misses a symbol of its own, and says so when its turn comes. The
 * expected orders were taken from the loaders of 2.31 and 2.36.
 */
class InitOrderTest {
    private static final Set<Release> OLD = GLIBC_2_31.andEarlier();
    private static final Set<Release> NEW = GLIBC_2_36.andLater();

    /** {@code graph} is like {@code "app: a b; a: c"}. */
    private static void order(Set<Release> releases, String graph, String... expected) {
        for (Release release : releases) {
            World world = World.of(release);
            for (String line : graph.split("; *")) {
                String object = line.substring(0, line.indexOf(':'));
                TinyElf elf = object.equals("app") ? TinyElf.program() : TinyElf.library("lib" + object + ".so");
                for (String needed : line.substring(line.indexOf(':') + 1).strip().split(" +")) {
                    elf.needed(needed.isEmpty() ? new String[0] : new String[] {"lib" + needed + ".so"});
                }
                elf.refer(Reference.data(object));
                if (object.equals("app")) {
                    world.app(elf);
                } else {
                    world.elf("/usr/lib/lib" + object + ".so", elf);
                }
            }
            List<String> missed = world.load().errors().stream().map(e -> e.name().orElseThrow()).toList();
            assertEquals(List.of(expected), missed, release::name);
        }
    }

    @Test
    void aChainIsRelocatedFromItsEnd() {
        order(GLIBC, "app: a; a: b; b: c; c:", "c", "b", "a", "app");
    }

    @Test
    void whatTwoNeedComesBeforeBoth() {
        order(GLIBC, "app: a b; a: c; b: c; c:", "c", "b", "a", "app");
    }

    @Test
    void theAlgorithmsDifferWhereSeveralOrdersAreRight() {
        String graph = "app: a c d; a:; c:; d: c a";
        order(OLD, graph, "a", "c", "d", "app");
        order(NEW, graph, "c", "a", "d", "app");
    }

    @Test
    void theyDifferInCircles() {
        String graph = "app: a; a: d b; b: a d; d:";
        order(OLD, graph, "d", "b", "a", "app");
        order(NEW, graph, "d", "a", "b", "app");
    }

    @Test
    void theyDifferInCirclesBehindTheFirstObject() {
        String graph = "app: a d; a:; d: b; b: a d";
        order(OLD, graph, "a", "b", "d", "app");
        order(NEW, graph, "a", "d", "b", "app");
    }

    @Test
    void aLongCircle() {
        String graph = "app: d; d: a; a: d b; b: c; c: b d a";
        order(OLD, graph, "c", "b", "a", "d", "app");
        order(NEW, graph, "b", "a", "d", "c", "app");
    }

    @Test
    void theCLibraryComesFirstSinceItDoes() {
        for (Release release : GLIBC) {
            World world = World.of(release).app(TinyElf.program().needed("liba.so", "libc.so.6"))
                    .elf("/usr/lib/liba.so", TinyElf.library("liba.so").refer(Reference.data("a")))
                    .elf("/usr/lib/libc.so.6", TinyElf.library("libc.so.6").needed("libz.so").refer(Reference.data("c")))
                    .elf("/usr/lib/libz.so", TinyElf.library("libz.so").refer(Reference.data("z")));
            List<String> missed = world.load().errors().stream().filter(e -> e.kind() == LoadError.Kind.UNDEFINED_SYMBOL).map(e -> e.name().orElseThrow()).toList();
            assertEquals(release.minor() >= GLIBC_2_41.minor() ? List.of("c", "z", "a") : List.of("z", "c", "a"), missed, release::name);
        }
    }
}

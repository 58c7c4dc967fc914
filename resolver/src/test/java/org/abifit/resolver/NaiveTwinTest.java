package org.abifit.resolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.abifit.knowledge.Companions;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.Members;
import org.abifit.loader.Bind;
import org.abifit.loader.Container;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.root.Glob;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** A resolver that tries every set of host libraries, against the one that searches: same verdict, same fewest binds. */
class NaiveTwinTest {
    private static final String LIB = "/usr/lib/x86_64-linux-gnu/";
    private static final int LIBRARIES = 5;
    private static final int WORLDS = Integer.getInteger("abifit.worlds", 400);

    /** An image and a host with random libraries of the same names. */
    private static final class Pair {
        private final Random random;
        final World image = World.of(Release.GLIBC_2_36);
        final World host = World.of(Release.GLIBC_2_36);

        Pair(long seed) {
            random = new Random(seed);
            TinyElf app = TinyElf.program().needed(name(0));
            if (random.nextBoolean()) {
                app = app.needed(name(1)).need(name(1), "L1_1");
            }
            image.app(app);
            for (int i = 0; i < LIBRARIES; i++) {
                if (i < 2 || random.nextInt(4) > 0) {
                    image.elf(LIB + name(i), library(i));
                }
                if (i == 0 || random.nextInt(4) > 0) {
                    host.elf(LIB + name(i), library(i));
                }
            }
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("app needs " + needs(image, World.APP));
            for (int i = 0; i < LIBRARIES; i++) {
                text.append("%nimage %s, host %s".formatted(needs(image, LIB + name(i)), needs(host, LIB + name(i))));
            }
            return text.toString();
        }

        private static String needs(World world, String path) {
            return world.files().lookup(path) instanceof org.abifit.root.FileView.Lookup.Found(String real, org.abifit.root.RegularFile f)
                    && f.content() instanceof org.abifit.root.Content.Elf elf ? path.substring(path.lastIndexOf('/') + 1) + elf.ref().file().needed()
                    + elf.ref().file().verneeds() : "none";
        }

        static String name(int i) {
            return "lib%d.so.1".formatted(i);
        }

        /** A library defines one or two nodes and perhaps a symbol, and needs some of those after it. */
        private TinyElf library(int i) {
            TinyElf library = TinyElf.library(name(i));
            library = random.nextBoolean() ? library.nodes("L%d_1".formatted(i)) : library.nodes("L%d_1".formatted(i), "L%d_2".formatted(i));
            if (random.nextInt(3) > 0) {
                library = library.define("s" + i);
            }
            for (int k = i + 1; k < LIBRARIES; k++) {
                if (random.nextInt(3) == 0) {
                    library = library.needed(name(k));
                    library = random.nextBoolean() ? library.need(name(k), "L%d_%d".formatted(k, 1 + random.nextInt(2))) : library;
                    library = random.nextInt(3) == 0 ? library.refer("s" + k) : library;
                }
            }
            return library;
        }
    }

    @Test
    void searchAndEnumerationAgree() throws Container.BindException {
        int fits = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            Pair pair = new Pair(seed);
            Optional<Integer> expected = fewest(pair);
            HostAnswer answer = answer(pair, Pair.name(0));
            Optional<Integer> got = answer instanceof HostAnswer.Fits f ? Optional.of(f.plan().binds().size()) : Optional.empty();
            assertEquals(expected, got, "seed %d: %s%n%s".formatted(seed, answer, pair));
            fits += expected.isPresent() ? 1 : 0;
        }
        assertTrue(fits > WORLDS / 10 && fits < WORLDS * 9 / 10, "both answers occur: %d of %d fit".formatted(fits, WORLDS));
    }

    /** Two of the five libraries move as one, whichever of them is loaded. */
    @Test
    void withAFamilyTheyAgreeToo() throws Container.BindException {
        int fits = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            Pair pair = new Pair(seed);
            Optional<Integer> expected = fewestUnits(pair);
            HostAnswer answer = answer(pair, "family:pair");
            Optional<Integer> got = answer instanceof HostAnswer.Fits f ? Optional.of(f.plan().units()) : Optional.empty();
            assertEquals(expected, got, "seed %d: %s%n%s".formatted(seed, answer, pair));
            fits += expected.isPresent() ? 1 : 0;
        }
        assertTrue(fits > WORLDS / 10 && fits < WORLDS * 9 / 10, "both answers occur: %d of %d fit".formatted(fits, WORLDS));
    }

    /** Every choice is ruled out by some reason of a core, and by dropping any one reason some choice is ruled out no more. */
    @Test
    void coresProveTheConflictAndNothingInThemIsIdle() {
        int misfits = 0;
        for (long seed = 0; seed < WORLDS / 2; seed++) {
            Pair pair = new Pair(seed);
            for (String want : List.of(Pair.name(0), "family:pair")) {
                if (answer(pair, want) instanceof HostAnswer.Misfit misfit) {
                    NaiveProof proof = new NaiveProof(pair.image, pair.host, LIB, LIBRARIES);
                    String at = "seed %d, %s: %s%n%s".formatted(seed, want, misfit, pair);
                    assertTrue(proof.refutesAll(misfit.core()), at);
                    misfit.core().forEach(r -> assertTrue(!proof.refutesAll(misfit.core().stream().filter(o -> o != r).toList()), r + " is idle: " + at));
                    misfits++;
                }
            }
        }
        assertTrue(misfits > WORLDS / 20, "%d misfits".formatted(misfits));
    }

    private static HostAnswer answer(Pair pair, String want) {
        return Resolver.resolve(new Request(List.of(new Image("image", pair.image.tree())), List.of(new Host("host", pair.host.tree(), pair.host.machine())), List.of(World.APP),
                List.of(want), bindsFirst().knowing(KNOWN))).getFirst().hosts().getFirst();
    }

    private static final List<String> MEMBERS = List.of(Pair.name(0), Pair.name(3));
    private static final Known KNOWN = new Known(new Knowledge(List.of(new Family("pair", "two libraries", List.of("a test"), "2026-11-21", "family", "",
            new Members(List.of(), List.of(), List.of(), List.of(), MEMBERS.stream().map(Glob::of).toList(), List.of(), List.of()), List.of(), List.of(), List.of(), List.of(), Companions.NONE)),
            List.of(), List.of()), List.of(), text -> Optional.empty(), Optional.empty());

    private static Optional<Integer> fewestUnits(Pair pair) throws Container.BindException {
        Optional<Integer> best = Optional.empty();
        for (int set = 1; set < 1 << LIBRARIES; set++) {
            Optional<Judged> judged = judge(pair, set);
            if (judged.isPresent()) {
                List<String> loaded = judged.get().report().resolved().keySet().stream().filter(MEMBERS::contains).toList();
                int units = (int) names(set).stream().map(n -> MEMBERS.contains(n) ? "pair" : n).distinct().count();
                if (!loaded.isEmpty() && judged.get().fromHost().containsAll(loaded) && (best.isEmpty() || units < best.get())) {
                    best = Optional.of(units);
                }
            }
        }
        return best;
    }

    private static Request.Policy bindsFirst() {
        return new Request.Policy(true, List.of(Criterion.BINDS), 1000, 60);
    }

    private static List<String> names(int set) {
        return IntStream.range(0, LIBRARIES).filter(i -> (set >> i & 1) == 1).mapToObj(Pair::name).toList();
    }

    /** What the loader says to a set of host libraries that it accepts. */
    private record Judged(LoadReport report, List<String> fromHost) {}

    private static Optional<Judged> judge(Pair pair, int set) throws Container.BindException {
        List<Bind> binds = names(set).stream().map(n -> new Bind(LIB + n, LIB + n)).toList();
        if (!binds.stream().allMatch(b -> pair.host.files().lookup(b.from()) instanceof org.abifit.root.FileView.Lookup.Found)) {
            return Optional.empty();
        }
        Container container = Container.of(pair.image.tree(), Optional.of(pair.host.files()), binds, false);
        LoadReport report = new Loader().load(container.question(World.APP, new TreeMap<>(), pair.host.machine()));
        LoadReport shipped = pair.image.load();
        boolean allowed = report.verdict() == Verdict.OK || shipped.lazy() == Verdict.OK && shipped.verdict() == Verdict.FAIL && report.lazy() == Verdict.OK
                && shipped.errors().stream().map(e -> e.kind() + "" + e.name()).toList().containsAll(report.errors().stream().map(e -> e.kind() + "" + e.name()).toList());
        return allowed ? Optional.of(new Judged(report, container.fromHost(report))) : Optional.empty();
    }

    private static Optional<Integer> fewest(Pair pair) throws Container.BindException {
        Optional<Integer> best = Optional.empty();
        for (int set = 1; set < 1 << LIBRARIES; set += 2) {
            Optional<Judged> judged = judge(pair, set);
            if (judged.isPresent() && judged.get().fromHost().contains(Pair.name(0)) && (best.isEmpty() || Integer.bitCount(set) < best.get())) {
                best = Optional.of(Integer.bitCount(set));
            }
        }
        return best;
    }
}

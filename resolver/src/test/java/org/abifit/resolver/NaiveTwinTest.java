package org.abifit.resolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.abifit.loader.Bind;
import org.abifit.loader.Container;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
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
            HostAnswer answer = Resolver.resolve(new Request(List.of(new Image("image", pair.image.tree())),
                    List.of(new Host("host", pair.host.tree(), pair.host.machine())), List.of(World.APP), List.of(Pair.name(0)), bindsFirst())).getFirst().hosts().getFirst();
            Optional<Integer> got = answer instanceof HostAnswer.Fits f ? Optional.of(f.plan().binds().size()) : Optional.empty();
            assertEquals(expected, got, "seed %d: %s%n%s".formatted(seed, answer, pair));
            fits += expected.isPresent() ? 1 : 0;
        }
        assertTrue(fits > WORLDS / 10 && fits < WORLDS * 9 / 10, "both answers occur: %d of %d fit".formatted(fits, WORLDS));
    }

    private static Request.Policy bindsFirst() {
        return new Request.Policy(true, List.of(Criterion.BINDS), 1000, 60);
    }

    private static Optional<Integer> fewest(Pair pair) throws Container.BindException {
        Loader loader = new Loader();
        Optional<Integer> best = Optional.empty();
        for (int set = 1; set < 1 << LIBRARIES; set += 2) {
            List<Bind> binds = new ArrayList<>();
            for (int i = 0; i < LIBRARIES; i++) {
                if ((set >> i & 1) == 1) {
                    binds.add(new Bind(LIB + Pair.name(i), LIB + Pair.name(i)));
                }
            }
            boolean there = binds.stream().allMatch(b -> pair.host.files().lookup(b.from()) instanceof org.abifit.root.FileView.Lookup.Found);
            if (there && (best.isEmpty() || binds.size() < best.get())) {
                Container container = Container.of(pair.image.tree(), Optional.of(pair.host.files()), binds, false);
                LoadReport report = loader.load(container.question(World.APP, new TreeMap<>(), pair.host.machine()));
                LoadReport shipped = pair.image.load();
                boolean allowed = report.verdict() == Verdict.OK || shipped.lazy() == Verdict.OK && shipped.verdict() == Verdict.FAIL && report.lazy() == Verdict.OK
                        && shipped.errors().stream().map(e -> e.kind() + "" + e.name()).toList().containsAll(report.errors().stream().map(e -> e.kind() + "" + e.name()).toList());
                if (allowed && container.fromHost(report).contains(Pair.name(0))) {
                    best = Optional.of(binds.size());
                }
            }
        }
        return best;
    }
}

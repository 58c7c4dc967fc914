package org.abifit.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.abifit.knowledge.Companions;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.Members;
import org.abifit.loader.Verdict;
import org.abifit.resolver.Criterion;
import org.abifit.resolver.Host;
import org.abifit.resolver.Image;
import org.abifit.resolver.Known;
import org.abifit.resolver.Request;
import org.abifit.resolver.Strategy;
import org.abifit.root.Glob;
import org.abifit.runs.Names;
import org.abifit.runs.RunRules;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;

/** Random images, hosts and wishes: a handful of libraries with nodes and symbols, a C library now and then, surprises in search paths. */
final class RandomAbi {
    private static final String LIB = "/usr/lib/x86_64-linux-gnu/";
    private static final String ELSEWHERE = "/opt/x/";
    private static final String SECOND = "/app2";
    private static final String BUNDLE = "/opt/site";
    private static final List<Release> RELEASES = List.of(Release.GLIBC_2_31, Release.GLIBC_2_36, Release.GLIBC_2_41);
    private static final List<List<Criterion>> ORDERS = List.of(Criterion.USUAL, Criterion.USUAL, List.of(Criterion.BINDS), List.of(Criterion.DOWNGRADES, Criterion.BINDS),
            List.of(Criterion.BINDS, Criterion.DOWNGRADES, Criterion.LIBC_SWAP), List.of(Criterion.DOWNGRADES));

    private final Random random;
    private final int libraries;
    private final boolean libc;
    private final boolean symbols;
    private final boolean families;

    private RandomAbi(long seed) {
        random = new Random(seed * 7919);
        libraries = 3 + random.nextInt(3);
        libc = random.nextInt(3) == 0;
        symbols = random.nextInt(3) > 0;
        families = random.nextBoolean();
    }

    /** {@return the request of a number, always the same} */
    static Request of(long seed) {
        return new RandomAbi(seed).request();
    }

    private Request request() {
        List<Image> images = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            images.add(new Image("image-" + images.size(), image().tree()));
        }
        List<Host> hosts = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            World world = host();
            Host host = new Host("host_" + hosts.size(), world.tree(), world.machine());
            hosts.add(random.nextInt(8) == 0 ? host.with(BUNDLE, Optional.empty()) : host);
        }
        List<String> apps = random.nextInt(4) == 0 ? List.of(World.APP, SECOND) : List.of(World.APP);
        Request.Policy policy = new Request.Policy(random.nextInt(6) > 0, ORDERS.get(random.nextInt(ORDERS.size())), 200, 60);
        Set<Strategy> strategies = random.nextInt(10) == 0 ? Set.of(Strategy.FAMILY) : Set.of();
        return new Request(images, hosts, apps, wants(), (families ? policy.knowing(known()) : policy).withStrategies(strategies));
    }

    private List<String> wants() {
        List<String> wants = new ArrayList<>(List.of(families && random.nextInt(3) == 0 ? "family:pair" : name(random.nextInt(2))));
        if (random.nextInt(3) == 0) {
            wants.add(name(random.nextInt(libraries)));
        }
        if (libc && random.nextInt(4) == 0) {
            wants.add(random.nextBoolean() ? "libc.so.6" : "libm.so.6");
        }
        return wants;
    }

    /** Two libraries that move as one, and perhaps one whose symbols its users must not take from the other side. */
    private Known known() {
        Members members = new Members(List.of(), List.of(), List.of(), List.of(), List.of(Glob.of(name(0)), Glob.of(name(2))), List.of(), List.of());
        Family pair = new Family("pair", "two libraries", List.of("a test"), "2026-11-29", "family", "", members, List.of(), List.of(), List.of(), List.of(), Companions.NONE);
        RunRules.PrivateNames names = new RunRules.PrivateNames("private", Names.of(List.of(name(1), name(2))), Names.of(List.of("s*")), random.nextBoolean() ? Verdict.FAIL : Verdict.UNKNOWN);
        RunRules rules = new RunRules(List.of(), List.of(names), List.of(), List.of(), List.of(), List.of(), List.of());
        return new Known(new Knowledge(List.of(pair), List.of(), List.of()), List.of(), text -> Optional.empty(), random.nextBoolean() ? Optional.of(rules) : Optional.empty());
    }

    private static String name(int i) {
        return "lib%d.so.1".formatted(i);
    }

    private World root() {
        World world = World.of(RELEASES.get(random.nextInt(RELEASES.size())));
        if (libc) {
            world.libc();
            if (random.nextInt(5) > 0) {
                world.elf("/lib/x86_64-linux-gnu/libm.so.6", TinyElf.library("libm.so.6").needed("libc.so.6").need("libc.so.6", "GLIBC_PRIVATE").nodes("GLIBC_2.2.5").define("cos", "GLIBC_2.2.5"));
            }
        }
        return world;
    }

    private World image() {
        World world = root().app(program()).program(SECOND, program());
        for (int i = 0; i < libraries; i++) {
            if (i < 2 || random.nextInt(4) > 0) {
                world.elf(LIB + name(i), library(i));
            }
            if (random.nextInt(8) == 0) {
                world.elf(ELSEWHERE + name(i), library(i));
            }
        }
        return world;
    }

    private World host() {
        World world = root();
        for (int i = 0; i < libraries; i++) {
            if (random.nextInt(5) > 0) {
                TinyElf library = library(i);
                world.elf(LIB + name(i), switch (random.nextInt(12)) {
                    case 0 -> library.rpath("/opt/x");
                    case 1, 2 -> library.runpath("/opt/x");
                    default -> library;
                });
            }
            if (random.nextInt(3) == 0) {
                world.elf(BUNDLE + "/" + name(i), library(i));
            }
        }
        return world;
    }

    private TinyElf program() {
        TinyElf app = ofLibc(TinyElf.program().needed(name(0)));
        if (random.nextBoolean()) {
            app = app.needed(name(1)).need(name(1), "L1_1");
        }
        if (random.nextInt(6) == 0) {
            app = app.refer(Reference.copy("v0", 8));
        }
        return random.nextInt(8) == 0 ? app.rpath("/opt/x") : app;
    }

    /** Whoever uses the C library asks for some release of it. */
    private TinyElf ofLibc(TinyElf elf) {
        if (!libc || random.nextInt(3) == 0) {
            return elf;
        }
        TinyElf user = elf.needed("libc.so.6").need("libc.so.6", List.of("GLIBC_2.2.5", "GLIBC_2.28", "GLIBC_2.34", "GLIBC_2.38").get(random.nextInt(4)));
        return random.nextInt(3) == 0 ? user.needed("libm.so.6").need("libm.so.6", "GLIBC_2.2.5") : user;
    }

    /** A library defines one or two nodes, or none, and perhaps a symbol, and needs some of those after it. */
    private TinyElf library(int i) {
        TinyElf library = ofLibc(TinyElf.library(name(i)));
        library = switch (random.nextInt(5)) {
            case 0 -> library;
            case 1, 2 -> library.nodes("L%d_1".formatted(i));
            default -> library.nodes("L%d_1".formatted(i), "L%d_2".formatted(i));
        };
        if (!symbols || random.nextInt(3) > 0) {
            library = library.define("s" + i);
        }
        if (i == 0) {
            library = library.define(Definition.object("v0", random.nextInt(3) == 0 ? 16 : 8));
        }
        for (int k = i + 1; k < libraries; k++) {
            if (random.nextInt(3) == 0) {
                library = library.needed(name(k));
                library = random.nextBoolean() ? library.need(name(k), "L%d_%d".formatted(k, 1 + random.nextInt(2))) : library;
                library = random.nextInt(3) == 0 ? library.refer("s" + k) : library;
            }
        }
        return library;
    }
}

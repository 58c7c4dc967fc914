package org.abifit.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.abifit.testkit.Bind;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;

/**
 * A handful of libraries thrown together: copies in several folders, search paths that lead to some of them, versions that are
 * there or not, symbols that are hidden, weak or missing, files that are none. The same seed gives the same world.
 */
public final class RandomWorld {
    private static final List<String> NAMES = List.of("libza.so.1", "libzb.so.1", "libzc.so.2", "libzd.so", "libze.so.1", "libzf.so.10");
    private static final List<String> SYMBOLS = List.of("za", "zb", "zc", "zd", "ze", "zf", "zg");
    private static final List<String> NODES = List.of("Z_1", "Z_2", "Z_3");
    private static final List<String> FOLDERS = List.of("d1", "d2", "d3", "d1/sub");

    private final Random random;
    private final World world;
    private final String top;
    private final boolean rooted;

    private RandomWorld(long seed, World world, String top) {
        this.random = new Random(seed);
        this.world = world;
        this.top = top;
        this.rooted = top.isEmpty();
    }

    /**
     * Fills a world.
     *
     * @param top the folder that everything lies in; empty for a root of its own, which has a cache and default folders
     */
    public static World fill(World world, long seed, String top) {
        RandomWorld random = new RandomWorld(seed, world, top);
        random.fill();
        return world;
    }

    private void fill() {
        world.program(top + "/app", object(TinyElf.program(), "app"));
        for (String name : NAMES) {
            int copies = chance(96) ? 1 + random.nextInt(3) : 0;
            folders().stream().limit(copies).forEach(folder -> copy(folder, name));
        }
        environment();
        if (rooted && chance(50)) {
            NAMES.stream().filter(n -> chance(40)).forEach(n -> world.cached(chance(90) ? n : n + "0", pick(roots()) + "/" + n));
        }
    }

    /** {@return the folders in random order, with those that the loader searches by itself} */
    private List<String> folders() {
        List<String> all = new ArrayList<>(roots());
        if (rooted) {
            all.add("/usr/lib");
            all.add("/lib/x86_64-linux-gnu");
        }
        java.util.Collections.shuffle(all, random);
        return all;
    }

    private List<String> roots() {
        return FOLDERS.stream().map(f -> top + "/" + f).toList();
    }

    // ---- files

    private void copy(String folder, String name) {
        String path = folder + "/" + name;
        switch (random.nextInt(60)) {
            case 0 -> world.bytes(path, new byte[chance(50) ? 0 : 200]);
            case 1 -> world.link(path, name);
            case 2 -> world.link(path, "nowhere");
            case 3 -> world.folder(path);
            case 4 -> world.elf(path, TinyElf.library(name).machine(Machine.I386));
            case 5 -> world.elf(path, TinyElf.library(name).machine(Machine.AARCH64));
            case 6, 7, 8 -> world.elf(top + "/real-" + folder.replace('/', '-') + "/" + name, library(name)).link(path, top + "/real-" + folder.replace('/', '-') + "/" + name);
            case 9 -> world.elf(path, library(name)).hardLink(path + ".too", path);
            default -> world.elf(path, library(name));
        }
    }

    private TinyElf library(String name) {
        TinyElf elf = chance(85) ? TinyElf.library(name) : chance(50) ? TinyElf.library() : TinyElf.library(pick(NAMES));
        List<String> nodes = NODES.stream().filter(n -> chance(90)).toList();
        boolean versioned = chance(60) && !nodes.isEmpty();
        if (versioned) {
            elf.nodes(nodes.toArray(String[]::new));
        }
        for (String symbol : SYMBOLS) {
            if (chance(60)) {
                define(elf, symbol, versioned ? nodes : List.of());
            }
        }
        if (chance(10)) {
            elf.bothHashes();
        } else if (chance(10)) {
            elf.sysvHash();
        }
        return object(elf, name);
    }

    private void define(TinyElf elf, String symbol, List<String> nodes) {
        boolean function = chance(80);
        Definition definition = function ? Definition.function(symbol) : Definition.object(symbol, 16);
        switch (random.nextInt(20)) {
            case 0 -> definition.visibility(Elf.STV_HIDDEN);
            case 1 -> definition.visibility(function ? Elf.STV_PROTECTED : Elf.STV_INTERNAL);
            case 2, 3 -> definition.weak();
            case 4 -> definition.type(Elf.STT_NOTYPE);
            case 5 -> definition.binding(Elf.STB_LOCAL);
            default -> { }
        }
        if (!nodes.isEmpty() && chance(85)) {
            definition = chance(70) ? definition.version(pick(nodes)) : definition.hiddenVersion(pick(nodes));
        }
        elf.define(definition);
    }

    /** What programs and libraries have alike: what they need, where they look, what they refer to. */
    private TinyElf object(TinyElf elf, String self) {
        List<String> needed = NAMES.stream().filter(n -> !n.equals(self) && chance(self.equals("app") ? 35 : 12)).collect(Collectors.toCollection(ArrayList::new));
        java.util.Collections.shuffle(needed, random);
        if (needed.isEmpty() && self.equals("app")) {
            needed.add(NAMES.getFirst());
        }
        for (String name : needed) {
            elf.needed(chance(92) ? name : chance(50) ? pick(roots()) + "/" + name : self.equals("app") ? name : "$ORIGIN/" + name);
        }
        if (chance(1)) {
            elf.needed("libznone.so.1");
        }
        if (chance(2) && !self.equals("app")) {
            elf.filter(pick(NAMES));
        }
        searchPaths(elf, self);
        for (String symbol : SYMBOLS) {
            if (chance(12)) {
                refer(elf, symbol, needed, self);
            }
        }
        if (chance(8)) {
            elf.flags(chance(50) ? Elf.DF_BIND_NOW : Elf.DF_SYMBOLIC);
        }
        return elf;
    }

    private void searchPaths(TinyElf elf, String self) {
        if (chance(self.equals("app") ? 45 : 20)) {
            elf.rpath(path(self));
        }
        if (chance(self.equals("app") ? 45 : 20)) {
            elf.runpath(path(self));
        }
        if (chance(2)) {
            elf.flags1(Elf.DF_1_NODEFLIB);
        }
    }

    /** In a root of its own there is no /proc, and without it a program does not know its origin. */
    private String path(String self) {
        boolean origin = !rooted || !self.equals("app");
        return IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> switch (random.nextInt(12)) {
            case 0 -> origin ? "$ORIGIN" : top + "/d1";
            case 1 -> origin ? "${ORIGIN}/sub" : top + "/d2";
            case 2 -> origin ? "$ORIGIN/../d2/" : top + "/d3//";
            case 3 -> top + "/$LIB";
            case 4 -> top + "/none";
            default -> pick(roots());
        }).collect(Collectors.joining(":"));
    }

    private void refer(TinyElf elf, String symbol, List<String> needed, String self) {
        Reference reference = switch (random.nextInt(self.equals("app") ? 11 : 10)) {
            case 0, 1, 2, 3, 4 -> Reference.lazy(symbol);
            case 5 -> Reference.lazy(symbol).also(Bind.POINTER);
            case 6 -> Reference.unused(symbol);
            case 10 -> Reference.copy(symbol, 16);
            default -> Reference.data(symbol);
        };
        if (chance(25)) {
            reference.weak();
        }
        List<String> files = needed.isEmpty() || chance(2) ? NAMES : needed;
        if (chance(45) && (!needed.isEmpty() || chance(3))) {
            reference = chance(93) ? reference.version(pick(files), pick(NODES)) : reference.weakVersion(pick(files), pick(NODES));
        }
        elf.refer(reference);
    }

    // ---- around them

    private void environment() {
        if (chance(70)) {
            world.env("LD_LIBRARY_PATH", IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> chance(5) ? top + "/none" : pick(roots()))
                    .collect(Collectors.joining(chance(80) ? ":" : ";")));
        }
        if (chance(20)) {
            world.env("LD_PRELOAD", IntStream.range(0, 1 + random.nextInt(2)).mapToObj(i -> chance(50) ? pick(NAMES) : pick(roots()) + "/" + pick(NAMES))
                    .collect(Collectors.joining(chance(50) ? ":" : " ")));
        }
        if (rooted && chance(10)) {
            world.config("/etc/ld.so.preload", pick(roots()) + "/" + pick(NAMES) + "\n");
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}

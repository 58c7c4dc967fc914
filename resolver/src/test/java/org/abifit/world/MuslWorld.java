package org.abifit.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.abifit.testkit.Bind;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Ehdr;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;

/**
 * Libraries thrown together around what is special to musl: paths with its separators and its one token, names that are the loader
 * itself, files of all kinds where a library is expected, symbols of all types and bindings, relocations against an object's own
 * symbols. The same seed gives the same world.
 */
public final class MuslWorld {
    /** {@code RTLD_LAZY}, {@code RTLD_NOW}, {@code RTLD_GLOBAL}. */
    public static final int LAZY = 1, NOW = 2, GLOBAL = 0x100;
    private static final List<String> NAMES = List.of("libza.so.1", "libzb.so.1", "libzc.so.2", "libzd.so", "libze.so.1", "zf.so");
    private static final List<String> ITSELF = List.of("libc.so", "libm.so.6", "libpthread.so.0", "libc.musl-x86_64.so.1", "libdl.so.2", "libdl.so.3", "librt.so.1");
    private static final List<String> SYMBOLS = List.of("za", "zb", "zc", "zd", "ze", "zf", "zg", "zh");
    private static final List<String> LIBC_SYMBOLS = List.of("printf", "fopen64", "posix_fallocate64", "readdir64_r", "__fxstatat64", "lseek64", "nosuch64", "malloc", "environ");
    private static final List<String> NODES = List.of("Z_1", "Z_2");
    private static final List<String> FOLDERS = List.of("d1", "d2", "d1/sub", "lib", "usr/local/lib", "usr/lib");
    private static final String LINKS = "d3";
    private static final int MOST_COPIES = 3;

    private final Random random;
    private final World world;
    private final String top;
    private final boolean opens;
    private final Set<String> linked = new HashSet<>();
    private final List<Opened> opened = new ArrayList<>();

    /** A call of dlopen that the program makes. */
    public record Opened(String file, int flags) {}

    private MuslWorld(long seed, World world, String top, boolean opens) {
        this.random = new Random(seed);
        this.world = world;
        this.top = top;
        this.opens = opens;
    }

    /**
     * {@return what the program opens, after filling a world}
     *
     * @param top the folder that everything lies in; empty for a root of its own
     * @param opens whether the program opens something
     */
    public static List<Opened> fill(World world, long seed, String top, boolean opens) {
        MuslWorld random = new MuslWorld(seed, world, top, opens);
        random.fill();
        return random.opened;
    }

    /** {@return the program of a world that lies in a folder} */
    public static String app(String top) {
        return top + "/app";
    }

    private void fill() {
        for (String name : NAMES) {
            int copies = chance(opens ? 97 : 94) ? 1 + random.nextInt(MOST_COPIES) : 0;
            List<String> folders = new ArrayList<>(FOLDERS);
            Collections.shuffle(folders, random);
            folders.stream().limit(copies).forEach(folder -> copy(top + "/" + folder, name));
        }
        world.program(app(top), program());
        environment();
        if (chance(25)) {
            world.config(top + "/etc/ld-musl-x86_64.path", chance(10) ? "" : path(true, "\n"));
        } else if (chance(4)) {
            world.folder(top + "/etc/ld-musl-x86_64.path");
        } else if (chance(3)) {
            world.link(top + "/etc", "etc");
        }
    }

    // ---- files

    private void copy(String folder, String name) {
        String path = folder + "/" + name;
        switch (random.nextInt(opens ? 90 : 60)) {
            case 0 -> world.bytes(path, new byte[chance(50) ? 0 : 200]);
            case 1 -> world.link(path, name);
            case 2 -> world.link(path, "nowhere");
            case 3 -> world.folder(path);
            case 4 -> world.elf(path, TinyElf.library(name).machine(pick(List.of(Machine.I386, Machine.S390X))));
            case 5 -> world.elf(path, TinyElf.library(name).machine(Machine.AARCH64));
            case 6, 7 -> world.elf(folder + "/real/" + name, library(name)).link(path, "real/" + name);
            case 8, 9 -> hardLinked(path, name);
            case 10 -> world.elf(path, library(name).type(pick(List.of(Elf.ET_REL, Elf.ET_CORE))));
            case 11 -> world.elf(path, library(name).base(pick(List.of(0x400000L, 0x10000000L, 0x8000L))).type(Elf.ET_EXEC));
            case 12 -> world.elf(path, library(name).header(Ehdr.E_PHENTSIZE, pick(List.of(64L, 57L, 0L, 32L))));
            case 13 -> world.elf(path, library(name).withoutSegment(Elf.PT_DYNAMIC));
            case 14 -> world.elf(path, chance(50) ? library(name).noHash() : library(name).define("__libc_start_main").define(Definition.object("stdin", 8)));
            case 15 -> world.elf(path, library(name).ident(pick(List.of(Elf.EI_OSABI, Elf.EI_ABIVERSION, Elf.EI_PAD)), 1));
            case 16 -> world.bytes(path, java.util.Arrays.copyOf(library(name).build(), pick(List.of(3, 51, 63))));
            case 17 -> linkToOther(path, name);
            default -> world.elf(path, library(name));
        }
    }

    /** A second name of the file, which need not be the same, in a folder that holds nothing else. */
    private void hardLinked(String path, String name) {
        world.elf(path, library(name));
        String other = chance(70) ? name : pick(NAMES);
        if (linked.add(other)) {
            world.hardLink(top + "/" + LINKS + "/" + other, path);
        }
    }

    private void linkToOther(String path, String name) {
        String other = pick(NAMES);
        if (other.equals(name)) {
            world.elf(path, library(name));
        } else {
            world.link(path, "../" + pick(FOLDERS) + "/" + other);
        }
    }

    private TinyElf library(String name) {
        TinyElf elf = chance(85) ? TinyElf.library(name) : TinyElf.library();
        boolean versioned = chance(50);
        if (versioned) {
            elf.nodes(NODES.toArray(String[]::new));
        }
        Set<String> defined = new HashSet<>();
        for (String symbol : SYMBOLS) {
            if (chance(45)) {
                elf.define(definition(symbol, versioned));
                defined.add(symbol);
            }
        }
        if (chance(opens ? 20 : 5)) {
            elf.threadLocal(16, 8);
        }
        return object(elf, name, defined);
    }

    private Definition definition(String symbol, boolean versioned) {
        boolean function = chance(75);
        Definition definition = function ? Definition.function(symbol) : Definition.object(symbol, 16);
        switch (random.nextInt(30)) {
            case 0 -> definition.visibility(pick(List.of(Elf.STV_HIDDEN, Elf.STV_INTERNAL, Elf.STV_PROTECTED)));
            case 1, 2 -> definition.weak();
            case 3 -> definition.binding(pick(List.of(Elf.STB_LOCAL, Elf.STB_GNU_UNIQUE, 13)));
            case 4 -> definition.type(pick(List.of(Elf.STT_NOTYPE, Elf.STT_SECTION, Elf.STT_FILE, Elf.STT_COMMON)));
            case 5 -> definition = Definition.ifunc(symbol);
            case 6 -> definition = Definition.absolute(symbol, random.nextInt(2));
            case 7 -> definition.value(0);
            case 8 -> definition = Definition.tls(symbol, 8);
            default -> { }
        }
        if (versioned && chance(80)) {
            definition = chance(70) ? definition.version(pick(NODES)) : definition.hiddenVersion(pick(NODES));
        }
        if (chance(12)) {
            definition.also(pick(List.of(Bind.LAZY, Bind.GOT, Bind.POINTER)));
        }
        return definition;
    }

    private TinyElf program() {
        TinyElf elf = object(chance(20) ? TinyElf.fixedProgram() : TinyElf.program(), "app", Set.of());
        if (opens) {
            elf.needed("libc.so").refer("dlopen").refer("dlerror");
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                Opened call = new Opened(chance(70) ? pick(NAMES) : chance(80) ? top + "/" + pick(FOLDERS) + "/" + pick(NAMES) : neededName(),
                        (chance(40) ? LAZY : NOW) | (chance(30) ? GLOBAL : 0));
                opened.add(call);
                elf.dlopen(call.file(), call.flags());
            }
        }
        if (!opens && chance(2)) {
            elf.noHash();
        }
        return elf;
    }

    /** What programs and libraries have alike: what they need, where they look, what they refer to besides what they define. */
    private TinyElf object(TinyElf elf, String self, Set<String> defined) {
        boolean app = self.equals("app");
        int most = app ? opens ? 10 : 35 : 14;
        List<String> needed = NAMES.stream().filter(n -> !n.equals(self) && chance(most)).collect(Collectors.toCollection(ArrayList::new));
        if (chance(app ? 50 : 20)) {
            needed.add(pick(ITSELF));
        }
        Collections.shuffle(needed, random);
        for (String name : needed) {
            elf.needed(chance(opens ? 97 : 92) ? name : neededName());
        }
        if (chance(20)) {
            elf.filter(pick(NAMES));
        }
        if (chance(app ? 45 : 25)) {
            elf.rpath(path(!app || !top.isEmpty(), ":"));
        }
        if (chance(app ? 35 : 15)) {
            elf.runpath(path(!app || !top.isEmpty(), ":"));
        }
        boolean initialExec = chance(opens ? 30 : 10);
        for (String symbol : SYMBOLS) {
            if (!defined.contains(symbol) && chance(opens && app ? 2 : opens ? 12 : 10)) {
                elf.refer(reference(elf, symbol, app, initialExec));
            }
        }
        if (chance(15)) {
            elf.refer(chance(70) ? Reference.lazy(pick(LIBC_SYMBOLS)) : Reference.data(pick(LIBC_SYMBOLS)));
        }
        hashes(elf);
        if (chance(8)) {
            elf.flags(pick(List.of(Elf.DF_BIND_NOW, Elf.DF_SYMBOLIC)));
        }
        if (chance(3)) {
            elf.relr(2);
        }
        return elf;
    }

    private void hashes(TinyElf elf) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            elf.bothHashes();
        } else if (kind < 3) {
            elf.sysvHash();
        }
    }

    private String neededName() {
        return switch (random.nextInt(9)) {
            case 0 -> "";
            case 1 -> "l".repeat(256);
            case 2 -> "/lib/ld-musl-x86_64.so.1";
            case 3 -> "ld-musl-x86_64.so.1";
            case 4 -> "d1/" + pick(NAMES);
            case 5 -> "$ORIGIN/" + pick(NAMES);
            case 6 -> top + "/" + pick(FOLDERS) + "//" + pick(NAMES);
            case 7 -> top + "/app/" + pick(NAMES);
            default -> top + "/" + pick(FOLDERS) + "/" + pick(NAMES);
        };
    }

    private String path(boolean origin, String separator) {
        return IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> element(origin)).collect(Collectors.joining(chance(85) ? separator : separator.equals(":") ? "\n" : ":"));
    }

    /** A program does not know its origin where there is no {@code /proc}. */
    private String element(boolean origin) {
        return switch (random.nextInt(26)) {
            case 0, 1 -> origin ? "$ORIGIN" : top + "/d1";
            case 2 -> origin ? "${ORIGIN}/sub" : top + "/d2/";
            case 3 -> origin ? "$ORIGIN/../d2" : top + "/d1/../d2";
            case 4 -> origin ? "$ORIGINsub" : top + "/d2//";
            case 5 -> chance(30) ? "$LIB" : top + "/d2";
            case 6 -> "";
            case 7 -> top + "/app";
            case 8 -> "d1";
            case 9 -> top + "/" + "x".repeat(pick(List.of(255, 256, 500)));
            case 10 -> top + "/none";
            case 11, 12 -> top + "/" + LINKS;
            default -> top + "/" + pick(FOLDERS);
        };
    }

    private Reference reference(TinyElf elf, String symbol, boolean app, boolean initialExec) {
        Reference reference = switch (random.nextInt(app ? 13 : 10)) {
            case 0, 1, 2 -> Reference.lazy(symbol);
            case 3 -> Reference.lazy(symbol).also(Bind.POINTER);
            case 4 -> Reference.unused(symbol);
            case 5 -> Reference.lazy(symbol).also(Bind.GOT);
            case 6 -> chance(50) ? threadLocal(elf, symbol, initialExec) : Reference.data(symbol);
            case 10 -> Reference.copy(symbol, 16);
            case 11 -> Reference.lazy(symbol).canonicalPlt();
            default -> Reference.data(symbol);
        };
        if (chance(25)) {
            reference.weak();
        }
        return chance(20) ? reference.version(pick(NAMES), pick(NODES)) : reference;
    }

    private static Reference threadLocal(TinyElf elf, String symbol, boolean initialExec) {
        if (initialExec) {
            elf.flags(Elf.DF_STATIC_TLS);
        }
        return initialExec ? Reference.initialExecTls(symbol) : Reference.tls(symbol);
    }

    // ---- around them

    private void environment() {
        if (chance(45)) {
            world.env("LD_LIBRARY_PATH", path(false, ":"));
        }
        if (chance(20)) {
            world.env("LD_PRELOAD", IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> chance(60) ? pick(NAMES) : chance(50) ? neededName() : top + "/d1/" + pick(NAMES))
                    .collect(Collectors.joining(pick(List.of(":", " ", "\t", ": ")))));
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}

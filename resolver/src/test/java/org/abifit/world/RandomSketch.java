package org.abifit.world;

import static org.abifit.testkit.TinyElf.library;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.abifit.root.LdSoCache;
import org.abifit.testkit.Bind;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Ehdr;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Note;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.VersionNeed;
import org.abifit.testkit.VersionNode;

/**
 * Throws a handful of libraries together: copies in several folders, search paths that lead to some of them, versions that are there
 * or not, symbols that are hidden, weak or missing, files that are none. Each world also has up to three themes, odd things that it is
 * full of; what is odd everywhere would only ever meet the first error. The same seed gives the same world.
 */
public final class RandomSketch {
    private static final List<String> NAMES = List.of("libza.so.1", "libzb.so.1", "libzc.so.2", "libzd.so", "libze.so.1", "libzf.so.10");
    private static final List<String> SYMBOLS = List.of("za", "zb", "zc", "zd", "ze", "zf", "zg");
    private static final List<String> VARIABLES = List.of("va", "vb");
    private static final List<String> THREAD_LOCALS = List.of("ta", "tb");
    private static final List<String> NODES = List.of("Z_1", "Z_2", "Z_3");
    private static final List<String> FOLDERS = List.of("/d1", "/d2", "/d3", "/d1/sub");
    /** Older releases also look into folders that depend on the make of the processor, {@code haswell} and {@code avx512_1}; a level does not tell it. */
    private static final List<String> HWCAPS = List.of("glibc-hwcaps/x86-64-v2", "glibc-hwcaps/x86-64-v3", "glibc-hwcaps/x86-64-v4", "glibc-hwcaps/x86-64-v5", "tls",
            "x86_64", "tls/x86_64", "i686", "tls/tls");
    /** A fake C library: its name is one that DT_RELR asks for the marker of, and no release's own. */
    private static final String LIBC = "libc.so.9";
    private static final String MARKER = "GLIBC_ABI_DT_RELR";

    /** Something that a world is full of. */
    private enum Theme {
        PATHS, TOKENS, HARDWARE, CACHE, LINKS, BROKEN_FILES, HEADERS, VERSION_NEEDS, VERSION_NODES, SYMBOLS, THREAD_LOCAL, COPY, FLAGS, NOTES, PRELOAD, ENVIRONMENT, RELR, FILTERS,
        STACK, SONAMES, DAMAGE
    }

    private final Random random;
    private final List<Sketch.Decision> decisions = new ArrayList<>();
    private final Set<Theme> themes = EnumSet.noneOf(Theme.class);
    private final List<String> libraries = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private String app = World.APP;

    private RandomSketch(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** {@return the world of a seed} */
    public static Sketch of(long seed) {
        RandomSketch sketch = new RandomSketch(seed);
        sketch.fill();
        return new Sketch(seed, List.copyOf(sketch.decisions));
    }

    private void fill() {
        for (int i = random.nextInt(4); i > 0; i--) {
            themes.add(Theme.values()[random.nextInt(Theme.values().length)]);
        }
        program();
        for (String name : NAMES) {
            int copies = chance(97) ? 1 + random.nextInt(3) : 0;
            folders().stream().limit(copies).forEach(folder -> copy(folder, name));
        }
        if (is(Theme.RELR)) {
            libc();
        }
        if (is(Theme.LINKS)) {
            links();
        }
        cache();
        environment();
        if (is(Theme.DAMAGE) && !libraries.isEmpty()) {
            damage();
        }
    }

    private boolean is(Theme theme) {
        return themes.contains(theme);
    }

    /** {@return whether something odd is done: often where the world is about it, else hardly ever} */
    private boolean odd(Theme theme, int percent) {
        return is(theme) ? chance(percent) : chance(1) && chance(20);
    }

    // ---- the program

    /** The kernel's link to the running program is how loaders learn their {@code $ORIGIN}; a root of one's own has none, so here is one. */
    private void program() {
        if (is(Theme.LINKS) && chance(60)) {
            app = pick(List.of("/d1", "/d2", "/o/bin")) + World.APP;
            link(World.APP, chance(50) ? app : app.substring(1));
        }
        String file = app;
        decide("program " + file, d -> {
            d.elf(file, TinyElf.program());
            d.other(w -> w.link("/proc/self/exe", file));
        });
        if (odd(Theme.HEADERS, 20)) {
            decide(file + ": at a fixed address", d -> d.elf(file, TinyElf.fixedProgram()));
        }
        object(file, "app");
    }

    // ---- files

    /** {@return the folders in random order, with those that the loader searches by itself} */
    private List<String> folders() {
        List<String> all = new ArrayList<>(FOLDERS);
        all.add("/usr/lib");
        all.add("/lib/x86_64-linux-gnu");
        if (chance(20)) {
            all.add(pick(List.of("/lib", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/local/lib")));
        }
        if (is(Theme.HARDWARE)) {
            HWCAPS.stream().filter(h -> chance(30)).forEach(h -> all.add(pick(List.of("/d1", "/d2", "/d3", "/usr/lib", "/lib/x86_64-linux-gnu")) + "/" + h));
        }
        Collections.shuffle(all, random);
        return all;
    }

    private void copy(String folder, String name) {
        String path = folder + "/" + name;
        if (!taken.add(path)) {
            return;
        }
        int kind = is(Theme.HEADERS) && chance(15) ? 7 : is(Theme.BROKEN_FILES) ? random.nextInt(30) : is(Theme.LINKS) ? 8 + random.nextInt(20) : random.nextInt(400);
        switch (kind) {
            case 0 -> bytes(path, new byte[0]);
            case 1 -> bytes(path, new byte[pick(List.of(3, 4, 16, 40, 51, 52, 63, 64, 200))]);
            case 2 -> other("folder " + path, w -> w.folder(path));
            case 3 -> foreign(path, library(name).machine(Machine.I386), "for i386");
            case 4 -> foreign(path, library(name).machine(pick(List.of(Machine.AARCH64, Machine.S390X, Machine.PPC))), "for another machine");
            case 5 -> bytes(path, pick(List.of("GROUP ( libz.so )\n", "#!/bin/sh\nexit\n", "\u007fELF", "!<arch>\n")).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            case 6 -> truncated(path, name);
            case 7 -> header(path, name);
            case 8 -> link(path, name);
            case 9 -> link(path, "nowhere");
            case 10, 11, 12 -> linked(folder, path, name);
            case 13 -> hardLinked(path, name);
            case 14 -> link(path, pick(FOLDERS) + "/" + name);
            default -> lib(path, name);
        }
    }

    private void bytes(String path, byte[] bytes) {
        other("%s: %d bytes that are no library".formatted(path, bytes.length), w -> w.bytes(path, bytes));
    }

    private void foreign(String path, TinyElf elf, String what) {
        byte[] bytes = elf.build();
        other("%s: %s".formatted(path, what), w -> w.bytes(path, bytes));
    }

    /** Cut in the header or before its program headers: a loader refuses that before it maps anything. */
    private void truncated(String path, String name) {
        byte[] whole = library(name).build();
        int size = pick(List.of(5, 20, 52, 63));
        other("%s: a library cut to %d bytes".formatted(path, size), w -> w.bytes(path, java.util.Arrays.copyOf(whole, size)));
    }

    private void link(String path, String target) {
        other("link %s -> %s".formatted(path, target), w -> w.link(path, target));
    }

    private void linked(String folder, String path, String name) {
        String real = "/real" + folder.replace('/', '-') + "/" + name;
        lib(real, name);
        link(path, chance(50) ? real : "/..".repeat(3).substring(1) + real);
    }

    private void hardLinked(String path, String name) {
        lib(path, name);
        String too = chance(50) ? path + ".too" : pick(FOLDERS) + "/" + pick(NAMES);
        if (taken.add(too)) {
            decide("hard link %s = %s".formatted(too, path), d -> d.hardLink(too, path));
        }
    }

    /** A file that one field of the header makes no library, or an odd one. */
    private void header(String path, String name) {
        lib(path, name);
        if (chance(50)) {
            damageHeader(path);
            return;
        }
        int field = random.nextInt(15);
        boolean damages = field == 4 || field == 12;
        decisions.add(new Sketch.Decision(path + ": header oddity " + field, damages, d -> d.trait(path, e -> {
            switch (field) {
                case 0 -> e.ident(Elf.EI_OSABI, Elf.ELFOSABI_FREEBSD);
                case 1 -> e.ident(Elf.EI_OSABI, Elf.ELFOSABI_GNU);
                case 2 -> e.ident(Elf.EI_ABIVERSION, 1);
                case 3 -> e.ident(Elf.EI_PAD, 1);
                case 4 -> e.ident(Elf.EI_DATA, Elf.ELFDATA2MSB);
                case 5 -> e.header(Ehdr.E_VERSION, 2);
                case 6 -> e.header(Ehdr.E_PHENTSIZE, 55);
                case 7 -> e.type(Elf.ET_REL);
                case 8 -> e.type(Elf.ET_CORE);
                case 9 -> e.flags1(Elf.DF_1_PIE);
                case 10 -> e.loadAlign(0x800);
                case 11 -> e.type(Elf.ET_EXEC);
                case 12 -> e.withoutSegment(Elf.PT_LOAD);
                case 13 -> e.shiftLoad(1, 0x10);
                default -> e.withoutSegment(Elf.PT_DYNAMIC);
            }
        })));
    }

    private void damageHeader(String path) {
        Damage damage = new Damage(Damage.Area.HEADER, random.nextInt(24), 1, random.nextInt(5), false);
        decisions.add(new Sketch.Decision(path + ": damage " + damage, true, d -> d.damage(path, damage)));
    }

    private void lib(String path, String name) {
        libraries.add(path);
        int soname = random.nextInt(100);
        String other = pick(NAMES);
        boolean usual = !is(Theme.SONAMES) || soname < 50;
        String own = usual ? name : soname < 70 ? null : soname < 95 ? other : soname < 97 ? "" : path;
        decide("library %s, soname %s".formatted(path, own), d -> d.elf(path, own == null ? library() : library(own)));
        List<String> nodes = NODES.stream().filter(n -> chance(90)).toList();
        boolean versioned = chance(60) && !nodes.isEmpty();
        if (versioned) {
            nodes.forEach(n -> node(path, n));
        }
        boolean sysv = chance(10);
        SYMBOLS.stream().filter(s -> chance(70)).forEach(s -> define(path, s, versioned ? nodes : List.of(), sysv));
        VARIABLES.stream().filter(s -> chance(40)).forEach(s -> variable(path, s, versioned ? nodes : List.of()));
        if (is(Theme.THREAD_LOCAL)) {
            THREAD_LOCALS.stream().filter(s -> chance(60)).forEach(s -> trait(path, "defines thread-local " + s, e -> e.define(Definition.tls(s, 8))));
        }
        if (sysv) {
            boolean both = chance(50);
            trait(path, both ? "both hash tables" : "DT_HASH only", both ? TinyElf::bothHashes : TinyElf::sysvHash);
        }
        object(path, name);
    }

    private void node(String path, String name) {
        if (!odd(Theme.VERSION_NODES, 30)) {
            trait(path, "node " + name, e -> e.nodes(name));
            return;
        }
        int kind = random.nextInt(6);
        trait(path, "node %s, oddity %d".formatted(name, kind), e -> {
            switch (kind) {
                case 0 -> e.node(VersionNode.of(name).hash(0x1234));
                case 1 -> e.node(VersionNode.of(name).weak());
                case 2 -> e.node(VersionNode.of(name).flags(Elf.VER_FLG_BASE));
                case 3 -> e.node(VersionNode.of(name).parent("Z_0"));
                case 4 -> e.nodes(name).noBaseNode();
                default -> e.nodes(name).baseNode("Z_2");
            }
        });
    }

    // ---- definitions

    /** DT_HASH would hold local symbols too, which no linker puts there. */
    private void define(String path, String symbol, List<String> nodes, boolean sysv) {
        int kind = is(Theme.SYMBOLS) ? random.nextInt(18) : chance(30) ? random.nextInt(13) : 40;
        String in = !nodes.isEmpty() && chance(85) ? pick(nodes) : null;
        boolean hidden = chance(30);
        boolean function = chance(80);
        int index = odd(Theme.VERSION_NODES, 15) ? pick(nodes.size() < 2 ? List.of(0, 1, 0x8000, 0x8001) : List.of(0, 1, 2, 3, 0x8000, 0x8001, 0x8002, 0x8003)) : -1;
        trait(path, "defines %s%s, kind %d%s%s".formatted(symbol, in == null ? "" : (hidden ? "@" : "@@") + in, kind, function ? "" : ", object", index < 0 ? "" : ", index " + index), e -> {
            Definition definition = function ? Definition.function(symbol) : Definition.object(symbol, 16);
            switch (kind) {
                case 0 -> definition.visibility(Elf.STV_HIDDEN);
                case 1 -> definition.visibility(Elf.STV_INTERNAL);
                case 2 -> definition.visibility(Elf.STV_PROTECTED);
                case 3, 4 -> definition.weak();
                case 5 -> definition.type(Elf.STT_NOTYPE);
                case 6 -> definition.binding(sysv ? Elf.STB_GLOBAL : Elf.STB_LOCAL);
                case 7 -> definition.binding(Elf.STB_GNU_UNIQUE);
                case 8 -> definition.type(Elf.STT_SECTION);
                case 9 -> definition.type(Elf.STT_COMMON);
                case 10 -> definition.value(0);
                case 11 -> definition = Definition.absolute(symbol, 0);
                case 12 -> definition = Definition.absolute(symbol, 0x1000);
                case 13 -> definition.sectionIndex(Elf.SHN_UNDEF);
                case 14 -> definition.binding(13);
                case 15 -> definition.type(Elf.STT_FILE);
                default -> { }
            }
            if (in != null) {
                definition = hidden ? definition.hiddenVersion(in) : definition.version(in);
            }
            e.define(index < 0 ? definition : definition.versionIndex(index));
        });
    }

    private void variable(String path, String symbol, List<String> nodes) {
        int size = is(Theme.COPY) ? pick(List.of(1, 8, 16, 32)) : 16;
        boolean guarded = is(Theme.COPY) && chance(20);
        String in = !nodes.isEmpty() && chance(60) ? pick(nodes) : null;
        trait(path, "defines variable %s of %d bytes%s%s".formatted(symbol, size, guarded ? ", protected" : "", in == null ? "" : " @@" + in), e -> {
            Definition definition = Definition.object(symbol, size);
            if (guarded) {
                definition.visibility(Elf.STV_PROTECTED);
            }
            e.define(in == null ? definition : definition.version(in));
        });
    }

    // ---- what programs and libraries have alike

    private void object(String path, String self) {
        boolean program = self.equals("app");
        List<String> needed = NAMES.stream().filter(n -> (!n.equals(self) || odd(Theme.FILTERS, 10)) && chance(program ? 35 : 14)).collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(needed, random);
        if (needed.isEmpty() && program && chance(97)) {
            needed.add(NAMES.getFirst());
        }
        needed.forEach(name -> need(path, name));
        if (chance(1) && chance(30)) {
            trait(path, "needs libznone.so.1", e -> e.needed("libznone.so.1"));
        }
        if (!program) {
            filters(path, self);
        }
        searchPath(path, Elf.DT_RPATH, program ? 45 : 20);
        searchPath(path, Elf.DT_RUNPATH, program ? 35 : 20);
        references(path, needed, program);
        flags(path);
        notes(path);
        if (is(Theme.RELR) && chance(40)) {
            relr(path);
        }
        if (odd(Theme.VERSION_NEEDS, 40)) {
            strayNeed(path);
        }
    }

    private void need(String path, String name) {
        String written = odd(Theme.TOKENS, 12) ? token(name) : chance(is(Theme.SONAMES) ? 75 : 96) ? name : pick(FOLDERS) + "/" + name;
        trait(path, "needs " + written, e -> e.needed(written));
    }

    private String token(String name) {
        return switch (random.nextInt(13)) {
            case 0 -> "$ORIGIN/" + name;
            case 1 -> "${ORIGIN}/../d2/" + name;
            case 2 -> "$ORIGIN/sub/../" + name;
            case 3 -> "/usr/$LIB/" + name;
            case 4 -> "/${LIB}/" + name;
            case 5 -> "$PLATFORMS/" + name;
            case 6 -> "$ORIGINAL/" + name;
            case 7 -> "$OTHER/" + name;
            case 8 -> "${ORIGIN/" + name;
            case 9 -> name + "$";
            case 10 -> "./d1/" + name;
            case 11 -> "d2/" + name;
            default -> "/d1//" + name;
        };
    }

    /** A filter has filtees that come later in the list of names only: over filters in a circle the real loader can crash. */
    private void filters(String path, String self) {
        List<String> later = NAMES.subList(NAMES.indexOf(self) + 1, NAMES.size());
        if (later.isEmpty()) {
            return;
        }
        if (odd(Theme.FILTERS, 25)) {
            String name = chance(80) ? pick(later) : "libznone.so";
            trait(path, "filter for " + name, e -> e.filter(name));
        }
        if (odd(Theme.FILTERS, 25)) {
            String name = chance(70) ? pick(later) : chance(50) ? "libznone.so" : "$ORIGIN/" + pick(later);
            trait(path, "auxiliary filter for " + name, e -> e.auxiliary(name));
        }
    }

    private void searchPath(String path, long tag, int percent) {
        if (chance(percent)) {
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                String folder = folder();
                decide("%s: %s %s".formatted(path, Draft.tagName(tag), folder.isEmpty() ? "(empty element)" : folder), d -> d.folder(path, tag, folder));
            }
        }
    }

    private String folder() {
        if (is(Theme.LINKS) && chance(20)) {
            return pick(List.of("/d4", "/d4/sub", "/loop", "/usr/lib64"));
        }
        int kind = is(Theme.TOKENS) ? random.nextInt(24) : is(Theme.PATHS) ? 12 + random.nextInt(24) : is(Theme.HARDWARE) ? 30 : random.nextInt(120);
        return switch (kind) {
            case 0, 1 -> "$ORIGIN";
            case 2 -> "${ORIGIN}/sub";
            case 3 -> "$ORIGIN/../d2/";
            case 4 -> "/usr/$LIB";
            case 5 -> "/$LIB";
            case 6 -> "/none/$PLATFORM";
            case 7 -> "$OTHER/x";
            case 8 -> "$ORIGINAL";
            case 9 -> "/d1/$";
            case 10 -> "$LIB";
            case 11 -> "${ORIGIN";
            case 12 -> "/none";
            case 13 -> "";
            case 14 -> "/d3//";
            case 15 -> "/d1/./sub";
            case 16 -> "/d1/../d2";
            case 17 -> "d1";
            case 18 -> "./d2";
            case 19 -> "/app";
            case 20 -> "/";
            case 21 -> "//d2";
            case 22 -> "/usr/lib";
            case 23 -> "/loop";
            default -> pick(FOLDERS);
        };
    }

    private void references(String path, List<String> needed, boolean program) {
        for (String symbol : SYMBOLS) {
            if (chance(8)) {
                refer(path, symbol, needed);
            }
        }
        for (String symbol : VARIABLES) {
            if (program && chance(is(Theme.COPY) ? 60 : 6)) {
                int size = is(Theme.COPY) ? pick(List.of(1, 8, 16, 32)) : 16;
                version(path, "copies %s of %d bytes".formatted(symbol, size), needed, () -> Reference.copy(symbol, size));
            } else if (chance(8)) {
                version(path, "takes the address of " + symbol, needed, () -> Reference.data(symbol));
            }
        }
        if (is(Theme.THREAD_LOCAL)) {
            for (String symbol : THREAD_LOCALS) {
                if (chance(25)) {
                    int kind = random.nextInt(3);
                    boolean weak = chance(20);
                    trait(path, "thread-local reference %s, kind %d%s".formatted(symbol, kind, weak ? ", weak" : ""), e -> {
                        Reference reference = kind == 0 ? Reference.tls(symbol) : kind == 1 ? Reference.initialExecTls(symbol) : Reference.tls(symbol).also(Bind.TLS_OFFSET);
                        e.refer(weak ? reference.weak() : reference);
                    });
                }
            }
        }
    }

    private void refer(String path, String symbol, List<String> needed) {
        int kind = is(Theme.SYMBOLS) ? 6 + random.nextInt(7) : random.nextInt(10);
        boolean weak = chance(25);
        version(path, "refers to %s, kind %d%s".formatted(symbol, kind, weak ? ", weak" : ""), needed, () -> {
            Reference reference = switch (kind) {
                case 0, 1, 2, 3, 4, 9 -> Reference.lazy(symbol);
                case 5 -> Reference.lazy(symbol).also(Bind.POINTER);
                case 6 -> Reference.unused(symbol);
                case 10 -> Reference.lazy(symbol).canonicalPlt();
                case 11 -> Reference.data(symbol).visibility(Elf.STV_HIDDEN);
                case 12 -> Reference.data(symbol).visibility(Elf.STV_PROTECTED);
                default -> Reference.data(symbol);
            };
            return weak ? reference.weak() : reference;
        });
    }

    private void version(String path, String text, List<String> needed, java.util.function.Supplier<Reference> reference) {
        List<String> files = needed.isEmpty() || chance(is(Theme.VERSION_NEEDS) ? 20 : 1) ? NAMES : needed;
        boolean versioned = chance(45) && (!needed.isEmpty() || chance(3));
        String file = pick(files);
        String node = pick(NODES);
        boolean weak = chance(is(Theme.VERSION_NEEDS) ? 40 : 5);
        String at = versioned ? " at %s of %s%s".formatted(node, file, weak ? ", weak need" : "") : "";
        trait(path, text + at, e -> e.refer(!versioned ? reference.get() : weak ? reference.get().weakVersion(file, node) : reference.get().version(file, node)));
    }

    /** A need that no symbol has: of a file that is not needed, with a wrong hash, of a node that is there or not. */
    private void strayNeed(String path) {
        String file = chance(70) ? pick(NAMES) : chance(50) ? "ld-linux-x86-64.so.2" : "libznone.so.1";
        int kind = random.nextInt(6);
        String node = kind == 4 ? file : pick(NODES);
        trait(path, "stray need %s of %s, kind %d".formatted(node, file, kind), e -> {
            VersionNeed need = VersionNeed.of(file, node);
            switch (kind) {
                case 0 -> need.weak();
                case 1 -> need.hash(0x4242);
                case 2 -> need.index(7);
                case 3 -> need.flags(4);
                default -> { }
            }
            e.need(need);
        });
    }

    private void flags(String path) {
        if (chance(5)) {
            trait(path, "DF_BIND_NOW", e -> e.flags(Elf.DF_BIND_NOW));
        }
        if (odd(Theme.FLAGS, 40)) {
            int kind = random.nextInt(9);
            trait(path, "flag " + kind, e -> {
                switch (kind) {
                    case 0 -> e.flags(Elf.DF_SYMBOLIC);
                    case 1 -> e.symbolic();
                    case 2 -> e.flags1(Elf.DF_1_NODEFLIB);
                    case 3 -> e.flags1(Elf.DF_1_NOW);
                    case 4 -> e.flags1(Elf.DF_1_INITFIRST);
                    case 5 -> e.flags1(Elf.DF_1_NOOPEN | Elf.DF_1_NODELETE);
                    case 6 -> e.tag(Elf.DT_BIND_NOW, 0);
                    case 7 -> e.flags1(Elf.DF_1_GLOBAL).flags(Elf.DF_ORIGIN);
                    default -> e.flags(Elf.DF_STATIC_TLS);
                }
            });
        }
        if (odd(Theme.STACK, 60)) {
            boolean absent = chance(50);
            trait(path, absent ? "no PT_GNU_STACK" : "executable stack", absent ? TinyElf::noGnuStack : TinyElf::executableStack);
        }
    }

    private void notes(String path) {
        if (odd(Theme.NOTES, 30)) {
            int kind = random.nextInt(8);
            trait(path, "note " + kind, e -> e.note(switch (kind) {
                case 0, 1 -> Note.abiTag(99, 0, 0);
                case 2 -> Note.abiTag(3, 2, 0);
                case 3 -> Note.properties(Note.Property.x86IsaNeeded(16));
                case 4 -> Note.properties(Note.Property.x86IsaNeeded(1));
                case 5 -> Note.properties(Note.Property.x86IsaNeeded(8));
                case 6 -> Note.properties(Note.Property.needed(1));
                default -> Note.properties(Note.Property.x86IsaNeeded(64), Note.Property.x86Feature(3));
            }));
        }
    }

    private void libc() {
        String path = pick(FOLDERS) + "/" + LIBC;
        boolean marked = chance(60);
        decide("library %s%s".formatted(path, marked ? " with the marker" : ""), d -> d.elf(path, marked ? library(LIBC).nodes(MARKER, "Z_1") : library(LIBC).nodes("Z_1")));
        trait(app, "rpath to it", e -> e.needed(path));
    }

    private void relr(String path) {
        int kind = random.nextInt(4);
        trait(path, "DT_RELR, kind " + kind, e -> {
            e.relr(3).needed(LIBC);
            switch (kind) {
                case 0 -> e.need(LIBC, MARKER);
                case 1 -> e.need(LIBC, "Z_1");
                case 2 -> e.need(VersionNeed.of(LIBC, MARKER).weak());
                default -> { }
            }
        });
    }

    // ---- around them

    private void links() {
        link("/loop", "loop");
        link("/d4", pick(List.of("/d1", "d2", "/none", "/app", "loop")));
        if (chance(30)) {
            link("/usr/lib64", "lib");
        }
    }

    private void cache() {
        if (!chance(is(Theme.CACHE) ? 95 : 25)) {
            return;
        }
        for (String name : NAMES) {
            if (chance(40)) {
                String key = is(Theme.CACHE) && chance(25) ? pick(List.of(name + "0", name.replace(".so.", ".so.0"), name.replace(".so", ".so.00"), name + ".1")) : name;
                String path = pick(FOLDERS) + "/" + (chance(90) ? name : "none.so");
                entry(key, path);
            }
        }
        if (is(Theme.CACHE) && chance(10)) {
            other("an empty cache", w -> w.config("/etc/ld.so.cache", ""));
        }
    }

    private void entry(String key, String path) {
        int kind = is(Theme.CACHE) || is(Theme.HARDWARE) ? random.nextInt(8) : 7;
        decide("cache %s => %s, kind %d".formatted(key, path, kind), d -> d.other(w -> {
            switch (kind) {
                case 0 -> w.cachedHwcaps(key, "x86-64-v2", path);
                case 1 -> w.cachedHwcaps(key, "x86-64-v3", path);
                case 2 -> w.cachedHwcaps(key, "x86-64-v5", path);
                case 3 -> w.cached(new LdSoCache.Entry(3, key, path, 0));
                case 4 -> w.cached(new LdSoCache.Entry(World.X86_64_LIBC6, key, path, 1L << 63));
                default -> w.cached(key, path);
            }
        }));
        if (is(Theme.CACHE) && chance(20)) {
            String also = pick(FOLDERS) + "/" + pick(NAMES);
            decide("cache %s => %s too".formatted(key, also), d -> d.other(w -> w.cached(key, also)));
        }
    }

    private void environment() {
        if (chance(75)) {
            List<String> all = new ArrayList<>(FOLDERS);
            Collections.shuffle(all, random);
            all.forEach(f -> variable("LD_LIBRARY_PATH", ":", f));
        } else if (chance(70)) {
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                variable("LD_LIBRARY_PATH", chance(80) ? ":" : ";", folder());
            }
        }
        if (chance(is(Theme.PRELOAD) ? 80 : 5)) {
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                variable("LD_PRELOAD", chance(50) ? ":" : " ", preload());
            }
        }
        if (chance(is(Theme.PRELOAD) ? 40 : 2)) {
            String text = preload() + pick(List.of("\n", " ", ":", "", "\t#comment\n")) + (chance(50) ? "\n" : preload() + "\n");
            other("/etc/ld.so.preload: " + text, w -> w.config("/etc/ld.so.preload", text));
        }
        if (is(Theme.ENVIRONMENT)) {
            setting();
        }
    }

    private String preload() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> pick(NAMES);
            case 3, 4, 5 -> pick(FOLDERS) + "/" + pick(NAMES);
            case 6 -> "libznone.so";
            case 7 -> token(pick(NAMES));
            default -> libraries.isEmpty() ? "" : pick(libraries);
        };
    }

    private void setting() {
        String setting = pick(List.of("LD_BIND_NOW=1", "LD_BIND_NOW=", "LD_DYNAMIC_WEAK=1", "LD_BIND_NOT=1", "LD_VERBOSE=1", "LD_ORIGIN_PATH=/d2", "LD_WARN=1", "LD_LIBRARY_PATH=",
                "LD_PRELOAD=", "LD_LIBRARY_PATH=:", "GLIBC_TUNABLES=glibc.rtld.dynamic_sort=1",
                "GLIBC_TUNABLES=glibc.rtld.dynamic_sort=2"));
        int at = setting.indexOf('=');
        decide("set " + setting, d -> d.other(w -> w.env(setting.substring(0, at), setting.substring(at + 1))));
    }

    private void variable(String name, String separator, String element) {
        decide("%s %s %s".formatted(name, separator, element), d -> d.variable(name, separator, element));
    }

    private void damage() {
        String path = pick(libraries);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Damage damage = Damage.random(random);
            decisions.add(new Sketch.Decision(path + ": damage " + damage, true, d -> d.damage(path, damage)));
        }
    }

    // ---- making decisions

    private void decide(String text, Consumer<Draft> effect) {
        decisions.add(new Sketch.Decision(text, false, effect));
    }

    private void trait(String path, String text, Consumer<TinyElf> trait) {
        decide(path + ": " + text, d -> d.trait(path, trait));
    }

    private void other(String text, Consumer<World> what) {
        decide(text, d -> d.other(what));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}

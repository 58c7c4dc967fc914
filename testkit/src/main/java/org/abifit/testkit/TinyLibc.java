package org.abifit.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The loader and C library of a glibc release, or of musl, as tiny files: version nodes, a few symbols, and the texts by which a release is
 * known. Nothing in them can be run.
 */
public final class TinyLibc {
    private static final String MUSL_LOADER = "/lib/ld-musl-x86_64.so.1";
    private static final List<String> OLD_NODES = List.of("GLIBC_2.2.5", "GLIBC_2.2.6", "GLIBC_2.3", "GLIBC_2.3.2", "GLIBC_2.3.3", "GLIBC_2.3.4");
    /** Releases since 2.4 that brought x86-64 no node. */
    private static final List<Integer> WITHOUT_NODE = List.of(19, 20, 21, 37, 40);
    private static final int FIRST_NODE = 4;
    private static final int FIRST_OF_AARCH64 = 17;
    /** What a loader knows from this release on. */
    private static final TreeMap<Integer, List<String>> TEXTS = new TreeMap<>();

    static {
        TEXTS.put(30, List.of("cannot dynamically load position-independent executable"));
        TEXTS.put(31, List.of("glibc.rtld.nns"));
        TEXTS.put(32, List.of("__libc_early_init"));
        TEXTS.put(33, List.of("glibc-hwcaps", "CPU ISA level is lower than required"));
        TEXTS.put(35, List.of("ELF load command address/offset not page-aligned"));
        TEXTS.put(36, List.of("DT_RELR without GLIBC_ABI_DT_RELR dependency"));
    }

    private final Place place;
    private final int minor;

    /**
     * Where a C library lies, and for which machine it is.
     *
     * @param machine the machine
     * @param loader the path of ld.so
     * @param folder where libraries lie
     * @param searched the folders that the loader searches by itself
     */
    private record Place(Machine machine, String loader, String folder, List<String> searched) {
        static Place of(String word) {
            return switch (word) {
                case "" -> debian(Machine.X86_64, "/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu");
                case "aarch64" -> debian(Machine.AARCH64, "/lib/ld-linux-aarch64.so.1", "/lib/aarch64-linux-gnu");
                case "lib64" -> new Place(Machine.X86_64, "/lib64/ld-linux-x86-64.so.2", "/lib64", List.of("/lib64/", "/usr/lib64/"));
                default -> new Place(Machine.X86_64, word + "/ld-linux-x86-64.so.2", word, List.of(word + "/"));
            };
        }

        private static Place debian(Machine machine, String loader, String folder) {
            return new Place(machine, loader, folder, List.of(folder + "/", "/usr" + folder + "/", "/lib/", "/usr/lib/"));
        }

        String loaderName() {
            return loader.substring(loader.lastIndexOf('/') + 1);
        }

        String oldest() {
            return machine.equals(Machine.AARCH64) ? "GLIBC_2.17" : "GLIBC_2.2.5";
        }
    }

    private TinyLibc(Place place, int minor) {
        this.place = place;
        this.minor = minor;
    }

    /**
     * Adds the loader, libc.so.6, libm.so.6, libdl.so.2 and libpthread.so.0 of glibc 2.{@code minor} to a tree.
     *
     * @param where empty for x86-64 as Debian lays it out, {@code aarch64} for that machine, {@code lib64} as on SUSE and Red Hat, or a folder of
     *        its own for all files
     */
    public static void glibc(TinyTree tree, int minor, String where) {
        Place place = Place.of(where);
        TinyLibc libc = new TinyLibc(place, minor);
        tree.program(place.loader(), libc.loader().build());
        tree.program(place.folder() + "/libc.so.6", libc.libc().build());
        for (String name : List.of("libm.so.6", "libdl.so.2", "libpthread.so.0")) {
            tree.file(place.folder() + "/" + name, libc.part(name).build());
        }
    }

    /** Adds the loader of musl to a tree. */
    public static void musl(TinyTree tree) {
        TinyElf musl = TinyElf.library("libc.musl-x86_64.so.1").define(texts(List.of("musl libc (x86_64)\nVersion %s\n", "1.2.5",
                "/lib:/usr/local/lib:/usr/lib")));
        List.of("__libc_start_main", "dlopen", "dlerror", "malloc", "memcpy", "printf").forEach(musl::define);
        tree.program(MUSL_LOADER, musl.build());
        tree.symlink("/lib/libc.musl-x86_64.so.1", "ld-musl-x86_64.so.1");
    }

    private TinyElf library(String soname) {
        return TinyElf.library(soname).machine(place.machine()).note(Note.abiTag(minor >= 26 ? 3 : 2, minor >= 26 ? 2 : 6, minor >= 26 ? 0 : 32));
    }

    private TinyElf loader() {
        List<String> texts = new ArrayList<>();
        if (minor >= 33) {
            texts.add("ld.so (GNU libc) stable release version 2.%d.\n".formatted(minor));
        }
        TEXTS.headMap(minor, true).values().forEach(texts::addAll);
        if (minor < 30) {
            texts.add(" with link time reference");
        }
        if (minor < 41) {
            texts.add("version->filename == NULL || ! _dl_name_match_p (version->filename, map)");
        }
        texts.add(place.folder().substring(1));
        texts.add("");
        texts.addAll(place.searched());
        texts.add("");
        return library(place.loaderName()).define(texts(texts)).define("__tls_get_addr", place.oldest()).define("_rtld_global", "GLIBC_PRIVATE");
    }

    /** Texts that lie one after the other in memory, each with its end. */
    private static Definition texts(List<String> texts) {
        byte[] content = ("\0" + String.join("\0", texts) + "\0").getBytes(StandardCharsets.ISO_8859_1);
        return Definition.object("texts", content.length).binding(Elf.STB_LOCAL).content(content);
    }

    private TinyElf libc() {
        TinyElf libc = library("libc.so.6").needed(place.loaderName()).nodes(nodes().toArray(String[]::new))
                .refer(Reference.data("_rtld_global").version(place.loaderName(), "GLIBC_PRIVATE"))
                .define(texts(List.of("GNU C Library (GNU libc) stable release version 2.%d.\n".formatted(minor)))).define("__libc_dlopen_mode", "GLIBC_PRIVATE");
        List.of("getenv", "malloc", "memcpy", "printf").forEach(name -> libc.define(name, place.oldest()));
        if (minor >= 32) {
            libc.define("__libc_early_init", "GLIBC_PRIVATE");
        }
        if (minor >= 34) {
            libc.define(Definition.function("__libc_start_main").hiddenVersion(place.oldest()));
        }
        return libc.define("__libc_start_main", minor >= 34 ? "GLIBC_2.34" : place.oldest());
    }

    /** The other libraries of the build; that they are part of it shows by what they use of libc.so.6. */
    private TinyElf part(String name) {
        return library(name).needed("libc.so.6").need("libc.so.6", place.oldest())
                .refer(Reference.lazy("__libc_dlopen_mode").version("libc.so.6", "GLIBC_PRIVATE")).nodes(nodes().toArray(String[]::new));
    }

    /** The version nodes of libc.so.6, the oldest first. */
    private List<String> nodes() {
        boolean x86 = place.machine().equals(Machine.X86_64);
        List<String> nodes = new ArrayList<>(x86 ? OLD_NODES : List.of());
        for (int i = x86 ? FIRST_NODE : FIRST_OF_AARCH64; i <= minor; i++) {
            if (!WITHOUT_NODE.contains(i)) {
                nodes.add("GLIBC_2." + i);
            }
        }
        if (minor >= 36) {
            nodes.add("GLIBC_ABI_DT_RELR");
        }
        return nodes;
    }
}

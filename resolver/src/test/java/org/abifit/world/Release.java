package org.abifit.world;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.abifit.elf.ElfFile;
import org.abifit.elf.LibcBuild;
import org.abifit.elf.LibcBuild.Feature;
import org.abifit.elf.LibcBuild.Flavour;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;

/** C libraries as their releases behave, made without any of their bytes: what a scan would say of a Debian build. */
public enum Release {
    GLIBC_2_28(28, false), GLIBC_2_31(31, false), GLIBC_2_36(36, true), GLIBC_2_41(41, true), GLIBC_2_43(43, true), MUSL(0, true);

    /** All glibc releases. */
    public static final Set<Release> GLIBC = EnumSet.range(GLIBC_2_28, GLIBC_2_43);
    /** Where glibc's loader lies. */
    public static final String GLIBC_LOADER = "/lib64/ld-linux-x86-64.so.2";
    /** Where musl's loader lies, which is its C library too. */
    public static final String MUSL_LOADER = "/lib/ld-musl-x86_64.so.1";
    /** The folders that Debian's glibc searches by itself, in order. */
    public static final List<String> DEFAULT_DIRS = List.of("/lib/x86_64-linux-gnu/", "/usr/lib/x86_64-linux-gnu/", "/lib/", "/usr/lib/");
    /** Where a world's libc.so.6 lies. */
    public static final String LIBC = "/lib/x86_64-linux-gnu/libc.so.6";
    /** Where a world's libdl.so.2 lies. */
    static final String LIBDL = "/lib/x86_64-linux-gnu/libdl.so.2";

    private static final List<Integer> NODES = List.of(2, 3, 4, 14, 17, 25, 27, 28, 29, 30, 32, 33, 34, 35, 36, 38, 39, 41, 42, 43);

    private final int minor;
    private final boolean banner;

    Release(int minor, boolean banner) {
        this.minor = minor;
        this.banner = banner;
    }

    /** {@return the releases from this one on} */
    public Set<Release> andLater() {
        return EnumSet.range(this, GLIBC_2_43);
    }

    /** {@return the releases up to this one} */
    public Set<Release> andEarlier() {
        return EnumSet.range(GLIBC_2_28, this);
    }

    /** {@return {@code 36} for 2.36} */
    public int minor() {
        return minor;
    }

    boolean isMusl() {
        return this == MUSL;
    }

    /** {@return the path in PT_INTERP of programs for it} */
    public String loaderPath() {
        return isMusl() ? MUSL_LOADER : GLIBC_LOADER;
    }

    /** {@return whether a loader's facts are those of this release, so that it may be asked in its place} */
    public boolean is(LibcBuild build) {
        LibcBuild mine = loaderBuild();
        boolean same = build.release().equals(mine.release()) && build.defaultDirs().equals(DEFAULT_DIRS) && build.features().equals(mine.features());
        return build.flavour() == mine.flavour() && (isMusl() || same);
    }

    /** {@return the facts of its loader} */
    public ElfFile loader() {
        return with(Facts.of(isMusl() ? muslFile() : loaderFile()), loaderBuild());
    }

    /** {@return the facts of its libc.so.6} */
    public ElfFile libc() {
        return with(Facts.of(libcFile()), new LibcBuild(Flavour.GLIBC, Optional.of("2." + minor), Optional.empty(), List.of(), Optional.empty(),
                new TreeSet<>()));
    }

    /** {@return the facts of its libdl.so.2} */
    ElfFile libdl() {
        return with(Facts.of(libdlFile()), new LibcBuild(Flavour.GLIBC, Optional.of("2." + minor), Optional.empty(), List.of(), Optional.empty(),
                new TreeSet<>()));
    }

    private static ElfFile with(ElfFile f, LibcBuild build) {
        return new ElfFile(f.size(), f.header(), f.interp(), f.loads(), f.tls(), f.stack(), f.dynamic(), f.verdefs(), f.verneeds(), f.symbols(), f.notes(),
                Optional.of(build));
    }

    private LibcBuild loaderBuild() {
        if (isMusl()) {
            return new LibcBuild(Flavour.MUSL, Optional.of("1.2.5"), Optional.empty(), List.of("/lib", "/usr/local/lib", "/usr/lib"), Optional.empty(),
                    new TreeSet<>());
        }
        Optional<String> release = banner ? Optional.of("2." + minor) : Optional.empty();
        return new LibcBuild(Flavour.GLIBC, release, Optional.empty(), DEFAULT_DIRS, Optional.of("lib/x86_64-linux-gnu"), features());
    }

    private SortedSet<Feature> features() {
        SortedSet<Feature> features = new TreeSet<>();
        from(30, features, Feature.REFUSES_PIE);
        from(31, features, Feature.NAMESPACE_TUNABLE);
        from(32, features, Feature.EARLY_INIT);
        from(33, features, Feature.GLIBC_HWCAPS);
        from(33, features, Feature.ISA_CHECK);
        from(35, features, Feature.PAGE_ALIGN_TEXT);
        from(36, features, Feature.RELR_MARKER);
        if (minor < 41) {
            features.add(Feature.VERSYM_ASSERTION);
        }
        if (minor < 30) {
            features.add(Feature.LINK_TIME_REFERENCE);
        }
        return features;
    }

    private void from(int first, Set<Feature> features, Feature feature) {
        if (minor >= first) {
            features.add(feature);
        }
    }

    private TinyElf loaderFile() {
        TinyElf file = TinyElf.library("ld-linux-x86-64.so.2").nodes("GLIBC_2.2.5", "GLIBC_2.3").define("_dl_mcount", "GLIBC_2.2.5")
                .define("__tls_get_addr", "GLIBC_2.3").define("_rtld_global", "GLIBC_PRIVATE");
        if (minor >= 35) {
            file.define("__rseq_offset", "GLIBC_2.35");
        }
        return file;
    }

    private static TinyElf muslFile() {
        return TinyElf.library("libc.musl-x86_64.so.1").define("dlopen").define("dlerror").define("printf").define("malloc").define("pow")
                .define("__libc_start_main");
    }

    /** Nodes up to its own number, as far as x86-64 has them; the marker of DT_RELR and the start-up hook when they were new. */
    private TinyElf libcFile() {
        TinyElf file = TinyElf.library("libc.so.6").needed("ld-linux-x86-64.so.2").nodes(nodes().toArray(String[]::new));
        for (String name : List.of("printf", "malloc", "getenv", "memcpy")) {
            file.define(name, "GLIBC_2.2.5");
        }
        file.define(Definition.function("__libc_start_main").hiddenVersion("GLIBC_2.2.5"));
        if (minor >= 34) {
            file.define("__libc_start_main", "GLIBC_2.34").define("pthread_create", "GLIBC_2.34").define("dlopen", "GLIBC_2.34")
                    .define("dlerror", "GLIBC_2.34");
            file.define(Definition.function("dlopen").hiddenVersion("GLIBC_2.2.5")).define(Definition.function("dlerror").hiddenVersion("GLIBC_2.2.5"));
        } else {
            file.define("__libc_pthread_init", "GLIBC_PRIVATE");
        }
        file.define("__libc_dlopen_mode", "GLIBC_PRIVATE");
        if (minor >= 32) {
            file.define("__libc_early_init", "GLIBC_PRIVATE");
        }
        file.refer(Reference.data("_rtld_global").version("ld-linux-x86-64.so.2", "GLIBC_PRIVATE"));
        return minor < 35 ? file : file.refer(Reference.data("__rseq_offset").version("ld-linux-x86-64.so.2", "GLIBC_2.35"));
    }

    /** From 2.34 on an empty shell. */
    private TinyElf libdlFile() {
        TinyElf file = TinyElf.library("libdl.so.2").needed("libc.so.6").need("libc.so.6", "GLIBC_2.2.5").nodes("GLIBC_2.2.5");
        return minor >= 34 ? file : file.define("dlopen", "GLIBC_2.2.5").define("dlerror", "GLIBC_2.2.5");
    }

    private List<String> nodes() {
        List<String> nodes = new ArrayList<>(List.of("GLIBC_2.2.5"));
        NODES.stream().filter(n -> n > 2 && n <= minor).map("GLIBC_2.%d"::formatted).forEach(nodes::add);
        if (minor >= 36) {
            nodes.add("GLIBC_ABI_DT_RELR");
        }
        return nodes;
    }
}

package org.abifit.loader;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.abifit.elf.ElfFile;
import org.abifit.elf.LibcBuild;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.LdSoCache;
import org.abifit.root.MachineFacts;
import org.abifit.root.RegularFile;

/**
 * Which library a root's own loader takes for a soname, when nobody's RPATH and no environment interferes: its cache, then its
 * compiled-in folders.
 */
public final class Locator {
    private final FileView files;
    private final Optional<LoaderProfile> profile;
    private final String loaderPath;
    private final Map<String, Optional<Located>> known = new HashMap<>();
    private final Map<String, LdSoCache.Entry> cache;
    private final Acceptance acceptance;
    private SortedSet<String> all;

    /** A library of a root: its path as the loader builds it, the same with links followed, and its facts. */
    public record Located(String path, String realPath, RegularFile file, ElfFile elf) {}

    private Locator(FileView files, String loaderPath, MachineFacts machine) {
        this.files = files;
        this.loaderPath = loaderPath;
        this.profile = profile(files, loaderPath, machine);
        this.acceptance = profile.map(p -> new Acceptance(files, p, machine)).orElse(null);
        this.cache = profile.filter(p -> p.flavour() == LibcBuild.Flavour.GLIBC).map(this::readCache).orElse(Map.of());
    }

    /**
     * {@return the locator of a root for programs like {@code app}}
     *
     * @param files the root
     * @param app a program or library whose class, machine and interpreter decide which loader is asked
     * @param machine processor level and page size
     */
    public static Locator of(FileView files, ElfFile app, MachineFacts machine) {
        return new Locator(files, app.interp().orElseGet(() -> Loader.loaderFor(files, app)), machine);
    }

    private static Optional<LoaderProfile> profile(FileView files, String path, MachineFacts machine) {
        if (files.lookup(path) instanceof Lookup.Found(String real, RegularFile f) && f.content() instanceof Content.Elf elf) {
            ElfFile loader = elf.ref().file();
            return loader.libc().map(build -> LoaderProfile.of(loader, build, machine.cpuLevel().orElse("x86-64-v1")));
        }
        return Optional.empty();
    }

    private Map<String, LdSoCache.Entry> readCache(LoaderProfile of) {
        return files.lookup("/etc/ld.so.cache") instanceof Lookup.Found(String path, RegularFile f) && f.content() instanceof Content.Kept kept
                ? new CacheIndex().index(kept, of) : Map.of();
    }

    /** {@return the path of the loader asked} */
    public String loaderPath() {
        return loaderPath;
    }

    /** {@return whether there is a loader at all that is known here} */
    public boolean hasLoader() {
        return profile.isPresent();
    }

    /** {@return the compiled-in folders of the loader, each ending in a slash} */
    public java.util.List<String> defaultDirs() {
        return profile.map(LoaderProfile::defaultDirs).orElse(java.util.List.of());
    }

    /** {@return the loader itself} */
    public Optional<Located> loader() {
        return at(loaderPath);
    }

    /** {@return the library of a soname} */
    public Optional<Located> locate(String soname) {
        return known.computeIfAbsent(soname, this::search);
    }

    private Optional<Located> search(String soname) {
        if (profile.isEmpty()) {
            return Optional.empty();
        }
        LdSoCache.Entry entry = cache.get(CacheIndex.key(soname));
        if (entry != null && at(entry.value()).isPresent()) {
            return at(entry.value());
        }
        for (String dir : profile.get().defaultDirs()) {
            String folder = dir.endsWith("/") ? dir : dir + "/";
            for (String hwcap : profile.get().hwcaps()) {
                if (at(folder + hwcap + soname).isPresent()) {
                    return at(folder + hwcap + soname);
                }
            }
            if (at(folder + soname).isPresent()) {
                return at(folder + soname);
            }
        }
        return Optional.empty();
    }

    /** {@return the library at a path, if the loader would take it} */
    public Optional<Located> at(String path) {
        return acceptance != null && acceptance.open(path) instanceof Acceptance.Opened.Taken t
                ? Optional.of(new Located(t.path(), t.realPath(), t.file(), t.elf())) : Optional.empty();
    }

    /** {@return the sonames and file names that the loader could find, sorted} */
    public SortedSet<String> names() {
        if (all == null) {
            all = Collections.unmodifiableSortedSet(findNames());
        }
        return all;
    }

    private SortedSet<String> findNames() {
        SortedSet<String> names = new TreeSet<>();
        cache.values().forEach(e -> names.add(e.key()));
        for (String dir : defaultDirs()) {
            if (files.lookup(dir) instanceof Lookup.Found(String real, Directory d)) {
                d.names().stream().filter(n -> n.contains(".so")).forEach(names::add);
            }
        }
        return names;
    }
}

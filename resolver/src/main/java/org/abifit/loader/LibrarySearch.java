package org.abifit.loader;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.abifit.elf.Dynamic;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.LdSoCache;
import org.abifit.root.RegularFile;

/**
 * Where glibc looks for a library (glibc elf/dl-load.c, {@code _dl_map_object}): the RPATH of whoever asks and of those that
 * asked for it, LD_LIBRARY_PATH, the RUNPATH of whoever asks, one entry of ld.so.cache, the compiled-in folders. The first file
 * that opens ends the search, whatever it holds: versions are not a criterion.
 */
final class LibrarySearch {
    private static final String NO_FILE = Acceptance.Opened.Absent.NO_FILE.error();

    private final FileView files;
    private final LoaderProfile profile;
    private final Acceptance acceptance;
    private final Map<String, LdSoCache.Entry> cache;
    private final Map<String, Boolean> folders = new HashMap<>();
    private List<String> libraryPath = List.of();
    private LinkMap main;
    private String errno = "";
    private boolean cacheMissing;

    /** The end of a search; {@code error} is empty where no open failed since a file was opened. */
    record Result(Acceptance.Opened opened, boolean otherClass, String error) {}

    LibrarySearch(FileView files, LoaderProfile profile, Acceptance acceptance, CacheIndex caches) {
        this.files = files;
        this.profile = profile;
        this.acceptance = acceptance;
        this.cache = readCache(caches);
    }

    private Map<String, LdSoCache.Entry> readCache(CacheIndex caches) {
        Lookup found = files.lookup("/etc/ld.so.cache");
        cacheMissing = !(found instanceof Lookup.Found);
        return found instanceof Lookup.Found(String path, RegularFile f) && f.content() instanceof Content.Kept kept ? caches.index(kept, profile) : Map.of();
    }

    /** The main program serves every search with its RPATH, and the list of LD_LIBRARY_PATH with its origin. */
    void start(LinkMap program, String ldLibraryPath) {
        main = program;
        libraryPath = ldLibraryPath == null || ldLibraryPath.isEmpty() ? List.of() : split(ldLibraryPath, ":;", program);
    }

    /** glibc {@code fillin_rpath}: elements expanded, each ending in one slash, the empty one meaning the current folder; repeats left out. */
    List<String> split(String path, String separators, LinkMap of) {
        List<String> dirs = new ArrayList<>();
        if (path.isEmpty()) {
            return dirs;
        }
        for (String element : path.split("[" + separators + "]", -1)) {
            String dir = element.isEmpty() ? "" : expand(element, of);
            if (dir == null || dir.isEmpty() && !element.isEmpty()) {
                continue;
            }
            int end = dir.length();
            while (end > 1 && dir.charAt(end - 1) == '/') {
                end--;
            }
            String clean = dir.substring(0, end);
            String ready = clean.isEmpty() || clean.endsWith("/") ? clean : clean + "/";
            if (!dirs.contains(ready)) {
                dirs.add(ready);
            }
        }
        return dirs;
    }

    /** Dynamic string tokens (gABI chapter 5, "Substitution Sequences"), as glibc's {@code _dl_dst_substitute} knows them. */
    String expand(String text, LinkMap of) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        return text.replace("${ORIGIN}", "$ORIGIN").replace("${LIB}", "$LIB").replace("${PLATFORM}", "$PLATFORM").replace("$ORIGIN", of.origin())
                .replace("$LIB", profile.dstLib()).replace("$PLATFORM", org.abifit.elf.Machine.name(profile.machine()));
    }

    /** {@code _dl_map_object_deps} starts with {@code errno = 0}, whatever became of preloads. */
    void forgetErrors() {
        errno = "";
    }

    /** {@return what comes of asking for {@code name} on behalf of {@code loader}} */
    Result find(String name, LinkMap loader) {
        Search search = new Search(name);
        if (name.indexOf('/') >= 0) {
            String path = expand(name, loader);
            search.tryPath(path);
            return search.result();
        }
        if (!loader.hasRunpath() && rpaths(search, loader)) {
            return search.result();
        }
        if (search.folders(libraryPath) || search.folders(loader.runpathDirs(this)) || fromCache(search, loader)) {
            return search.result();
        }
        if (!loader.flag1(Dynamic.DF_1_NODEFLIB)) {
            search.folders(profile.defaultDirs());
        }
        return search.result();
    }

    private boolean rpaths(Search search, LinkMap loader) {
        boolean didMain = false;
        for (LinkMap l = loader; l != null; l = l.loader) {
            if (search.folders(l.rpathDirs(this))) {
                return true;
            }
            didMain |= l == main;
        }
        return !didMain && search.folders(main.rpathDirs(this));
    }

    private boolean fromCache(Search search, LinkMap loader) {
        errno = cacheMissing ? NO_FILE : errno;
        cacheMissing = false;
        LdSoCache.Entry entry = cache.get(CacheIndex.key(search.name));
        if (entry == null) {
            return false;
        }
        if (loader.flag1(Dynamic.DF_1_NODEFLIB) && profile.defaultDirs().stream().anyMatch(entry.value()::startsWith)) {
            return false;
        }
        return search.tryPath(entry.value());
    }

    /** A folder is looked at once; that it is not there fails an open then, and no more later. */
    private boolean isFolder(String path) {
        return folders.computeIfAbsent(path, p -> {
            boolean there = files.lookup(p.startsWith("/") ? p : "/" + p) instanceof Lookup.Found(String real, Directory d);
            errno = there ? errno : NO_FILE;
            return there;
        });
    }

    /** One search for one name. */
    private final class Search {
        private final String name;
        private Acceptance.Opened last = Acceptance.Opened.Absent.NO_FILE;
        private boolean otherClass;

        Search(String name) {
            this.name = name;
        }

        /** {@return whether the search is over} */
        boolean tryPath(String path) {
            last = acceptance.open(path);
            errno = last instanceof Acceptance.Opened.Absent(String error) ? error : last instanceof Acceptance.Opened.Passed ? NO_FILE : "";
            if (last instanceof Acceptance.Opened.Passed passed) {
                otherClass |= passed.otherClass();
                return false;
            }
            return !(last instanceof Acceptance.Opened.Absent);
        }

        /** glibc {@code open_path}: folders outside, hardware subfolders inside; a link that turns in a circle ends the list. */
        boolean folders(List<String> dirs) {
            for (String dir : dirs) {
                boolean here = dir.isEmpty() || !dir.startsWith("/") || isFolder(dir);
                if (here && inFolder(dir)) {
                    return true;
                }
                if (here && last == Acceptance.Opened.Absent.LOOP) {
                    return false;
                }
            }
            return false;
        }

        private boolean inFolder(String dir) {
            for (String hwcap : profile.hwcaps()) {
                if (isFolder(dir + hwcap) && tryPath(dir + hwcap + name)) {
                    return true;
                }
            }
            return tryPath(dir + name);
        }

        Result result() {
            return new Result(last, otherClass, errno);
        }
    }
}

package org.abifit.loader;

import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.abifit.elf.Dynamic;
import org.abifit.elf.Machine;
import org.abifit.loader.Route.Rule;
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
    private static final String CACHE = "/etc/ld.so.cache";
    private static final Pattern TOKEN = Pattern.compile("\\$(?:\\{(ORIGIN|PLATFORM|LIB)\\}|(ORIGIN|PLATFORM|LIB))(?![A-Za-z0-9_])");
    private static final String NO_FILE = Acceptance.Opened.Absent.NO_FILE.error();

    private final FileView files;
    private final LoaderProfile profile;
    private final Acceptance acceptance;
    private final Map<String, LdSoCache.Entry> cache;
    private final boolean secure;
    private final Consumer<Step> steps;
    private final Map<String, Boolean> folders = new HashMap<>();
    private List<String> libraryPath = List.of();
    private LinkMap main;
    private String errno = "";
    private boolean cacheMissing;

    /** The end of a search; {@code error} is empty where no open failed since a file was opened. */
    record Result(Acceptance.Opened opened, boolean otherClass, String error, Route route) {}

    LibrarySearch(FileView files, LoaderProfile profile, Acceptance acceptance, CacheIndex caches, boolean secure, Consumer<Step> steps) {
        this.files = files;
        this.profile = profile;
        this.acceptance = acceptance;
        this.secure = secure;
        this.steps = steps;
        this.cache = readCache(caches);
    }

    private Map<String, LdSoCache.Entry> readCache(CacheIndex caches) {
        Lookup found = files.lookup(CACHE);
        cacheMissing = !(found instanceof Lookup.Found);
        return found instanceof Lookup.Found(String path, RegularFile f) && f.content() instanceof Content.Kept kept ? caches.index(kept, profile) : Map.of();
    }

    /** The main program serves every search with its RPATH, and the list of LD_LIBRARY_PATH with its origin. A set-id program has no such list. */
    void start(LinkMap program, String ldLibraryPath) {
        main = program;
        libraryPath = secure || ldLibraryPath == null || ldLibraryPath.isEmpty() ? List.of() : split(ldLibraryPath, ":;", program);
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

    /** {@return whether there is a token that would be replaced} */
    static boolean hasToken(String text) {
        return TOKEN.matcher(text).find();
    }

    /**
     * Dynamic string tokens (gABI chapter 5, "Substitution Sequences"; glibc {@code _dl_dst_substitute}).
     *
     * @return the text; empty where a set-id program must not use it: there {@code $ORIGIN} must come first, and lead into the
     *     loader's own folders
     */
    String expand(String text, LinkMap of) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        Matcher token = TOKEN.matcher(text);
        StringBuilder out = new StringBuilder();
        boolean origin = false;
        while (token.find()) {
            String name = token.group(1) == null ? token.group(2) : token.group(1);
            if (secure && name.equals("ORIGIN") && (token.start() > 0 || token.end() < text.length() && text.charAt(token.end()) != '/')) {
                return "";
            }
            origin |= name.equals("ORIGIN");
            token.appendReplacement(out, Matcher.quoteReplacement(valueOf(name, of)));
        }
        String expanded = token.appendTail(out).toString();
        return secure && origin && of == main && !isTrusted(expanded) ? "" : expanded;
    }

    private String valueOf(String token, LinkMap of) {
        return switch (token) {
            case "ORIGIN" -> of.origin();
            case "LIB" -> profile.dstLib();
            default -> Machine.name(profile.machine());
        };
    }

    /** glibc {@code is_trusted_path_normalize}: it lies in one of the loader's own folders. */
    private boolean isTrusted(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        String normal = "/" + String.join("/", names) + "/";
        return profile.defaultDirs().stream().anyMatch(normal::startsWith);
    }

    /** {@code _dl_map_object_deps} starts with {@code errno = 0}, whatever became of preloads. */
    void forgetErrors() {
        errno = "";
    }

    /**
     * {@return what comes of asking for {@code name} on behalf of {@code loader}}
     *
     * @param preload whether LD_PRELOAD asks: of a set-id program it gets set-id files in the loader's own folders only
     */
    Result find(String name, LinkMap loader, boolean preload) {
        Search search = new Search(name, secure && preload);
        if (name.indexOf('/') >= 0) {
            search.route = Route.PATH;
            search.tryPath(expand(name, loader));
            return search.result();
        }
        if (!loader.hasRunpath() && rpaths(search, loader)) {
            return search.result();
        }
        if (search.folders(Rule.LD_LIBRARY_PATH, "", libraryPath) || search.folders(Rule.RUNPATH, loader.name, loader.runpathDirs(this))
                || !search.trustedOnly && fromCache(search, loader)) {
            return search.result();
        }
        if (!loader.flag1(Dynamic.DF_1_NODEFLIB)) {
            search.folders(Rule.DEFAULT, "", profile.defaultDirs());
        }
        return search.result();
    }

    private boolean rpaths(Search search, LinkMap loader) {
        boolean didMain = false;
        for (LinkMap l = loader; l != null; l = l.loader) {
            if (search.folders(Rule.RPATH, l.name, l.rpathDirs(this))) {
                return true;
            }
            didMain |= l == main;
        }
        return !didMain && search.folders(Rule.RPATH, main.name, main.rpathDirs(this));
    }

    private boolean fromCache(Search search, LinkMap loader) {
        errno = cacheMissing ? NO_FILE : errno;
        cacheMissing = false;
        steps.accept(new Step.Searched(Rule.CACHE, "", List.of(CACHE)));
        LdSoCache.Entry entry = cache.get(CacheIndex.key(search.name));
        if (entry == null) {
            return false;
        }
        if (loader.flag1(Dynamic.DF_1_NODEFLIB) && profile.defaultDirs().stream().anyMatch(entry.value()::startsWith)) {
            return false;
        }
        search.route = new Route(Rule.CACHE, "", "");
        return search.tryPath(entry.value());
    }

    /** A folder is looked at once; that it is not there fails an open then, and no more later. */
    private boolean isFolder(String path) {
        return folders.computeIfAbsent(path, p -> {
            Lookup found = files.lookup(p.startsWith("/") ? p : "/" + p);
            boolean there = found instanceof Lookup.Found(String real, Directory d);
            errno = there ? errno : openError(found);
            return there;
        });
    }

    /** {@return how opening a file in a folder fails that is none} */
    private static String openError(Lookup folder) {
        return switch (folder) {
            case Lookup.Found f -> Acceptance.Opened.Absent.NO_FOLDER.error();
            case Lookup.NotDirectory n -> Acceptance.Opened.Absent.NO_FOLDER.error();
            case Lookup.Loop l -> Acceptance.Opened.Absent.LOOP.error();
            case Lookup.Missing m -> NO_FILE;
            case Lookup.Unknown u -> NO_FILE;
        };
    }

    /** One search for one name. */
    private final class Search {
        private final String name;
        private Acceptance.Opened last = Acceptance.Opened.Absent.NO_FILE;
        private final boolean trustedOnly;
        private Route route = Route.PATH;
        private boolean otherClass;

        Search(String name, boolean trustedOnly) {
            this.name = name;
            this.trustedOnly = trustedOnly;
        }

        /** {@return whether the search is over} */
        boolean tryPath(String path) {
            last = acceptance.open(path);
            if (trustedOnly && last instanceof Acceptance.Opened.Taken taken && (taken.file().mode() & LinkMap.SET_USER_ID) == 0) {
                last = Acceptance.Opened.Absent.NO_FILE;
            }
            steps.accept(new Step.Tried(path, last.outcome()));
            errno = last instanceof Acceptance.Opened.Absent(String error) ? error : last instanceof Acceptance.Opened.Passed ? NO_FILE : "";
            if (last instanceof Acceptance.Opened.Passed passed) {
                otherClass |= passed.otherClass();
                return false;
            }
            return !(last instanceof Acceptance.Opened.Absent);
        }

        /** glibc {@code open_path}: folders outside, hardware subfolders inside; a link that turns in a circle ends the list. */
        boolean folders(Rule rule, String owner, List<String> dirs) {
            if (!dirs.isEmpty()) {
                steps.accept(new Step.Searched(rule, owner, dirs));
            }
            for (String dir : dirs) {
                route = new Route(rule, owner, dir);
                boolean here = dir.isEmpty() || !dir.startsWith("/") || isFolder(dir);
                if (!here) {
                    steps.accept(new Step.Tried(dir, "no such folder"));
                }
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
            return new Result(last, otherClass, errno, route);
        }
    }
}

package org.abifit.drift;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.abifit.elf.ElfFile;
import org.abifit.elf.LibcBuild;
import org.abifit.loader.VersionNames;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Glob;
import org.abifit.root.LdSoCache;
import org.abifit.root.LdSoConf;
import org.abifit.root.RegularFile;

/** What changes the loader's search without touching a library, and the C library's release. */
final class SearchDrift {
    private static final String CACHE = "/etc/ld.so.cache", PRELOAD = "/etc/ld.so.preload", CONF = "/etc/ld.so.conf";
    private static final Glob MUSL_PATH = Glob.of("ld-musl-*.path");
    private static final int ORDER_AT = 28, ORDER_MASK = 3, ORDER_BIG = 3;

    private final FileView before;
    private final FileView after;
    private final List<Change> changes = new ArrayList<>();
    private final SortedSet<String> redirected = new TreeSet<>();

    private SearchDrift(HostState before, HostState after) {
        this.before = before.files();
        this.after = after.files();
    }

    /** What changed, and the names that the cache leads elsewhere. */
    record Found(List<Change> changes, SortedSet<String> redirected) {}

    static Found between(HostState before, HostState after) {
        SearchDrift drift = new SearchDrift(before, after);
        drift.words(ChangeKind.PRELOAD_CHANGED, PRELOAD);
        drift.folders();
        drift.cache();
        drift.musl();
        drift.libc();
        return new Found(drift.changes, drift.redirected);
    }

    private static Optional<byte[]> kept(FileView files, String path) {
        return files.lookup(path) instanceof Lookup.Found(String real, RegularFile f) && f.content() instanceof Content.Kept(byte[] bytes) ? Optional.of(bytes)
                : Optional.empty();
    }

    /** Entries of ld.so.preload and of musl's path file are divided by blanks, colons or line ends. */
    private void words(ChangeKind kind, String path) {
        compare(kind, path, wordsOf(before, path), wordsOf(after, path));
    }

    private static List<String> wordsOf(FileView files, String path) {
        String text = kept(files, path).map(b -> new String(b, StandardCharsets.ISO_8859_1)).orElse("");
        return text.lines().map(l -> l.replaceFirst("#.*", "")).flatMap(l -> Arrays.stream(l.split("[\\s:]+"))).filter(w -> !w.isEmpty()).toList();
    }

    private void folders() {
        compare(ChangeKind.SEARCH_FOLDERS_CHANGED, CONF, LdSoConf.read(before).directories(), LdSoConf.read(after).directories());
    }

    private void musl() {
        SortedSet<String> files = new TreeSet<>();
        for (FileView view : List.of(before, after)) {
            if (view.lookup("/etc") instanceof Lookup.Found(String real, Directory etc)) {
                etc.names().stream().filter(MUSL_PATH::matches).forEach(n -> files.add("/etc/" + n));
            }
        }
        files.forEach(f -> words(ChangeKind.MUSL_PATH_CHANGED, f));
    }

    /** Order counts: of two folders with the same library, the first one wins. */
    private void compare(ChangeKind kind, String path, List<String> old, List<String> now) {
        if (old.equals(now)) {
            return;
        }
        List<String> names = new ArrayList<>();
        old.stream().filter(w -> !now.contains(w)).forEach(w -> names.add("-" + w));
        now.stream().filter(w -> !old.contains(w)).forEach(w -> names.add("+" + w));
        changes.add(Change.ofHost(Severity.RISK, kind, path, names));
    }

    /** Names that are only gone or new go with their libraries; a cache that comes or goes, or leads elsewhere, is a change of its own. */
    private void cache() {
        Optional<byte[]> old = kept(before, CACHE);
        Optional<byte[]> now = kept(after, CACHE);
        if (old.isPresent() && now.isPresent() && Arrays.equals(old.get(), now.get())) {
            return;
        }
        Map<String, String> oldPaths = paths(old);
        Map<String, String> newPaths = paths(now);
        List<String> names = new ArrayList<>();
        new TreeSet<>(oldPaths.keySet()).forEach(key -> {
            String path = newPaths.get(key);
            if (path == null || !path.equals(oldPaths.get(key))) {
                String name = key.substring(0, key.indexOf('\0'));
                redirected.add(name);
                if (path != null) {
                    names.add(name);
                }
            }
        });
        if (old.isPresent() != now.isPresent()) {
            changes.add(Change.ofHost(Severity.RISK, ChangeKind.CACHE_CHANGED, CACHE, List.of((old.isPresent() ? "-" : "+") + CACHE)));
        } else if (!names.isEmpty()) {
            changes.add(Change.ofHost(Severity.RISK, ChangeKind.CACHE_CHANGED, CACHE, names));
        }
    }

    /** {@return the first path of each name and kind of library; the cache is sorted so that the loader prefers it} */
    private static Map<String, String> paths(Optional<byte[]> cache) {
        Map<String, String> paths = new HashMap<>();
        cache.ifPresent(bytes -> LdSoCache.parse(bytes, order(bytes)).entries().forEach(e -> paths.putIfAbsent(e.key() + '\0' + e.flags() + '\0' + e.hwcap(), e.value())));
        return paths;
    }

    private static ByteOrder order(byte[] cache) {
        return cache.length > ORDER_AT && (cache[ORDER_AT] & ORDER_MASK) == ORDER_BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** An older release, or another C library, lacks what programs were built for; a newer one has all that the older one had. */
    private void libc() {
        Optional<LibcBuild> old = libc(before);
        Optional<LibcBuild> now = libc(after);
        if (old.isEmpty() || now.isEmpty()) {
            return;
        }
        String was = shown(old.get());
        String is = shown(now.get());
        if (!was.equals(is)) {
            boolean newer = old.get().flavour() == now.get().flavour() && VersionNames.compare(was, is) < 0;
            changes.add(new Change(newer ? Severity.INFO : Severity.RISK, ChangeKind.LIBC_RELEASE, Optional.empty(), Optional.empty(), Optional.of(is), List.of(was, is),
                    List.of(), 0, List.of()));
        }
    }

    private static String shown(LibcBuild build) {
        return build.flavour().name().toLowerCase(java.util.Locale.ROOT) + build.release().map(r -> " " + r).orElse("");
    }

    /** The loaders of the machines that hosts have, then musl's; which one does not matter where several are of one build. */
    private static Optional<LibcBuild> libc(FileView files) {
        for (String folder : List.of("/lib64", "/lib")) {
            if (files.lookup(folder) instanceof Lookup.Found(String real, Directory d)) {
                for (String name : d.names()) {
                    Optional<LibcBuild> build = name.startsWith("ld-") || name.startsWith("ld64") ? build(files, folder + "/" + name) : Optional.empty();
                    if (build.isPresent()) {
                        return build;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<LibcBuild> build(FileView files, String path) {
        return files.lookup(path) instanceof Lookup.Found(String real, RegularFile f) && f.content() instanceof Content.Elf elf ? elf.ref().file().libc().map(b -> released(files, real, b))
                : Optional.empty();
    }

    /** Loaders of glibc before 2.33 do not tell their release, the C library beside them does. */
    private static LibcBuild released(FileView files, String loader, LibcBuild build) {
        if (build.release().isPresent()) {
            return build;
        }
        String libc = loader.substring(0, loader.lastIndexOf('/')) + "/libc.so.6";
        Optional<ElfFile> beside = files.lookup(libc) instanceof Lookup.Found(String real, RegularFile f) && f.content() instanceof Content.Elf elf
                ? Optional.of(elf.ref().file()) : Optional.empty();
        return beside.flatMap(ElfFile::libc).orElse(build);
    }
}

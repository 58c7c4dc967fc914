package org.abifit.loader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.abifit.elf.Dynamic;
import org.abifit.elf.Verneed;
import org.abifit.root.Content;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/**
 * glibc's start-up (elf/rtld.c, {@code dl_main}), phase by phase.
 *
 * <p>The real loader answers two ways: started, it stops at the first failure; tracing ({@code ldd -r}), it replaces a missing
 * library by an empty one and goes on to the end. Both go through the same objects in the same order, so one walk gives both: it
 * goes on like the tracing one, and notes the first line at which the other would have stopped.
 *
 * <ol>
 *   <li>preloads, which are left out with a warning when they cannot be had;
 *   <li>DT_NEEDED, breadth first; a name that a loaded object answers to is not searched again;
 *   <li>the version check over all objects;
 *   <li>the processor level, dependencies first;
 *   <li>symbols, dependencies first, from 2.41 on the C library before all others.
 * </ol>
 */
final class Glibc {
    private static final String LIBC_PRIVATE = "GLIBC_PRIVATE";

    private final LoadQuestion question;
    private final LoaderProfile profile;
    private final LinkMap rtld;
    private final LinkMap main;
    private final Acceptance acceptance;
    private final LibrarySearch search;
    private final Binder binder;
    private final ReportBuilder report = new ReportBuilder();
    private final List<LinkMap> loaded = new ArrayList<>();
    private final List<LinkMap> scope = new ArrayList<>();
    private final String program;
    private final String cpuLevel;
    private boolean aborted;

    private Glibc(LoadQuestion question, LoaderProfile profile, LinkMap rtld, LinkMap main, Loader.Caches caches, String cpuLevel) {
        this.question = question;
        this.profile = profile;
        this.rtld = rtld;
        this.main = main;
        this.cpuLevel = cpuLevel;
        this.program = question.app();
        this.acceptance = new Acceptance(question.files(), profile, question.machine());
        this.search = new LibrarySearch(question.files(), profile, acceptance, caches.cacheIndex());
        this.binder = caches.binder();
    }

    static LoadReport load(LoadQuestion question, LoaderProfile profile, LinkMap rtld, LinkMap main, Loader.Caches caches, String cpuLevel, boolean isProgram,
            boolean closureOnly) {
        return new Glibc(question, profile, rtld, main, caches, cpuLevel).run(isProgram, closureOnly);
    }

    private LoadReport run(boolean isProgram, boolean closureOnly) {
        loaded.add(main);
        loaded.add(rtld);
        main.reserved = true;
        search.start(main, question.env().get("LD_LIBRARY_PATH"));
        scope.add(main);
        preloads();
        if (needed()) {
            boolean goesOn = versions();
            describe();
            if (goesOn && !closureOnly) {
                processor();
                symbols();
            }
        }
        return report.build(isProgram);
    }

    // ---- preloads

    private void preloads() {
        String env = question.env().getOrDefault("LD_PRELOAD", "");
        for (String name : env.split("[ :]+")) {
            preload(name, "LD_PRELOAD");
        }
        if (question.files().lookup("/etc/ld.so.preload") instanceof Lookup.Found(String path, RegularFile f) && f.content() instanceof Content.Kept kept) {
            String text = new String(kept.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1).replaceAll("#[^\n]*", "");
            for (String name : text.split("[ \t\n:]+")) {
                preload(name, "/etc/ld.so.preload");
            }
        }
    }

    private void preload(String name, String where) {
        if (name.isEmpty()) {
            return;
        }
        switch (map(name, main)) {
            case Mapped.Done(LinkMap map) -> {
                if (!map.reserved) {
                    map.reserved = true;
                    scope.add(map);
                }
            }
            case Mapped.NotFound(boolean otherClass, String error) -> preloadIgnored(name, where, otherClass ? "wrong ELF class: " + otherClassName() : "cannot open shared object file");
            case Mapped.Fatal(String file, String text, String line) -> preloadIgnored(name, where, text);
            case Mapped.Unknown u -> { }
        }
    }

    private void preloadIgnored(String name, String where, String why) {
        report.warning(new LoadRemark("preload-ignored", name, "ERROR: ld.so: object '%s' from %s cannot be preloaded (%s): ignored.".formatted(name, where, why)));
    }

    private String otherClassName() {
        return profile.is64() ? "ELFCLASS32" : "ELFCLASS64";
    }

    // ---- DT_NEEDED

    /** {@return whether the load goes on; false when a file ended it} */
    private boolean needed() {
        search.forgetErrors();
        for (int i = 0; i < scope.size(); i += scope.get(i).done ? 1 : 0) {
            LinkMap of = scope.get(i);
            if (!of.done && !of.faked && !neededBy(of)) {
                return false;
            }
            of.done = true;
        }
        return true;
    }

    /** The link editor writes DT_NEEDED before the filters. A filtee takes the place of its filter in the list, and is next. */
    private boolean neededBy(LinkMap of) {
        for (String name : of.elf.needed()) {
            if (!need(name, of)) {
                return false;
            }
        }
        Dynamic dynamic = of.elf.dynamic().orElse(null);
        if (dynamic == null) {
            return true;
        }
        return dynamic.filters().stream().allMatch(f -> filtee(f, of, true)) && dynamic.auxiliaries().stream().allMatch(f -> filtee(f, of, false));
    }

    private boolean need(String written, LinkMap of) {
        String name = search.expand(written, of);
        switch (map(name, of)) {
            case Mapped.Done(LinkMap map) -> {
                of.needed.add(map);
                if (!map.reserved) {
                    map.reserved = true;
                    scope.add(map);
                }
                return true;
            }
            case Mapped.NotFound(boolean otherClass, String error) -> {
                LinkMap fake = LinkMap.fake(name, of);
                loaded.add(fake);
                scope.add(fake);
                notFound(name, of, otherClass, error);
                return true;
            }
            case Mapped.Fatal(String file, String text, String line) -> {
                report.error(LoadError.ofFile(kindOf(text), file, line));
                report.lastLine(line);
                return false;
            }
            case Mapped.Unknown u -> {
                return false;
            }
        }
    }

    private void notFound(String name, LinkMap of, boolean otherClass, String error) {
        String line = "%s: error while loading shared libraries: %s: %s".formatted(program, name,
                otherClass ? "wrong ELF class: " + otherClassName() : "cannot open shared object file" + (error.isEmpty() ? "" : ": " + error));
        report.error(LoadError.missing(name, of.name, line));
        if (otherClass) {
            report.error(new LoadError(LoadError.Kind.WRONG_CLASS, Optional.of(name), Optional.of(name), Optional.empty(), Optional.of(of.name), line));
        }
        report.lastLine(line);
    }

    /** Texts that the files themselves are at fault for; the rest are rules of the loader. */
    private static LoadError.Kind kindOf(String text) {
        boolean file = text.startsWith("invalid ELF header") || text.startsWith("file too short") || text.startsWith("ELF file")
                || text.startsWith("cannot read file data") || text.startsWith("object file has no loadable") || text.startsWith("object file has no dynamic");
        return file ? LoadError.Kind.BAD_ELF : LoadError.Kind.LOADER_OTHER;
    }

    /** A filtee stands before its filter; a missing one is an error for DT_FILTER and nothing for DT_AUXILIARY. */
    private boolean filtee(String written, LinkMap of, boolean must) {
        String name = search.expand(written, of);
        switch (map(name, of)) {
            case Mapped.Done(LinkMap map) -> {
                of.needed.add(map);
                moveBefore(of, map);
                return true;
            }
            case Mapped.NotFound(boolean otherClass, String error) -> {
                if (must) {
                    notFound(name, of, otherClass, error);
                }
                return true;
            }
            case Mapped.Fatal(String file, String text, String line) -> {
                if (must) {
                    report.error(LoadError.ofFile(kindOf(text), file, line));
                    report.lastLine(line);
                }
                return !must;
            }
            case Mapped.Unknown u -> {
                return false;
            }
        }
    }

    private void moveBefore(LinkMap filter, LinkMap filtee) {
        if (filtee.reserved && scope.indexOf(filtee) <= scope.indexOf(filter)) {
            return;
        }
        filtee.reserved = true;
        scope.remove(filtee);
        scope.add(scope.indexOf(filter), filtee);
        loaded.remove(filtee);
        loaded.add(loaded.indexOf(filter), filtee);
    }

    /** What asking for a name came to. */
    private sealed interface Mapped {
        record Done(LinkMap map) implements Mapped {}

        record NotFound(boolean otherClass, String error) implements Mapped {}

        record Fatal(String file, String text, String line) implements Mapped {}

        record Unknown() implements Mapped {}
    }

    /** glibc {@code _dl_map_object}: first those already loaded, then the search, then the same file under another name. */
    private Mapped map(String name, LinkMap of) {
        for (LinkMap map : loaded) {
            if (!map.faked && map.answersTo(name)) {
                return new Mapped.Done(map);
            }
        }
        LibrarySearch.Result result = search.find(name, of);
        return switch (result.opened()) {
            case Acceptance.Opened.Taken taken -> mapFile(name, of, taken);
            case Acceptance.Opened.Absent a -> new Mapped.NotFound(result.otherClass(), result.error());
            case Acceptance.Opened.Passed p -> new Mapped.NotFound(result.otherClass(), result.error());
            case Acceptance.Opened.Refused refused -> fatal(refused.path(), refused.text());
            case Acceptance.Opened.Undecided u -> {
                report.missing(new LoadRemark("unread", u.path(), "%s needs %s; what lies at %s is not known: %s".formatted(of.name, name, u.path(), u.why())));
                yield new Mapped.Unknown();
            }
        };
    }

    private Mapped mapFile(String name, LinkMap of, Acceptance.Opened.Taken taken) {
        for (LinkMap map : loaded) {
            if (map.isSameFile(taken.file())) {
                map.libnames.add(name);
                return new Mapped.Done(map);
            }
        }
        String problem = acceptance.mapProblem(taken.elf());
        if (problem != null) {
            return fatal(name, problem);
        }
        LinkMap map = new LinkMap(taken.path(), name, of, taken.elf(), taken.file(), taken.realPath(), false);
        loaded.add(map);
        return new Mapped.Done(map);
    }

    private Mapped fatal(String file, String text) {
        return new Mapped.Fatal(file, text, "%s: error while loading shared libraries: %s: %s".formatted(program, file, text));
    }

    // ---- after the closure

    /** {@return whether the load goes on; false when the check itself ended it} */
    private boolean versions() {
        VersionCheck check = new VersionCheck(profile, report, program);
        List<LinkMap> visible = loaded.stream().filter(m -> m != rtld || rtld.reserved).toList();
        for (LinkMap map : visible) {
            if (!map.faked && !check.check(map, visible)) {
                return false;
            }
        }
        return true;
    }

    /** A trace of an object without DT_NEEDED says no more than "statically linked". */
    private void describe() {
        boolean listed = !main.elf.needed().isEmpty();
        if (listed) {
            report.resolved(baseName(rtld.name), rtld.name);
        }
        List<LoadedObject> objects = new ArrayList<>();
        for (LinkMap map : scope) {
            if (map.faked || map == rtld) {
                continue;
            }
            if (map != main && listed) {
                String key = map.libnames.getFirst();
                if (!key.equals(map.name)) {
                    report.resolved(key, map.name);
                } else if (map.name.indexOf('/') >= 0) {
                    report.resolved(baseName(map.name), map.name);
                }
            }
            objects.add(new LoadedObject(map.libnames.getFirst(), map.name, map.realPath, map.file, map.elf, map.loader == null ? "" : map.loader.name,
                    map.needed.stream().map(n -> n.name).toList()));
        }
        report.objects(objects);
    }

    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void processor() {
        if (profile.machine() != org.abifit.elf.Machine.X86_64 || !profile.atLeast(33) || report.failed()) {
            return;
        }
        int has = LoaderProfile.isaBits(cpuLevel);
        for (LinkMap map : InitOrder.of(scope, profile.atLeast(35)).reversed()) {
            if (!map.faked && map != rtld && (map.elf.notes().isaNeeded() & ~has) != 0) {
                String line = "%s: CPU ISA level is lower than required".formatted(map.name);
                report.error(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, map.name, line));
                report.lastLine(line);
            }
        }
    }

    private void symbols() {
        if (report.failed()) {
            report.lastLine("");
        }
        for (LinkMap map : relocationOrder()) {
            int named = namedVersions(map);
            for (Binder.Unbound unbound : binder.unbound(map, scope, profile.minor())) {
                unbound(map, unbound.versionIndex() > named ? unbound.withoutVersion() : unbound);
            }
        }
        earlyInit();
    }

    /**
     * The highest version index that has a name: a tracing loader sizes its table by the needs whose file was found
     * ({@code _dl_check_map_versions}), so of a missing library's versions some are not named.
     */
    private int namedVersions(LinkMap of) {
        if (of.needed.stream().noneMatch(n -> n.faked) && loaded.stream().noneMatch(l -> l.faked)) {
            return Integer.MAX_VALUE;
        }
        int high = of.elf.verdefs().stream().mapToInt(d -> d.index()).max().orElse(0);
        for (Verneed need : of.elf.verneeds()) {
            boolean found = loaded.stream().anyMatch(l -> !l.faked && l.isCalled(need.file()));
            high = found ? Math.max(high, need.versions().stream().mapToInt(Verneed.Vernaux::index).max().orElse(0)) : high;
        }
        return high;
    }

    private List<LinkMap> relocationOrder() {
        List<LinkMap> order = new ArrayList<>(InitOrder.of(scope, profile.atLeast(35)).reversed());
        order.removeIf(m -> m.faked || m == rtld);
        if (profile.atLeast(41)) {
            order.sort(Comparator.comparing(m -> !m.elf.soname().equals(Optional.of("libc.so.6"))));
        }
        return order;
    }

    /** What a C library of two builds lacks of itself, its own initialisers call: lazy binding never saved such a start in the cases measured. */
    private void unbound(LinkMap map, Binder.Unbound u) {
        LoadError error = switch (u.fault()) {
            case UNDEFINED -> undefined(map, u);
            case LINK_TIME -> linkTime(map, u);
            case NO_VERSIONS -> LoadError.ofFile(LoadError.Kind.LOADER_OTHER, map.name, "Inconsistency detected by ld.so: dl-lookup.c: check_match: "
                    + "Assertion `version->filename == NULL || ! _dl_name_match_p (version->filename, map)' failed!");
        };
        boolean splitLibc = u.version().equals(Optional.of(LIBC_PRIVATE));
        boolean late = u.onlyLazy() && !splitLibc && !question.env().containsKey("LD_BIND_NOW");
        if (aborted) {
            report.hiddenError(late);
        } else if (late) {
            report.lateError(error);
        } else {
            report.error(error);
        }
        report.lastLine(error.message());
        aborted |= u.fault() == Binder.Fault.NO_VERSIONS;
    }

    private LoadError undefined(LinkMap map, Binder.Unbound u) {
        String symbol = "undefined symbol: " + u.symbol() + u.version().map(v -> ", version " + v).orElse("");
        String line = "%s: symbol lookup error: %s: %s".formatted(program, map.name, symbol);
        return new LoadError(LoadError.Kind.UNDEFINED_SYMBOL, Optional.empty(), Optional.of(u.symbol()), u.version(), Optional.of(map.name), line);
    }

    private LoadError linkTime(LinkMap map, Binder.Unbound u) {
        String line = "%s: relocation error: %s: symbol %s version %s not defined in file %s with link time reference".formatted(program, map.name, u.symbol(),
                u.version().orElse(""), u.file().orElse(""));
        return new LoadError(LoadError.Kind.SYMBOL_VERSION, u.file(), Optional.of(u.symbol()), u.version(), Optional.of(map.name), line);
    }

    /** From 2.32 on ld.so calls a function of libc.so.6 that older ones lack. */
    private void earlyInit() {
        if (!profile.atLeast(32) || report.failsLazily()) {
            return;
        }
        for (LinkMap map : scope) {
            boolean libc = !map.faked && map.elf.soname().equals(Optional.of("libc.so.6"));
            if (libc && !binder.defines(map.elf, "__libc_early_init", Optional.of(LIBC_PRIVATE))) {
                String line = "Inconsistency detected by ld.so: dl-call-libc-early-init.c: _dl_call_libc_early_init: Assertion `sym != NULL' failed!";
                report.startError(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, map.name, line));
                report.lastLine(line);
            }
        }
    }
}

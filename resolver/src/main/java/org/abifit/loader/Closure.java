package org.abifit.loader;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.abifit.elf.Dynamic;
import org.abifit.root.Content;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/**
 * Which objects a process maps, and in what order: preloads, then DT_NEEDED breadth first (glibc elf/dl-deps.c,
 * {@code _dl_map_object_deps}; elf/dl-load.c, {@code _dl_map_object}).
 *
 * <p>A start stops at the first library that is missing; a trace puts an empty one in its place and goes on. This goes on.
 */
final class Closure {
    private final GlibcProcess process;
    private final LoaderProfile profile;
    private final LibrarySearch search;
    private final List<LinkMap> loaded;
    private final ReportBuilder report;
    private final Wording wording;
    private final boolean opening;

    Closure(GlibcProcess process, ReportBuilder report, Wording wording, boolean opening) {
        this.process = process;
        this.profile = process.profile;
        this.search = process.search;
        this.loaded = process.loaded;
        this.report = report;
        this.wording = wording;
        this.opening = opening;
    }

    // ---- preloads

    /** Maps what LD_PRELOAD and /etc/ld.so.preload name; what cannot be had is left out with a warning. */
    void preloads(List<LinkMap> scope) {
        for (String name : process.question.env().getOrDefault("LD_PRELOAD", "").split("[ :]+")) {
            if (!process.secure || name.indexOf('/') < 0) {
                preload(name, "LD_PRELOAD", scope);
            }
        }
        if (process.question.files().lookup("/etc/ld.so.preload") instanceof Lookup.Found(String path, RegularFile f) && f.content() instanceof Content.Kept kept) {
            String text = new String(kept.bytes(), StandardCharsets.ISO_8859_1).replaceAll("#[^\n]*", "");
            for (String name : text.split("[ \t\n:]+")) {
                preload(name, "/etc/ld.so.preload", scope);
            }
        }
    }

    private void preload(String name, String where, List<LinkMap> scope) {
        if (name.isEmpty()) {
            return;
        }
        process.tell(new Step.Asked(name, ""));
        switch (map(name, process.main, Ask.PRELOAD)) {
            case Mapped.Done(LinkMap map) -> {
                if (!map.reserved) {
                    map.reserved = true;
                    scope.add(map);
                }
            }
            case Mapped.NotFound(boolean otherClass, String error) ->
                    preloadIgnored(name, where, otherClass ? "wrong ELF class: " + otherClassName() : "cannot open shared object file");
            case Mapped.Fatal(String file, String text, String line) -> preloadIgnored(name, where, text);
            case Mapped.Unknown u -> { }
        }
    }

    /** Only the sentence is told, without the error of the system that a start adds to it. */
    private void preloadIgnored(String name, String where, String text) {
        String why = text.replaceFirst(": Error \\d+$", "");
        report.warning(new LoadRemark("preload-ignored", name, "ERROR: ld.so: object '%s' from %s cannot be preloaded (%s): ignored.".formatted(name, where, why)));
    }

    private String otherClassName() {
        return profile.is64() ? "ELFCLASS32" : "ELFCLASS64";
    }

    // ---- DT_NEEDED

    /**
     * Maps what the objects of a search list need, and adds it to the list.
     *
     * @return whether the load goes on; false when a file ended it
     */
    boolean needed(List<LinkMap> scope) {
        search.forgetErrors();
        for (int i = 0; i < scope.size(); i += scope.get(i).done ? 1 : 0) {
            LinkMap of = scope.get(i);
            if (!of.done && !of.faked && !neededBy(of, scope)) {
                return false;
            }
            of.done = true;
        }
        return true;
    }

    /** The link editor writes DT_NEEDED before the filters. A filtee takes the place of its filter in the list, and is next. */
    private boolean neededBy(LinkMap of, List<LinkMap> scope) {
        for (String name : of.elf.needed()) {
            if (!need(name, of, scope)) {
                return false;
            }
        }
        Dynamic dynamic = of.elf.dynamic().orElse(null);
        boolean goesOn = dynamic == null || dynamic.filters().stream().allMatch(f -> filtee(f, of, true, scope))
                && dynamic.auxiliaries().stream().allMatch(f -> filtee(f, of, false, scope));
        of.needsKnown = true;
        return goesOn;
    }

    private boolean need(String written, LinkMap of, List<LinkMap> scope) {
        if (process.secure && LibrarySearch.hasToken(written)) {
            return failed(written, "DST not allowed in SUID/SGID programs", wording.loading(written, "DST not allowed in SUID/SGID programs"));
        }
        String name = search.expand(written, of);
        if (name.isEmpty()) {
            return true;
        }
        process.tell(new Step.Asked(name, of.name));
        switch (map(name, of, Ask.NEED)) {
            case Mapped.Done(LinkMap map) -> {
                of.needs(name, map);
                if (!map.reserved) {
                    map.reserved = true;
                    scope.add(map);
                }
                return true;
            }
            case Mapped.NotFound(boolean otherClass, String error) -> {
                notFound(name, of.name, otherClass, error);
                LinkMap fake = LinkMap.fake(name, of);
                fake.reserved = true;
                of.needs(name, fake);
                loaded.add(fake);
                scope.add(fake);
                return true;
            }
            case Mapped.Fatal(String file, String text, String line) -> {
                return failed(file, text, line);
            }
            case Mapped.Unknown u -> {
                return false;
            }
        }
    }

    private boolean failed(String file, String text, String line) {
        report.error(LoadError.ofFile(kindOf(text), file, line));
        report.lastLine(line);
        return false;
    }

    private void notFound(String name, String by, boolean otherClass, String error) {
        String line = wording.loading(name, otherClass ? "wrong ELF class: " + otherClassName() : "cannot open shared object file" + (error.isEmpty() ? "" : ": " + error));
        report.error(LoadError.missing(name, by, line));
        if (otherClass) {
            report.error(new LoadError(LoadError.Kind.WRONG_CLASS, Optional.of(name), Optional.of(name), Optional.empty(), Optional.of(by), line));
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
    private boolean filtee(String written, LinkMap of, boolean must, List<LinkMap> scope) {
        String name = search.expand(written, of);
        process.tell(new Step.Asked(name, of.name));
        switch (map(name, of, Ask.NEED)) {
            case Mapped.Done(LinkMap map) -> {
                of.needs(name, map);
                if (!map.faked && map.elf.dynamic().filter(d -> !d.filters().isEmpty() || !d.auxiliaries().isEmpty()).isPresent()) {
                    report.note(new LoadRemark("nested-filters", map.name, "is a filter behind a filter: some loaders crash over their order"));
                }
                moveBefore(of, map, scope);
                return true;
            }
            case Mapped.NotFound(boolean otherClass, String error) -> {
                if (must) {
                    notFound(name, of.name, otherClass, error);
                } else {
                    report.note(new LoadRemark("auxiliary-missing", name, "an auxiliary library of %s that is not there; nothing else is asked in its place".formatted(of.name)));
                }
                return true;
            }
            case Mapped.Fatal(String file, String text, String line) -> {
                return !must || failed(file, text, line);
            }
            case Mapped.Unknown u -> {
                return false;
            }
        }
    }

    private void moveBefore(LinkMap filter, LinkMap filtee, List<LinkMap> scope) {
        if (filtee.reserved && scope.indexOf(filtee) <= scope.indexOf(filter)) {
            return;
        }
        filtee.reserved = true;
        scope.remove(filtee);
        scope.add(scope.indexOf(filter), filtee);
        loaded.remove(filtee);
        loaded.add(loaded.indexOf(filter), filtee);
    }

    // ---- one name

    /** Who asks for a name. */
    private enum Ask { PRELOAD, NEED, OPEN }

    /** What asking for a name came to. */
    private sealed interface Mapped {
        record Done(LinkMap map) implements Mapped {}

        record NotFound(boolean otherClass, String error) implements Mapped {}

        record Fatal(String file, String text, String line) implements Mapped {}

        record Unknown() implements Mapped {}
    }

    /**
     * Maps what dlopen names, for the object that calls it.
     *
     * @return the object; empty when it cannot be had, which is reported
     */
    Optional<LinkMap> open(String name, LinkMap caller) {
        process.tell(new Step.Asked(name, caller.name));
        return switch (map(name, caller, Ask.OPEN)) {
            case Mapped.Done(LinkMap map) -> Optional.of(map);
            case Mapped.NotFound(boolean otherClass, String error) -> {
                notFound(name, caller.name, otherClass, error);
                yield Optional.empty();
            }
            case Mapped.Fatal(String file, String text, String line) -> {
                failed(file, text, line);
                yield Optional.empty();
            }
            case Mapped.Unknown u -> Optional.empty();
        };
    }

    /** glibc {@code _dl_map_object}: first those already loaded, then the search, then the same file under another name. */
    private Mapped map(String name, LinkMap of, Ask ask) {
        for (LinkMap map : loaded) {
            if (!map.faked && map.answersTo(name)) {
                process.tell(new Step.Known(name, map.name));
                return new Mapped.Done(map);
            }
        }
        LibrarySearch.Result result = search.find(name, of, ask == Ask.PRELOAD);
        return switch (result.opened()) {
            case Acceptance.Opened.Taken taken -> mapFile(name, ask == Ask.OPEN ? null : of, taken, result.route());
            case Acceptance.Opened.Absent a -> new Mapped.NotFound(result.otherClass(), result.error());
            case Acceptance.Opened.Passed p -> new Mapped.NotFound(result.otherClass(), result.error());
            case Acceptance.Opened.Refused refused -> fatal(refused.path(), refused.text());
            case Acceptance.Opened.Undecided u -> unknown(name, of.name, u.path(), u.why());
        };
    }

    /** What dlopen names has no loader: what it needs is not searched on behalf of the caller. */
    private Mapped mapFile(String name, LinkMap loader, Acceptance.Opened.Taken taken, Route route) {
        for (LinkMap map : loaded) {
            if (map.isSameFile(taken.file())) {
                map.libnames.add(name);
                process.tell(new Step.SameFile(name, map.name));
                return new Mapped.Done(map);
            }
        }
        String problem = process.acceptance.mapProblem(taken.elf(), opening);
        if (problem != null) {
            return fatal(name, problem);
        }
        String odd = Acceptance.oddSegments(taken.elf());
        if (odd != null) {
            return unknown(name, loader == null ? "" : loader.name, taken.path(), odd);
        }
        LinkMap map = new LinkMap(taken.path(), name, loader, taken.elf(), taken.file(), taken.realPath(), route);
        if (opening && profile.atLeast(41) && process.wantsExecutableStack(map) && !process.hasExecutableStack()) {
            return fatal(name, "cannot enable executable stack as shared object requires: Invalid argument");
        }
        process.truncated(map).ifPresent(report::missing);
        loaded.add(map);
        process.tell(new Step.Mapped(name, map.name));
        return new Mapped.Done(map);
    }

    private Mapped unknown(String name, String by, String path, String why) {
        report.missing(new LoadRemark("unread", path, "%s needs %s; what lies at %s is not known: %s".formatted(by, name, path, why)));
        return new Mapped.Unknown();
    }

    private Mapped fatal(String file, String text) {
        return new Mapped.Fatal(file, text, wording.loading(file, text));
    }
}

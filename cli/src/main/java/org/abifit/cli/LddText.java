package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Need;
import org.abifit.loader.OpenedReport;
import org.abifit.loader.Route;
import org.abifit.loader.Step;
import org.abifit.loader.Verdict;
import org.abifit.root.BytePaths;

/**
 * What a program loads, for people: as a tree in which each object stands once, under the one that made the loader look for it; as a
 * list in search order; as the story of one name; or step by step.
 */
final class LddText {
    private final LddView view;
    private final Out out;
    private final Map<String, LoadedObject> objects;
    private final Set<String> shown = new HashSet<>();

    LddText(LddView view, Out out) {
        this.view = view;
        this.out = out;
        this.objects = view.objects();
    }

    // ---- tree and list

    void tree() {
        head();
        roots(view.report());
        for (OpenedReport opened : view.report().opened()) {
            out.line("opened: %s%s".formatted(toUnicode(opened.opening().file()), opened.opening().by().isEmpty() ? "" : " by " + toUnicode(opened.opening().by())));
            roots(opened.report());
            problems(opened.report());
        }
        tail();
    }

    /** The application, preloads, and whatever else nobody needs. */
    private void roots(LoadReport report) {
        for (LoadedObject object : report.objects()) {
            if (object.loader().isEmpty() && shown.add(object.path())) {
                if (!object.path().equals(view.app())) {
                    out.line("%s => %s  %s".formatted(toUnicode(object.name()), toUnicode(object.path()), where(object)));
                }
                below(object, "");
            }
        }
    }

    private void below(LoadedObject object, String indent) {
        for (int i = 0; i < object.needs().size(); i++) {
            Need need = object.needs().get(i);
            boolean last = i == object.needs().size() - 1;
            Optional<LoadedObject> found = need.path().map(objects::get);
            boolean mine = found.isPresent() && found.get().loader().equals(object.path()) && shown.add(found.get().path());
            out.line(indent + (last ? "└─ " : "├─ ") + entry(need, found, mine));
            if (mine) {
                below(found.get(), indent + (last ? "   " : "│  "));
            }
        }
    }

    private String entry(Need need, Optional<LoadedObject> found, boolean mine) {
        if (need.path().isEmpty()) {
            return toUnicode(need.name()) + " => " + out.style(Out.Style.BAD, "not found");
        }
        String path = toUnicode(need.path().get());
        if (found.isEmpty()) {
            return "%s => %s  the loader itself".formatted(toUnicode(need.name()), path);
        }
        return mine ? "%s => %s  %s".formatted(toUnicode(need.name()), path, where(found.get())) : "%s => %s  see there".formatted(toUnicode(need.name()), path);
    }

    /** Why this file and no other. */
    private String where(LoadedObject object) {
        String host = view.container().isBound(object.path()) ? "  " + out.style(Out.Style.GOOD, "from the host") : "";
        return "(" + route(object.route()) + ")" + host;
    }

    static String route(Route route) {
        return switch (route.rule()) {
            case PROGRAM -> "the application";
            case PATH -> "asked for by path";
            case RPATH -> "RPATH of %s: %s".formatted(toUnicode(route.owner()), toUnicode(route.folder()));
            case LD_LIBRARY_PATH -> "LD_LIBRARY_PATH: %s".formatted(route.folder().isEmpty() ? "the current folder" : toUnicode(route.folder()));
            case RUNPATH -> "RUNPATH of %s: %s".formatted(toUnicode(route.owner()), toUnicode(route.folder()));
            case CACHE -> "ld.so.cache";
            case DEFAULT -> "the loader's own folder %s".formatted(toUnicode(route.folder()));
        };
    }

    void flat() {
        head();
        for (LoadedObject object : objects.values()) {
            if (!object.path().equals(view.app())) {
                out.line("\t%s => %s  %s".formatted(toUnicode(object.name()), toUnicode(object.path()), where(object)));
            }
        }
        tail();
    }

    private void head() {
        out.line(out.style(Out.Style.HEAD, toUnicode(view.app())) + view.loader().map(l -> "  under " + toUnicode(l)).orElse(""));
    }

    private void tail() {
        for (Map.Entry<String, LddView.Change> change : view.changed().entrySet()) {
            out.line("changed by the binds: %s: %s, was %s".formatted(toUnicode(change.getKey()), toUnicode(change.getValue().after().orElse("not found")),
                    toUnicode(change.getValue().before().orElse("not found"))));
        }
        problems(view.report());
        Verdict verdict = view.report().lazy();
        out.line(switch (verdict) {
            case OK -> loads();
            case FAIL -> out.style(Out.Style.BAD, "does not load");
            case UNKNOWN -> out.style(Out.Style.DOUBT, "cannot be decided");
        });
    }

    private String loads() {
        if (view.report().opened().stream().anyMatch(o -> o.report().lazy() == Verdict.FAIL)) {
            return out.style(Out.Style.BAD, "loads, but not all that it opens");
        }
        return view.report().verdict() == Verdict.FAIL ? out.style(Out.Style.DOUBT, "loads, but some functions are missing when they are called")
                : out.style(Out.Style.GOOD, "loads");
    }

    private void problems(LoadReport report) {
        report.errors().forEach(e -> out.line("%s: %s".formatted(e.kind().word(), toUnicode(e.message()))));
        report.warnings().forEach(w -> out.line("warning: " + toUnicode(w.message())));
        report.notes().forEach(n -> out.line("note: %s %s".formatted(toUnicode(n.object()), toUnicode(n.message()))));
        report.missing().forEach(m -> out.line("not known: " + toUnicode(m.message())));
    }

    // ---- the story of one name

    void why(String name) {
        boolean asked = false;
        boolean telling = false;
        for (Step step : view.report().steps()) {
            if (step instanceof Step.Asked(String wanted, String by)) {
                telling = wanted.equals(name) && !asked;
                if (wanted.equals(name)) {
                    out.line("%s is asked for by %s".formatted(toUnicode(name), by.isEmpty() ? "LD_PRELOAD or /etc/ld.so.preload" : chain(by)));
                    asked = true;
                }
            }
            if (telling) {
                tell(step).forEach(line -> out.line("  " + line));
            }
        }
        if (!asked) {
            out.line("%s does not ask for %s".formatted(toUnicode(view.app()), toUnicode(name)));
        }
        view.report().errors().stream().filter(e -> e.name().equals(Optional.of(name))).forEach(e -> out.line("%s: %s".formatted(e.kind().word(), toUnicode(e.message()))));
        Optional.ofNullable(view.changed().get(name)).ifPresent(c -> out.line("without the binds it would be " + toUnicode(c.before().orElse("not found"))));
    }

    /** An object, and who made the loader map it, up to the application. */
    private String chain(String path) {
        List<String> names = new ArrayList<>();
        for (String at = path; !at.isEmpty() && !names.contains(toUnicode(at)); at = Optional.ofNullable(objects.get(at)).map(LoadedObject::loader).orElse("")) {
            names.add(toUnicode(at));
        }
        return String.join(", for ", names);
    }

    // ---- step by step

    void trace(boolean bindings) {
        for (Step step : view.report().steps()) {
            if (bindings || !(step instanceof Step.Bound)) {
                tell(step).forEach(out::line);
            }
        }
        tail();
    }

    private static List<String> tell(Step step) {
        return switch (step) {
            case Step.Asked(String name, String by) -> List.of("find library=%s; %s".formatted(toUnicode(name), by.isEmpty() ? "to be preloaded" : "needed by " + toUnicode(by)));
            case Step.Known(String name, String path) -> List.of("  is there already: " + toUnicode(path));
            case Step.Searched(Route.Rule rule, String owner, List<String> folders) -> List.of(searched(rule, owner, toUnicode(String.join(":", folders))));
            case Step.Tried(String path, String outcome) -> List.of("    trying file=%s  %s".formatted(toUnicode(path), outcome));
            case Step.SameFile(String name, String path) -> List.of("  is the same file as " + toUnicode(path));
            case Step.Mapped(String name, String path) -> List.of("  maps " + toUnicode(path));
            case Step.Version(String node, String file, String by, boolean defined) -> List.of("checking for version `%s' in file %s required by file %s%s".formatted(
                    toUnicode(node), toUnicode(file), toUnicode(by), defined ? "" : "  not defined there"));
            case Step.Bound(String symbol, Optional<String> version, String by, Optional<String> to) -> List.of("binding file %s to %s: symbol `%s'%s".formatted(
                    toUnicode(by), to.map(BytePaths::toUnicode).orElse("nothing"), toUnicode(symbol), version.map(v -> " [%s]".formatted(toUnicode(v))).orElse("")));
            case Step.Opened opened -> List.of("dlopen %s by %s".formatted(toUnicode(opened.opening().file()),
                    opened.opening().by().isEmpty() ? "the program" : toUnicode(opened.opening().by())));
        };
    }

    private static String searched(Route.Rule rule, String owner, String folders) {
        return switch (rule) {
            case RPATH -> "  search path=%s  (RPATH from file %s)".formatted(folders, toUnicode(owner));
            case RUNPATH -> "  search path=%s  (RUNPATH from file %s)".formatted(folders, toUnicode(owner));
            case LD_LIBRARY_PATH -> "  search path=%s  (LD_LIBRARY_PATH)".formatted(folders);
            case DEFAULT -> "  search path=%s  (system search path)".formatted(folders);
            case CACHE, PATH, PROGRAM -> "  search cache=" + folders;
        };
    }
}

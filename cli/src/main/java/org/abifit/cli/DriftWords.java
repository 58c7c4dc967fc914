package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.drift.Change;
import org.abifit.drift.Lost;
import org.abifit.loader.Verdict;

/** What changed, in sentences. */
final class DriftWords {
    private static final int NAMES = 5;

    private DriftWords() {}

    /** {@return what a change is, without the library's name and severity} */
    static String of(Change change) {
        List<String> parts = new ArrayList<>();
        parts.add(what(change));
        if (!change.plans().isEmpty()) {
            parts.add("used by saved plan%s %s".formatted(change.plans().size() == 1 ? "" : "s", some(change.plans())));
        }
        if (change.users() > 0) {
            int more = change.users() - change.examples().size();
            parts.add("needed by %s%s".formatted(toUnicode(String.join(", ", change.examples())), more > 0 ? " and %d more".formatted(more) : ""));
        }
        return String.join("; ", parts);
    }

    private static String what(Change change) {
        String at = change.path().map(p -> " " + toUnicode(p)).orElse("");
        return switch (change.kind()) {
            case LIBRARY_GONE -> "gone:" + at + change.now().map(n -> " (%s is there)".formatted(toUnicode(n))).orElse("");
            case LIBRARY_UNREACHABLE -> "the loader does not find it any more:" + at + to(change.now());
            case VERSION_GONE -> "lost version%s %s".formatted(plural(change), some(change.names()));
            case SYMBOL_GONE -> "lost symbol%s %s".formatted(plural(change), some(change.names()));
            case LIBC_RELEASE -> "C library: " + String.join(" -> ", change.names());
            case PRELOAD_CHANGED -> "preloaded into every program%s: %s".formatted(at, moved(change.names()));
            case SEARCH_FOLDERS_CHANGED -> "folders of%s: %s".formatted(at, moved(change.names()));
            case CACHE_CHANGED -> change.names().equals(List.of("-/etc/ld.so.cache")) ? "the cache is gone:" + at
                    : change.names().equals(List.of("+/etc/ld.so.cache")) ? "there is a cache now:" + at : "%s leads elsewhere for %s".formatted(at.strip(), some(change.names()));
            case MUSL_PATH_CHANGED -> "folders of%s: %s".formatted(at, moved(change.names()));
            case PROVIDER_MOVED -> "moved:" + at + to(change.now());
            case FILE_RENAMED -> "renamed:" + at + to(change.now());
            case COPY_GONE -> "one copy is gone:" + at + change.now().map(n -> " (still found: %s)".formatted(toUnicode(n))).orElse("");
            case NEEDS_MORE -> "newly needs " + some(change.names());
            case LIBRARY_ADDED -> "new:" + at;
            case VERSION_ADDED -> "new version%s %s".formatted(plural(change), some(change.names()));
            case SYMBOL_ADDED -> "new symbol%s %s".formatted(plural(change), some(change.names()));
            case LIBRARY_REBUILT -> "another build, which offers and needs the same:" + at;
        };
    }

    private static String to(Optional<String> now) {
        return now.map(n -> " -> " + toUnicode(n)).orElse("");
    }

    private static String plural(Change change) {
        return change.names().size() == 1 ? "" : "s";
    }

    private static String moved(List<String> names) {
        return names.isEmpty() ? "another order" : some(names);
    }

    /** {@return the first few of some names, and how many there are} */
    private static String some(List<String> names) {
        String first = toUnicode(String.join(", ", names.subList(0, Math.min(NAMES, names.size()))));
        return names.size() > NAMES ? "%s and %d more".formatted(first, names.size() - NAMES) : first;
    }

    /** {@return why a plan fails, or why that is not known} */
    static String of(Lost lost) {
        return switch (lost) {
            case Lost.Source s -> "%s is gone%s".formatted(toUnicode(s.path()), instead(s));
            case Lost.Bind b -> toUnicode(b.problem());
            case Lost.Refused r -> toUnicode(r.error().message()) + (r.more().isEmpty() ? "" : " (and %d more: %s)".formatted(r.more().size(), some(r.more())));
            case Lost.Image i -> "the image %s that it was made for is not in the database: scan or import it".formatted(toUnicode(i.image()));
            case Lost.Undecided u -> toUnicode(u.text());
        };
    }

    private static String instead(Lost.Source source) {
        return source.instead().map(i -> " (%s is there)".formatted(toUnicode(i))).orElse("");
    }

    /** {@return a verdict as people say it} */
    static String of(Verdict verdict) {
        return switch (verdict) {
            case OK -> "works";
            case FAIL -> "fails";
            case UNKNOWN -> "cannot be decided";
        };
    }
}

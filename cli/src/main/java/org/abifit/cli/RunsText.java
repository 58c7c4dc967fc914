package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.runs.Because;
import org.abifit.runs.Runs;

/** Whether a program runs, in words: the only place for these sentences. */
final class RunsText {
    private static final int MOST_NAMES = 6;

    private RunsText() {}

    /** {@return lines for people: what is to be expected, and why} */
    static List<String> lines(Runs runs) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + verdict(runs));
        runs.because().forEach(b -> lines.add("    %s [%s]".formatted(of(b), b.rule())));
        runs.smoke().values().stream().distinct().forEach(s -> lines.add("    to know it, run in the container on the host: " + toUnicode(s)));
        return lines;
    }

    private static String verdict(Runs runs) {
        return switch (runs.verdict()) {
            case OK -> switch (runs.level()) {
                case LOADS -> "it should run: the loader starts it";
                case BINDS -> "it should run: all that it opens fits together";
                case TALKS -> "it should run, under its launcher too";
            };
            case FAIL -> "it will not run";
            case UNKNOWN -> "whether it runs cannot be decided from the files";
        };
    }

    /** {@return the sentence of a ground} */
    static String of(Because because) {
        return switch (because) {
            case Because.NotLoaded b -> b.program().isEmpty() ? "whether it loads is not known%s".formatted(said(b.message()))
                    : "the loader does not start %s%s".formatted(toUnicode(b.program()), said(b.message()));
            case Because.LauncherNotLoaded b -> "%s, which the command needs, does not start%s".formatted(toUnicode(b.program()), said(b.message()));
            case Because.OtherMpi b -> "%s of the host is %s, the image's is %s: what lies behind MPI's names differs".formatted(toUnicode(b.soname()), b.host(), b.image());
            case Because.AsShipped b -> "what it loads is what the image ships, or holds the same";
            case Because.AllBound b -> "with %s from the host, all versions and symbols are there, and what must be of one build is".formatted(list(b.sonames()));
            case Because.MissingWhenCalled b -> "%s lacks %s; it ends when it calls %s".formatted(toUnicode(b.object()), list(b.symbols()), b.symbols().size() == 1 ? "it" : "one of them");
            case Because.SplitFamily b -> "%s of the host and %s of the image share private structures and are of different builds".formatted(list(b.fromHost()), list(b.fromImage()));
            case Because.ForeignPlugins b -> "%s of the %s opens plug-ins of the %s, which are of another build: %s".formatted(toUnicode(b.core()), b.coreBound() ? "host" : "image",
                    b.coreBound() ? "image" : "host", list(b.plugins()));
            case Because.PluginsMissing b -> "%s does not find or cannot open the plug-ins that it needs: %s".formatted(toUnicode(b.core()), list(b.plugins()));
            case Because.PluginLacks b -> "plug-in %s is opened and lacks %s".formatted(toUnicode(b.plugin()), list(b.symbols()));
            case Because.PrivateUser b -> "%s was built with another release of %s and uses what is private to it: %s".formatted(toUnicode(b.user()), toUnicode(b.core()), list(b.symbols()));
            case Because.TwoGenerations b -> "%s are in one process, with functions of the same names".formatted(list(b.sonames()));
            case Because.Served b -> "%s and %s speak one protocol".formatted(toUnicode(b.launcher()), toUnicode(b.library()));
            case Because.TwoLibcs b -> "the loader is of C library %s, the library is %s".formatted(b.loader().orElse("of an unknown release"), b.library().orElse("of an unknown release"));
            case Because.OtherLauncher b -> "%s does not serve %s: each process would believe that it is alone".formatted(toUnicode(b.launcher()), toUnicode(b.library()));
        };
    }

    private static String said(Optional<String> message) {
        return message.map(m -> ": " + toUnicode(m)).orElse("");
    }

    private static String list(List<String> names) {
        List<String> shown = names.stream().limit(MOST_NAMES).map(n -> toUnicode(n)).toList();
        int more = names.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? " and %d more".formatted(more) : "");
    }
}

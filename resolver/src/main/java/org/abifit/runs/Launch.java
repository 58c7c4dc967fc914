package org.abifit.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.Verdict;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/** The programs that a command starts besides the application: the first word of the command line, and what a known launcher starts. */
final class Launch {
    private static final String DEFAULT_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private final FileView files;
    private final LoadQuestion app;
    private final SortedMap<String, String> env;
    private final Optional<String> first;
    private final Optional<RunRules.Launcher> launcher;
    private final List<RunRules.Launcher> known;
    private final boolean found;
    private final String word;
    private final List<String> arguments;

    Launch(List<RunRules.Launcher> known, FileView files, LoadQuestion app, Command command) {
        this.known = known;
        this.files = files;
        this.app = app;
        this.env = new TreeMap<>(app.env());
        command.dropped().forEach(env::remove);
        this.word = command.argv().isEmpty() ? "" : command.argv().getFirst();
        this.arguments = command.argv().stream().skip(1).toList();
        this.first = word.isEmpty() ? Optional.empty() : real(word);
        this.found = word.isEmpty() || first.isPresent();
        this.launcher = first.flatMap(path -> known.stream().filter(l -> l.programs().stream().anyMatch(g -> g.matches(Sides.baseName(path)))).findFirst());
    }

    /** {@return where a program lies, links followed; a name without a slash is searched as shells do} */
    private Optional<String> real(String program) {
        if (program.indexOf('/') >= 0) {
            return file(program.startsWith("/") ? program : "/" + program);
        }
        return Stream.of(env.getOrDefault("PATH", DEFAULT_PATH).split(":")).flatMap(folder -> file(folder + "/" + program).stream()).findFirst();
    }

    private Optional<String> file(String path) {
        return files.lookup(path) instanceof Lookup.Found(String real, RegularFile f) ? Optional.of(real) : Optional.empty();
    }

    /** {@return that the first word of the command line names no file} */
    Optional<Because> missing() {
        return found ? Optional.empty() : Optional.of(new Because.LauncherNotLoaded(word, Optional.empty(), Verdict.FAIL));
    }

    /** {@return the programs, each once, the application left out} */
    List<String> programs() {
        List<String> all = new ArrayList<>();
        first.ifPresent(path -> {
            all.add(path);
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            launcher.ifPresent(l -> l.helpers().forEach(h -> file(folder + h).ifPresent(all::add)));
        });
        Optional<String> own = file(app.app());
        return all.stream().distinct().filter(p -> !own.equals(Optional.of(p))).toList();
    }

    /** {@return whether a launcher is only asked to print something} */
    boolean onlyPrints() {
        return launcher.isPresent() && arguments.size() == 1 && launcher.get().prints().contains(arguments.getFirst());
    }

    /** {@return what to ask about one of them} */
    LoadQuestion question(String program) {
        return new LoadQuestion(files, program, env, app.machine()).startedBy(app.starter());
    }

    /** {@return that the application's library is served by another launcher} */
    Optional<Because> misfit(Process process) {
        if (launcher.isEmpty() || !process.named(launcher.get().libraries()).isEmpty()) {
            return Optional.empty();
        }
        return known.stream().filter(l -> l != launcher.get()).flatMap(l -> process.named(l.libraries()).stream()).findFirst()
                .map(o -> new Because.OtherLauncher(launcher.get().id(), first.orElseThrow(), Sides.name(o), Verdict.FAIL));
    }
}

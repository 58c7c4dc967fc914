package org.abifit.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Verdict;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/** The programs that a command starts besides the application: the first word of the command line, and what a known launcher starts. */
final class Launch {
    /** Where programs are searched when the environment does not say. */
    private static final String DEFAULT_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private final FileView files;
    private final LoadQuestion app;
    private final List<String> argv;
    private final SortedMap<String, String> env;
    private final Optional<String> first;
    private final List<RunRules.Launcher> known;
    private final Optional<RunRules.Launcher> launcher;

    Launch(List<RunRules.Launcher> known, FileView files, LoadQuestion app, Command command) {
        this.known = known;
        this.files = files;
        this.app = app;
        this.argv = command.argv();
        this.env = new TreeMap<>(app.env());
        command.dropped().forEach(env::remove);
        this.first = argv.isEmpty() ? Optional.empty() : real(argv.getFirst());
        this.launcher = first.flatMap(path -> known.stream().filter(l -> l.programs().hold(Sides.baseName(path))).findFirst());
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
        return argv.isEmpty() || first.isPresent() ? Optional.empty() : Optional.of(new Because.LauncherNotLoaded(argv.getFirst(), Optional.empty(), Verdict.FAIL));
    }

    /** {@return the programs, each once, the application left out} */
    List<String> programs() {
        List<String> all = new ArrayList<>();
        first.ifPresent(path -> {
            all.add(path);
            launcher.ifPresent(l -> l.helpers().forEach(h -> file(AsShipped.folder(path) + h).ifPresent(all::add)));
        });
        Optional<String> own = file(app.app());
        return all.stream().distinct().filter(p -> !own.equals(Optional.of(p))).toList();
    }

    /** {@return what to ask about one of them} */
    LoadQuestion question(String program) {
        return new LoadQuestion(files, program, env, app.machine()).startedBy(app.starter());
    }

    /** {@return whether a launcher is only asked to print something} */
    boolean onlyPrints() {
        return launcher.isPresent() && argv.size() == 2 && launcher.get().prints().contains(argv.get(1));
    }

    /** {@return what is to be said of launcher and application: they belong together, or they do not} */
    Optional<Because> talks(Process process, List<Process> all) {
        if (launcher.isEmpty() || onlyPrints()) {
            return Optional.empty();
        }
        Optional<LoadedObject> served = process.named(launcher.get().libraries()).stream().findFirst();
        if (served.isEmpty()) {
            return known.stream().filter(l -> l != launcher.get()).flatMap(l -> process.named(l.libraries()).stream()).findFirst()
                    .map(o -> new Because.OtherLauncher(launcher.get().id(), first.orElseThrow(), Sides.name(o), Verdict.FAIL));
        }
        Optional<LoadedObject> kin = process.named(launcher.get().kin()).stream().findFirst();
        if (kin.isPresent() && all.stream().filter(p -> p != process).allMatch(p -> p.named(launcher.get().kin()).isEmpty())) {
            return Optional.of(new Because.OtherLauncher(launcher.get().id(), first.orElseThrow(), Sides.name(kin.get()), Verdict.FAIL));
        }
        boolean asShipped = all.stream().allMatch(p -> p.foreign().isEmpty());
        return launcher.get().stable() || asShipped ? Optional.of(new Because.Served(launcher.get().id(), first.orElseThrow(), Sides.name(served.get()))) : Optional.empty();
    }
}

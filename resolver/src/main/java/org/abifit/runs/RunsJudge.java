package org.abifit.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.loader.Container;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.plugin.JsonReader;
import org.abifit.plugin.PlugInJudge;
import org.abifit.plugin.PluginFamily;
import org.abifit.root.FileView;

/**
 * Says whether an application that loads will run. What the image ships is taken to run; the question is what the host's files change.
 * As its {@link Loader}, it keeps what it worked out, and is for one thread.
 */
public final class RunsJudge {
    private final RunRules rules;
    private final Loader loader;
    private final PlugInJudge plugins;

    /**
     * @param rules what belongs together
     * @param loader is asked what processes load
     * @param families of plug-ins; those that the rules name are looked at
     * @param json reads text files of plug-ins
     */
    public RunsJudge(RunRules rules, Loader loader, List<PluginFamily> families, JsonReader json) {
        this.rules = rules;
        this.loader = loader;
        Set<String> named = new HashSet<>();
        rules.builds().forEach(b -> named.addAll(b.plugins()));
        this.plugins = new PlugInJudge(loader, families.stream().filter(f -> named.contains(f.name())).toList(), false, json);
    }

    /**
     * {@return whether the application runs}
     *
     * @param container where
     * @param question what the loader was asked
     * @param report its answer
     * @param command how it is run
     */
    public Runs judge(Container container, LoadQuestion question, LoadReport report, Command command) {
        if (report.lazy() != Verdict.OK) {
            return decided(List.of(new Because.NotLoaded(question.app(), report.message(), report.lazy())));
        }
        List<Because> grounds = new ArrayList<>();
        Process app = process(container, question, report);
        List<Process> all = new ArrayList<>(List.of(app));
        Launch launch = new Launch(rules.launchers(), container.files(), question, command);
        launch.missing().ifPresent(grounds::add);
        for (String program : launch.programs()) {
            LoadQuestion asked = launch.question(program);
            LoadReport answer = loader.load(asked);
            if (answer.lazy() == Verdict.OK) {
                all.add(process(container, asked, answer));
            } else {
                grounds.add(new Because.LauncherNotLoaded(program, answer.message(), answer.lazy()));
            }
        }
        launch.misfit(app).ifPresent(grounds::add);
        if (container.files().below().isPresent()) {
            all.forEach(p -> changed(p, container, !launch.onlyPrints(), grounds));
        }
        Set<String> foreign = new TreeSet<>();
        all.forEach(p -> foreign.addAll(p.foreign()));
        grounds.add(foreign.isEmpty() ? new Because.AsShipped() : new Because.AllBound(List.copyOf(foreign)));
        return decided(grounds);
    }

    private Process process(Container container, LoadQuestion question, LoadReport report) {
        FileView image = container.shipped();
        if (image == container.files()) {
            return new Process(question, report, report, new Sides(container, report));
        }
        LoadReport shipped = loader.load(new LoadQuestion(image, question.app(), question.env(), question.machine()).startedBy(question.starter()));
        return new Process(question, report, shipped, new Sides(container, shipped));
    }

    private void changed(Process process, Container container, boolean opens, List<Because> grounds) {
        missing(process).ifPresent(grounds::add);
        grounds.addAll(new FamilyCheck(rules, plugins, container, process, opens).grounds());
    }

    private static Optional<Because> missing(Process process) {
        if (process.report().verdict() != Verdict.FAIL) {
            return Optional.empty();
        }
        List<LoadError> fresh = Lacks.fresh(process.report(), process.shipped());
        return fresh.isEmpty() ? Optional.empty() : Optional.of(new Because.MissingWhenCalled(fresh.getFirst().requiredBy().orElse(process.program()), Lacks.symbols(fresh)));
    }

    /** The worst ground decides; what only says that all is well comes last, and not at all beside a worse one. */
    private static Runs decided(List<Because> grounds) {
        List<Because> sorted = grounds.stream().distinct().sorted(Comparator.comparing(RunsJudge::rank)).toList();
        Because first = sorted.getFirst();
        return new Runs(first.verdict(), first.level(), sorted.stream().filter(b -> first.verdict() == Verdict.OK || b.verdict() != Verdict.OK).toList());
    }

    private static int rank(Because because) {
        return switch (because.verdict()) {
            case FAIL -> 0;
            case UNKNOWN -> 1;
            case OK -> 2;
        };
    }
}

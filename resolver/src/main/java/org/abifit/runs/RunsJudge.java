package org.abifit.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.abifit.loader.Container;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.plugin.JsonReader;
import org.abifit.plugin.PlugInJudge;
import org.abifit.plugin.PluginFamily;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.MachineFacts;

/**
 * Says whether an application that loads will run. What the image ships is taken to run; the question is what the host's files change.
 * As its {@link Loader}, it keeps what it worked out, and is for one thread.
 */
public final class RunsJudge {
    private final RunRules rules;
    private final Loader loader;
    private final Judges judges;
    private final Map<Key, AsShipped> shipped = new HashMap<>();

    /** A program of an image, as it is started. */
    private record Key(Directory image, String app, SortedMap<String, String> env, MachineFacts machine, LoadQuestion.Starter starter) {}

    /**
     * @param rules what belongs together
     * @param loader is asked what processes load
     * @param families of plug-ins; those that the rules name are looked at
     * @param json reads text files of plug-ins
     */
    public RunsJudge(RunRules rules, Loader loader, List<PluginFamily> families, JsonReader json) {
        this.rules = rules;
        this.loader = loader;
        this.judges = new Judges(plugins(rules.builds().stream(), families, json), plugins(rules.builds().stream().filter(RunRules.OneBuild::atLoad), families, json));
    }

    private PlugInJudge plugins(Stream<RunRules.OneBuild> builds, List<PluginFamily> families, JsonReader json) {
        Set<String> named = new HashSet<>();
        builds.forEach(b -> named.addAll(b.plugins()));
        return new PlugInJudge(loader, families.stream().filter(f -> named.contains(f.name())).toList(), false, json);
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
            return decided(List.of(new Because.NotLoaded(question.app(), report.message(), report.lazy())), question, command);
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
        if (!container.bound().isEmpty()) {
            all.forEach(p -> changed(p, container, !launch.onlyPrints(), grounds));
        }
        launch.talks(app, all).ifPresent(grounds::add);
        Set<String> foreign = new TreeSet<>();
        all.forEach(p -> foreign.addAll(p.foreign()));
        grounds.add(foreign.isEmpty() ? new Because.AsShipped() : new Because.AllBound(List.copyOf(foreign)));
        return decided(grounds, question, command);
    }

    private Process process(Container container, LoadQuestion question, LoadReport report) {
        FileView image = container.shipped();
        Key key = new Key(image.root(), question.app(), question.env(), question.machine(), question.starter());
        AsShipped known = shipped.get(key);
        if (known == null) {
            LoadQuestion asked = new LoadQuestion(image, question.app(), question.env(), question.machine()).startedBy(question.starter());
            known = new AsShipped(asked, image == container.files() ? report : loader.load(asked), judges.all());
            shipped.put(key, known);
        }
        return new Process(question, report, known, new Sides(container, known.report()));
    }

    private void changed(Process process, Container container, boolean opens, List<Because> grounds) {
        missing(process).ifPresent(grounds::add);
        rules.libcs().forEach(r -> grounds.addAll(new LibcCheck(process).grounds(r)));
        rules.mpis().forEach(r -> grounds.addAll(new MpiCheck(process).grounds(r)));
        grounds.addAll(new FamilyCheck(rules, judges, container, process).grounds(opens));
    }

    private static Optional<Because> missing(Process process) {
        if (process.report().verdict() != Verdict.FAIL) {
            return Optional.empty();
        }
        List<LoadError> fresh = Lacks.fresh(process.report(), process.shipped().report());
        return fresh.isEmpty() ? Optional.empty() : Optional.of(new Because.MissingWhenCalled(fresh.getFirst().requiredBy().orElse(process.program()), Lacks.symbols(fresh)));
    }

    /** The worst ground decides, of good ones the one that reaches furthest; beside a bad one, what only says that all is well is left out. */
    private Runs decided(List<Because> grounds, LoadQuestion question, Command command) {
        Comparator<Because> worst = Comparator.comparing(RunsJudge::rank);
        List<Because> sorted = grounds.stream().distinct().sorted(worst.thenComparing(b -> b.verdict() == Verdict.OK ? -b.level().ordinal() : b.level().ordinal())).toList();
        Because first = sorted.getFirst();
        List<Because> told = sorted.stream().filter(b -> first.verdict() == Verdict.OK || b.verdict() != Verdict.OK).toList();
        SortedMap<String, String> smoke = new TreeMap<>();
        told.stream().filter(b -> b.verdict() == Verdict.UNKNOWN).forEach(b -> smoke.put(b.rule(), smoke(b.rule(), question, command)));
        return new Runs(first.verdict(), first.level(), told, smoke);
    }

    /** {@return a command that says more of a rule: the rule's own, else what is to be run} */
    private String smoke(String rule, LoadQuestion question, Command command) {
        String itself = command.argv().isEmpty() ? question.app() : String.join(" ", command.argv());
        return rules.builds().stream().filter(b -> b.id().equals(rule)).map(RunRules.OneBuild::smoke).filter(s -> !s.isEmpty()).findFirst().orElse(itself);
    }

    private static int rank(Because because) {
        return switch (because.verdict()) {
            case FAIL -> 0;
            case UNKNOWN -> 1;
            case OK -> 2;
        };
    }
}

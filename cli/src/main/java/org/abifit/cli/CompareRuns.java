package org.abifit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.abifit.compare.CudfCheck;
import org.abifit.compare.Digest;
import org.abifit.compare.Judge;
import org.abifit.compare.Limits;
import org.abifit.compare.Machine;
import org.abifit.compare.Problem;
import org.abifit.compare.Result;
import org.abifit.compare.ResultsFile;
import org.abifit.compare.Setting;
import org.abifit.compare.Solver;
import org.abifit.compare.Study;
import org.abifit.cudf.CudfFault;
import org.abifit.cudf.CudfInput;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.PackedDocument;

/** Makes the runs of a comparison that have not been made before, and keeps each as soon as it is over. */
final class CompareRuns implements Study.Log {
    private static final String SUFFIX = ".cudf";

    private final Session session;
    private final Limits limits;
    private final Optional<Path> results;
    private final BooleanSupplier stop;
    private final List<Result> made = new ArrayList<>();

    /** @param results where runs are kept, if anywhere */
    CompareRuns(Session session, Limits limits, Optional<Path> results) {
        this.session = session;
        this.limits = limits;
        this.results = results;
        this.stop = session.shutdown().watched();
    }

    /**
     * Who is asked what.
     *
     * @param programs knows where solvers are
     * @param solvers who takes part
     * @param runs how often each answers each question
     * @param check a second judge
     */
    record Plan(CompareSolvers programs, List<Solver> solvers, CompareQuestions questions, int runs, Optional<CudfCheck> check) {}

    /** {@return all runs, those made before first; empty when the user wants to stop} */
    Optional<ResultsFile.Content> make(List<Path> documents, ResultsFile.Content before, Plan plan) throws IOException, CommandFailure {
        SortedMap<String, Path> instances = instances(documents);
        Setting setting = merged(before.setting(), setting(plan, instances));
        if (results.isPresent() && !setting.equals(before.setting())) {
            ResultsFile.begin(results.get(), setting);
        }
        Study study = new Study(plan.solvers(), plan.runs(), limits, plan.check(), before.results(), this, stop);
        int turn = 0;
        for (Map.Entry<String, Path> instance : instances.entrySet()) {
            List<Study.Question> asked = plan.questions().of(instance.getKey());
            if (!study.run(instance.getValue(), new Judge(read(instance.getValue())), asked, turn)) {
                return Optional.empty();
            }
            turn += asked.size();
        }
        made.addAll(0, before.results());
        return Optional.of(new ResultsFile.Content(setting, made));
    }

    private Setting merged(Setting before, Setting now) throws IOException, CommandFailure {
        List<String> conflicts = before.conflicts(now);
        if (!conflicts.isEmpty()) {
            throw new CommandFailure(results.orElseThrow(), "its runs were made otherwise: %s".formatted(String.join(", ", conflicts)), "take another file, or the same options");
        }
        if (results.isPresent() && Files.exists(results.get())) {
            ResultsFile.mend(results.get());
        }
        return before.with(now);
    }

    private Setting setting(Plan plan, SortedMap<String, Path> instances) throws IOException, CommandFailure {
        List<Setting.Entrant> entrants = new ArrayList<>();
        for (Solver solver : plan.solvers()) {
            entrants.add(new Setting.Entrant(solver, Machine.version(plan.programs().program(solver))));
        }
        SortedMap<String, Setting.Document> told = new TreeMap<>();
        for (Map.Entry<String, Path> one : instances.entrySet()) {
            told.put(one.getKey(), new Setting.Document(Digest.of(one.getValue()), Files.size(one.getValue())));
        }
        return new Setting(Machine.describe(), limits, entrants, told);
    }

    private static SortedMap<String, Path> instances(List<Path> documents) {
        SortedMap<String, Path> instances = new TreeMap<>();
        for (Path document : documents) {
            String name = document.getFileName().toString();
            String instance = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
            if (instances.put(instance, document) != null) {
                throw new UsageException("two documents are called %s: instances are told apart by their names".formatted(instance));
            }
        }
        return instances;
    }

    private static PackedDocument read(Path file) throws IOException, CommandFailure {
        try (InputStream in = CudfInput.open(file)) {
            return switch (PackedDocument.read(in, Files.size(file))) {
                case Loaded.Accepted<PackedDocument> good -> good.content();
                case Loaded.Refused<PackedDocument> bad -> throw new CommandFailure(file,
                        bad.faults().stream().filter(CudfFault::isError).findFirst().orElseThrow().toString(), "correct the document");
            };
        }
    }

    @Override
    public void starts(Problem problem, Solver solver, int run) {
        session.out().progress("%s, %s, run %d".formatted(problem, solver.name(), run));
    }

    @Override
    public void ends(Result result) throws IOException {
        made.add(result);
        if (results.isPresent()) {
            ResultsFile.add(results.get(), result);
        }
    }
}

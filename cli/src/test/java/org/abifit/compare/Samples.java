package org.abifit.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Studies made by hand. */
final class Samples {
    static final Limits LIMITS = Limits.of(100, OptionalLong.empty());
    static final Solver OWN = Solver.of("abifit", Style.MISC, "abifit cudf solve {in} {out} {criteria}");
    static final Solver ASPCUD = Solver.of("aspcud", Style.ASPCUD, "aspcud {in} {out} {criteria}");
    static final Solver MCCS = Solver.of("mccs", Style.MCCS, "mccs -i {in} -o {out} {criteria}");
    static final Solver DOUBTFUL = new Solver("doubtful", Style.MCCS, Words.split("doubtful {in} {out}"), false);
    static final Solver PACKUP = Solver.of("packup", Style.PACKUP, "packup -u {criteria} {in} {out}");

    private final List<Solver> solvers;
    private final List<Result> results = new ArrayList<>();

    Samples(Solver... solvers) {
        this.solvers = List.of(solvers);
    }

    /** Adds a run that ended by itself. */
    Samples run(String instance, String text, Solver solver, int cpuMillis, Result.Answer answer) {
        return run(instance, text, solver, new Usage(Usage.End.ITSELF, 0, cpuMillis, cpuMillis + 5, 50_000_000), answer);
    }

    Samples run(String instance, String text, Solver solver, Usage usage, Result.Answer answer) {
        Problem problem = new Problem(instance, text.contains("changed") ? "paranoid" : "other", text);
        int run = 1 + (int) results.stream().filter(r -> r.problem().equals(problem) && r.solver().equals(solver.name())).count();
        results.add(new Result(problem, solver.name(), run, usage, answer, Result.Second.NONE));
        return this;
    }

    static Result.Solved solved(String names, String pairs) {
        return new Result.Solved(Cost.of(names), Cost.of(pairs), 3, names + "/" + pairs, true);
    }

    static Result.Solved solved(String both) {
        return solved(both, both);
    }

    static Result.Solved soFar(String both) {
        return new Result.Solved(Cost.of(both), Cost.of(both), 3, both, false);
    }

    static Result.Answer invalid() {
        return new Result.Invalid(new TreeMap<>(Map.of("conflict", 2, "missing-install", 1)));
    }

    static Result.Answer fail() {
        return new Result.Fail();
    }

    static Usage ended(Usage.End end, int exitCode) {
        return new Usage(end, exitCode, 101_000, 102_000, 70_000_000);
    }

    Comparison comparison() {
        return comparison(BestKnown.NOTHING, "aspcud", "mccs");
    }

    Comparison comparison(BestKnown best, String... peers) {
        return Comparison.of(setting(), results, new Comparison.View(best, 0.3, "abifit", List.of(peers)));
    }

    Setting setting() {
        TreeMap<String, Setting.Document> documents = new TreeMap<>();
        results.forEach(r -> documents.put(r.problem().instance(), new Setting.Document("0".repeat(64), 100)));
        return new Setting(new TreeMap<>(Map.of("processors", "2")), LIMITS, solvers.stream().map(s -> new Setting.Entrant(s, "1.0")).toList(), documents);
    }

    List<Result> results() {
        return results;
    }

    /** {@return the status words of the first problem, solver by solver} */
    List<String> words() {
        return words(comparison());
    }

    static List<String> words(Comparison comparison) {
        return comparison.standings().getFirst().stream().map(s -> s.status().word()).toList();
    }

    /** {@return a ranking's lines as {@code place solver points millis}} */
    static List<String> lines(Ranking ranking) {
        return ranking.rows().stream().map(r -> "%d %s %d %d".formatted(r.place(), r.solver(), r.points(), r.successMillis())).toList();
    }
}

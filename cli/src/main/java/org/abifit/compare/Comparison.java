package org.abifit.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.abifit.cudf.Criteria;

/**
 * What all runs of a study come to.
 *
 * @param setting how they were made
 * @param criteria what the texts of problems stand for
 * @param standings for each problem, in order, those of all solvers in their order
 * @param rankings of the problems that all solvers can be asked: all together, then criterion by criterion
 * @param ratios of one solver against the better of others
 * @param findings errors first
 */
public record Comparison(Setting setting, Map<String, Criteria> criteria, List<List<Standing>> standings, List<Ranking> rankings, List<Ratios> ratios,
                         List<Finding> findings) {
    /** The name of the ranking over all problems. */
    public static final String ALL = "all";

    /** Copies the collections. */
    public Comparison {
        criteria = Map.copyOf(criteria);
        standings = List.copyOf(standings);
        rankings = List.copyOf(rankings);
        ratios = List.copyOf(ratios);
        findings = List.copyOf(findings);
    }

    /**
     * How to look at results.
     *
     * @param best what was known before
     * @param floorSeconds below which CPU times count as this
     * @param subject who is measured against the others
     * @param peers against whom
     */
    public record View(BestKnown best, double floorSeconds, String subject, List<String> peers) {}

    /** {@return what results come to; throws {@link IllegalArgumentException} where a problem's text is no criteria} */
    public static Comparison of(Setting setting, List<Result> results, View view) {
        Map<Problem, List<Result>> byProblem = new TreeMap<>();
        results.forEach(r -> byProblem.computeIfAbsent(r.problem(), p -> new ArrayList<>()).add(r));
        Map<String, Criteria> criteria = new TreeMap<>();
        byProblem.keySet().forEach(p -> criteria.computeIfAbsent(p.text(), BestKnown::criteria));
        List<Solver> solvers = setting.solvers().stream().map(Setting.Entrant::solver).toList();
        List<List<Standing>> standings = byProblem.entrySet().stream().map(e -> new Verdicts(e.getKey(), criteria.get(e.getKey().text()), solvers, e.getValue(),
                view.best().of(e.getKey(), criteria.get(e.getKey().text()))).standings()).toList();
        return new Comparison(setting, criteria, standings, rankings(setting, standings, criteria, view), ratios(setting, standings, view), findings(standings));
    }

    /** {@return whether all solvers can be asked this} */
    public static boolean ranked(List<Standing> problem) {
        return problem.stream().allMatch(Standing::asked);
    }

    private static List<Ranking> rankings(Setting setting, List<List<Standing>> standings, Map<String, Criteria> criteria, View view) {
        Map<String, List<List<Standing>>> tracks = new LinkedHashMap<>();
        tracks.put(ALL, new ArrayList<>());
        standings.stream().filter(Comparison::ranked).forEach(p -> {
            tracks.get(ALL).add(p);
            tracks.computeIfAbsent(p.getFirst().problem().criterion(), c -> new ArrayList<>()).add(p);
        });
        return tracks.entrySet().stream().filter(t -> !t.getValue().isEmpty())
                .sorted(Comparator.comparing((Map.Entry<String, List<List<Standing>>> t) -> !t.getKey().equals(ALL)).thenComparing(Map.Entry::getKey))
                .map(t -> Ranking.of(t.getKey(), t.getValue(), criteria, setting.limits(), view.floorSeconds())).toList();
    }

    private static List<Ratios> ratios(Setting setting, List<List<Standing>> standings, View view) {
        boolean there = setting.solver(view.subject()).isPresent() && !view.peers().isEmpty();
        return there ? List.of(Ratios.of(view.subject(), view.peers(), view.floorSeconds(), setting.limits(), standings)) : List.of();
    }

    private static List<Finding> findings(List<List<Standing>> standings) {
        return standings.stream().flatMap(List::stream).flatMap(Comparison::findings).sorted(Comparator.comparing(Finding::kind)).toList();
    }

    private static Stream<Finding> findings(Standing standing) {
        Stream<Finding> second = standing.runs().stream().filter(r -> r.second() == Result.Second.DIFFERS).map(r -> found(Finding.Kind.JUDGES_DIFFER, r));
        Stream<Finding> own = standing.solver().own() ? own(standing) : Stream.empty();
        return Stream.concat(Stream.concat(second, own), unsteady(standing));
    }

    private static Stream<Finding> own(Standing standing) {
        Result worst = standing.worst().orElse(null);
        return switch (standing.status()) {
            case Status.Invalid s -> Stream.of(found(Finding.Kind.OWN_INVALID, worst));
            case Status.WrongUnsat s -> Stream.of(found(Finding.Kind.OWN_WRONG_UNSAT, worst));
            case Status.Worse s when worst.solved().filter(Result.Solved::proven).isPresent() -> Stream.of(found(Finding.Kind.OWN_FALSE_OPTIMUM, worst));
            case Status.Worse s -> Stream.empty();
            case Status.Optimal s -> Stream.empty();
            case Status.BestKnown s -> Stream.empty();
            case Status.Unsat s -> Stream.empty();
            case Status.None s -> Stream.empty();
            case Status.NotAsked s -> Stream.empty();
        };
    }

    private static Stream<Finding> unsteady(Standing standing) {
        long costs = standing.runs().stream().flatMap(r -> r.solved().stream()).map(s -> s.cost(standing.solver().style().counting())).distinct().count();
        return costs > 1 ? Stream.of(found(Finding.Kind.UNSTEADY, standing.runs().getFirst())) : Stream.empty();
    }

    private static Finding found(Finding.Kind kind, Result result) {
        return new Finding(kind, result.problem(), result.solver(), result.run());
    }
}

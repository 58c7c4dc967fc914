package org.abifit.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.cudf.Counting;
import org.abifit.cudf.Criteria;

/**
 * What all answers to one problem are worth beside each other. Each solver is measured as it counts itself: names, or pairs of name and version. Those are
 * two questions with two optima, so there are two best costs, and the word of one school proves nothing to the other.
 */
final class Verdicts {
    private static final int WITNESSES = 2;

    private final Problem problem;
    private final Criteria criteria;
    private final List<Solver> solvers;
    private final List<Result> results;
    private final Optional<BestKnown.Entry> known;

    Verdicts(Problem problem, Criteria criteria, List<Solver> solvers, List<Result> results, Optional<BestKnown.Entry> known) {
        this.problem = problem;
        this.criteria = criteria;
        this.solvers = solvers;
        this.results = results;
        this.known = known;
    }

    /** {@return how each solver does, in their order} */
    List<Standing> standings() {
        return solvers.stream().map(this::standing).toList();
    }

    private Standing standing(Solver solver) {
        List<Result> runs = of(solver).sorted(Comparator.comparingInt(Result::run)).toList();
        Optional<Result> worst = runs.stream().max(Comparator.comparing((Result r) -> status(solver, r).worth())
                .thenComparing((a, b) -> costlier(solver.style().counting(), a, b)).thenComparing(Result::run, Comparator.reverseOrder()));
        return new Standing(problem, solver, worst.map(r -> status(solver, r)).orElse(new Status.NotAsked()), worst, runs);
    }

    private int costlier(Counting counting, Result one, Result other) {
        return one.solved().isPresent() && other.solved().isPresent() ? one.solved().get().cost(counting).compare(other.solved().get().cost(counting), criteria) : 0;
    }

    private Stream<Result> of(Solver solver) {
        return results.stream().filter(r -> r.solver().equals(solver.name()));
    }

    private Status status(Solver solver, Result result) {
        return switch (result.answer()) {
            case Result.Solved solved -> solved(solver.style().counting(), solved);
            case Result.Invalid invalid -> new Status.Invalid(invalid.reasons());
            case Result.Fail fail when result.fails() -> isSolvable() ? new Status.WrongUnsat() : new Status.Unsat(isProvenUnsolvable());
            case Result.Fail fail -> none(result.usage(), "FAIL");
            case Result.Nothing nothing -> none(result.usage(), nothing.words());
        };
    }

    private static Status none(Usage usage, String words) {
        Status.Why why = switch (usage.end()) {
            case CPU, WALL -> Status.Why.TIME;
            case MEMORY -> Status.Why.MEMORY;
            case ITSELF -> usage.exitCode() > 128 && usage.exitCode() < 255 ? Status.Why.CRASH : Status.Why.RC;
        };
        return new Status.None(why, usage.exitCode(), words);
    }

    private Status solved(Counting counting, Result.Solved solved) {
        Cost best = best(counting).orElse(solved.cost(counting));
        Optional<Cost.Gap> gap = solved.cost(counting).gap(best, criteria);
        return gap.isPresent() ? new Status.Worse(gap.get()) : isProven(counting, best) ? new Status.Optimal() : new Status.BestKnown();
    }

    /** {@return the best cost of all, in a school} */
    Optional<Cost> best(Counting counting) {
        Stream<Cost> found = results.stream().flatMap(r -> r.solved().stream()).map(s -> s.cost(counting));
        Stream<Cost> before = counts(Counting.NAMES, counting) ? known.flatMap(BestKnown.Entry::cost).stream() : Stream.empty();
        return Stream.concat(found, before).min((a, b) -> a.compare(b, criteria));
    }

    private boolean isProven(Counting counting, Cost best) {
        boolean before = counts(Counting.NAMES, counting) && known.filter(k -> k.proven() && k.cost().equals(Optional.of(best))).isPresent();
        return before || solvers.stream().filter(s -> s.witness() && counts(s.style().counting(), counting))
                .anyMatch(s -> of(s).flatMap(r -> r.solved().stream()).anyMatch(a -> a.proven() && a.cost(counting).equals(best)));
    }

    /** {@return whether who counts in the one school has answered the question of the other} */
    private boolean counts(Counting one, Counting other) {
        return one == other || Counting.inPairs(criteria).equals(criteria);
    }

    private boolean isSolvable() {
        return results.stream().anyMatch(r -> r.solved().isPresent()) || known.filter(k -> k.cost().isPresent()).isPresent();
    }

    private boolean isProvenUnsolvable() {
        List<Solver> saying = solvers.stream().filter(s -> s.witness() && of(s).anyMatch(Result::fails)).toList();
        return saying.size() >= WITNESSES || saying.stream().anyMatch(Solver::own) || known.filter(k -> k.cost().isEmpty()).isPresent();
    }
}

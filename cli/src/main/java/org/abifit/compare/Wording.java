package org.abifit.compare;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CriteriaPrinter;

/** All sentences and numbers of a comparison, as people read them. */
final class Wording {
    private static final double MEGA = 1_000_000;

    private Wording() {}

    static String finding(Finding f) {
        String where = "%s, %s, run %d".formatted(f.problem(), f.solver(), f.run());
        return switch (f.kind()) {
            case JUDGES_DIFFER -> "error: %s: cudf-check and our judge do not agree on this answer".formatted(where);
            case OWN_INVALID -> "error: %s: the answer is no solution".formatted(where);
            case OWN_WRONG_UNSAT -> "error: %s: says FAIL, and there is a solution".formatted(where);
            case OWN_FALSE_OPTIMUM -> "error: %s: says that its answer is the best, and there is a better one".formatted(where);
            case UNSTEADY -> "note: %s: runs gave answers of different cost; the worst counts".formatted(where.substring(0, where.lastIndexOf(',')));
        };
    }

    /** {@return what there is to say of a status besides its name; empty if nothing} */
    static String detail(Status status, Criteria criteria) {
        return switch (status) {
            case Status.Optimal s -> "";
            case Status.BestKnown s -> "not proven";
            case Status.Worse s -> gap(s.gap(), criteria);
            case Status.Invalid s -> reasons(s.reasons());
            case Status.Unsat s -> s.agreed() ? "" : "nobody confirms it";
            case Status.WrongUnsat s -> "there is a solution";
            case Status.None s -> "exit code %d%s".formatted(s.exitCode(), s.words().isEmpty() ? "" : ": " + shortened(s.words()));
            case Status.NotAsked s -> "its language cannot ask this, or it has not run yet";
        };
    }

    private static String shortened(String words) {
        final int most = 60;
        return words.length() <= most ? words : words.substring(0, most) + "...";
    }

    /** {@return as {@code 14 more in -new}} */
    static String gap(Cost.Gap gap, Criteria criteria) {
        Criteria.Item item = criteria.items().get(gap.position());
        return "%s %s in %s".formatted(gap.more(), item.maximise() ? "less" : "more", CriteriaPrinter.print(item));
    }

    static String reasons(Map<String, Integer> reasons) {
        return reasons.entrySet().stream().map(e -> e.getValue() == 1 ? e.getKey() : e.getValue() + " " + e.getKey()).collect(Collectors.joining(", "));
    }

    static String seconds(long millis) {
        return seconds(millis / 1000.0);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 100 ? "%.2f" : "%.0f", seconds);
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f", bytes / MEGA);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String cost(Standing standing) {
        return standing.cost().map(c -> String.join(", ", c.numbers().stream().map(BigInteger::toString).toList())).orElse("");
    }

    /** {@return what the figures of {@link Ratios} come to} */
    static List<String> ratios(Ratios ratios) {
        String head = "%s against the better of %s on each problem, CPU time, below %s s as %s s: geometric mean %s over %d problems".formatted(ratios.subject(),
                String.join(" and ", ratios.peers()), number(ratios.floorSeconds()), number(ratios.floorSeconds()), number(ratios.mean()), ratios.rows().size());
        return ratios.rows().isEmpty() ? List.of("%s: none of %s has an answer to compare with".formatted(ratios.subject(), String.join(", ", ratios.peers())))
                : List.of(head,
                ratios.worst().map(r -> "largest: %s on %s".formatted(number(r.ratio()), r.problem())).orElse(""),
                ratios.largest().map(r -> "memory beyond the leaner one that answers: at most %s MB, on %s".formatted(megabytes(r.extraBytes()), r.problem())).orElse(""),
                "problems without a best answer of %s, counted as the limit: %d".formatted(ratios.subject(), ratios.rows().stream().filter(r -> !r.answered()).count()));
    }

    /** How points are given. */
    static final String RANKING = "Points as in MISC 2011 and 2012, with m solvers: a solution (or FAIL where there is none) 1, and 1 more for each solver with a strictly "
            + "better one; no answer, or FAIL where there is a solution, 2m; packages that are no solution 3m. The lowest total wins; ties by total success time.";
    /** How costs are compared. */
    static final String COUNTING = "aspcud counts pairs of name and version, all others count names where criteria have bare words. Each is measured as it counts: "
            + "an answer is worse only where somebody has a better one under the solver's own question.";
}

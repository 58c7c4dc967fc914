package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.abifit.resolver.BindPlan;
import org.abifit.resolver.Comparison;
import org.abifit.resolver.Criterion;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.Strategy;

/**
 * Strategies beside each other, for people.
 *
 * @param criteria by what plans are compared
 */
record StrategyText(List<Comparison> comparisons, List<String> wants, List<Criterion> criteria) {
    private static final String ROW = "  %-1s %-9s %-16s %-13s %5s %10s %5s  %-8s %s";

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            lines.add("image %s on host %s:".formatted(toUnicode(comparison.image()), toUnicode(comparison.host())));
            lines.add(ROW.formatted("", "strategy", "verdict", "takes", "binds", "downgrades", "libc", "runs", "because").stripTrailing());
            comparison.rows().forEach(row -> lines.add(row(comparison, row).stripTrailing()));
            lines.add("");
        }
        return lines;
    }

    private String row(Comparison comparison, Comparison.Row row) {
        String chosen = row.chosen() ? "*" : "";
        Optional<BindPlan> plan = row.plan();
        return plan.map(p -> ROW.formatted(chosen, row.asked().word(), "fits", p.strategy(), p.binds().size(), p.downgrades().size(), p.libcSwap() ? "host" : "image",
                p.runs().map(r -> r.verdict().word()).orElse("-"), because(comparison, row))).orElseGet(() -> ROW.formatted(chosen, row.asked().word(), verdict(row), "", "", "", "", "",
                because(comparison, row)));
    }

    private static String verdict(Comparison.Row row) {
        return switch (row.answer()) {
            case HostAnswer.Fits f -> "fits";
            case HostAnswer.Misfit m -> "does not fit";
            case HostAnswer.Undecided u -> isIdle(u) ? "does not apply" : "undecided";
        };
    }

    /** {@return whether nothing that is loaded belongs to the strategy} */
    static boolean isIdle(HostAnswer.Undecided answer) {
        return answer.missing().stream().anyMatch(m -> m.rule().equals("not-needed"));
    }

    /** {@return why a strategy was chosen, or why it was not} */
    String because(Comparison comparison, Comparison.Row row) {
        ReasonText text = new ReasonText(comparison.image(), comparison.host(), wants);
        return switch (row.answer()) {
            case HostAnswer.Fits fits -> row.chosen() ? chosen(comparison, row) : "";
            case HostAnswer.Misfit misfit -> text.of(misfit.core().getLast());
            case HostAnswer.Undecided undecided -> isIdle(undecided) ? "nothing that is loaded belongs to it" : ReasonText.of(undecided.missing().getFirst());
        };
    }

    private String chosen(Comparison comparison, Comparison.Row best) {
        if (best.asked() == Strategy.NONE) {
            return "chosen: all is well with nothing bound";
        }
        List<Comparison.Row> others = comparison.rows().stream().filter(r -> r.plan().isPresent() && !r.chosen()).toList();
        if (others.isEmpty()) {
            return "chosen: the only one that fits";
        }
        return criteria.stream().filter(c -> others.stream().allMatch(r -> cost(r, c) > cost(best, c))).findFirst()
                .map(c -> "chosen: least %s (%d, the next %d)".formatted(c.word(), cost(best, c), others.stream().map(r -> cost(r, c)).min(Comparator.naturalOrder()).orElseThrow()))
                .orElse("chosen: nothing is better by " + String.join(", ", criteria.stream().map(Criterion::word).toList()));
    }

    private static int cost(Comparison.Row row, Criterion criterion) {
        return row.plan().orElseThrow().cost(criterion);
    }
}

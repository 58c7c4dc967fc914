package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.abifit.drift.Change;
import org.abifit.drift.Drift;
import org.abifit.drift.PlanDrift;
import org.abifit.drift.Severity;
import org.abifit.loader.Verdict;

/**
 * A drift for people: broken plans first, then changes by severity and library.
 *
 * @param out where it is printed
 * @param drift what changed
 * @param least the least severity that is told
 * @param limit how many changes are told at most
 */
record DriftText(Out out, Drift drift, Severity least, int limit) {
    void print() {
        plans();
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        drift.changes().forEach(c -> counts.merge(c.severity(), 1, Integer::sum));
        if (drift.changes().isEmpty()) {
            out.line("nothing that a loader looks at has changed");
            return;
        }
        int told = 0;
        for (Severity severity : Severity.values()) {
            if (counts.containsKey(severity)) {
                told = severity.compareTo(least) <= 0 ? section(severity, counts.get(severity), told) : untold(severity, counts.get(severity), told);
            }
        }
        if (told > limit) {
            out.line("%s not shown: --limit shows more, --format json all".formatted(told - limit == 1 ? "1 change is" : told - limit + " changes are"));
        }
    }

    private void plans() {
        if (drift.plans().isEmpty()) {
            return;
        }
        int broken = drift.broken().size();
        String head = broken == 0 ? "no saved plan breaks (%d judged)".formatted(drift.plans().size()) : "BROKEN PLANS %d of %d".formatted(broken, drift.plans().size());
        out.line(out.style(broken == 0 ? Out.Style.GOOD : Out.Style.BAD, head));
        drift.plans().stream().filter(p -> p.after() != Verdict.OK).forEach(this::plan);
        drift.plans().stream().filter(p -> p.before() == Verdict.FAIL && p.after() == Verdict.OK).forEach(this::plan);
        out.line("");
    }

    private void plan(PlanDrift plan) {
        String host = toUnicode(plan.plan().host());
        String change = plan.before() == plan.after() ? "%s, as before".formatted(DriftWords.of(plan.after()))
                : "%s -> %s".formatted(DriftWords.of(plan.before()), DriftWords.of(plan.after()));
        out.line("  %s@%s (image %s): %s".formatted(Names.printable(plan.plan().name()), host, toUnicode(plan.plan().image()), change));
        plan.core().forEach(lost -> out.line("    - " + DriftWords.of(lost)));
    }

    private int section(Severity severity, int count, int toldBefore) {
        int told = toldBefore;
        out.line(out.style(severity == Severity.BREAKING ? Out.Style.BAD : severity == Severity.RISK ? Out.Style.DOUBT : Out.Style.HEAD,
                "%s: %s".formatted(severity.word(), changes(count))));
        List<Change> all = drift.changes().stream().filter(c -> c.severity() == severity).toList();
        for (Change change : all) {
            if (told++ < limit) {
                out.line("  %s%s".formatted(change.soname().map(s -> toUnicode(s) + "  ").orElse(""), DriftWords.of(change)));
            }
        }
        return told;
    }

    private int untold(Severity severity, int count, int told) {
        out.line("%s: %s (--severity %s tells them)".formatted(severity.word(), changes(count), severity.word()));
        return told;
    }

    private static String changes(int count) {
        return count == 1 ? "1 change" : count + " changes";
    }
}

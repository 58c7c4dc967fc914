package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.abifit.loader.Verdict;
import org.abifit.resolver.BindPlan;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.ImageAnswer;
import org.abifit.resolver.Reason;

/** A resolution for people: images best first, per host the plan or the reasons. */
record ResolutionText(List<ImageAnswer> answers, List<String> wants, boolean verbose) {
    private static final int FEW_REASONS = 3;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int rank = 0;
        for (ImageAnswer answer : answers) {
            rank++;
            long fits = answer.hosts().stream().filter(h -> h instanceof HostAnswer.Fits).count();
            lines.add("%d  %s: %s".formatted(rank, toUnicode(answer.image()), summary(answer.fit(), fits, answer.hosts().size())));
            answer.hosts().forEach(h -> host(lines, h, new ReasonText(answer.image(), h.host(), wants)));
        }
        return lines;
    }

    private static String summary(ImageAnswer.Fit fit, long fits, int hosts) {
        return switch (fit) {
            case ALL -> hosts == 1 ? "fits" : "fits on all %d hosts".formatted(hosts);
            case SOME -> "fits on %d of %d hosts".formatted(fits, hosts);
            case UNKNOWN -> "cannot be decided";
            case NONE -> hosts == 1 ? "does not fit" : "fits on none of %d hosts".formatted(hosts);
        };
    }

    private void host(List<String> lines, HostAnswer answer, ReasonText text) {
        switch (answer) {
            case HostAnswer.Fits fits -> plan(lines, fits, text);
            case HostAnswer.Misfit misfit -> {
                lines.add("   host %s: does not fit, because".formatted(toUnicode(misfit.host())));
                core(lines, misfit.core(), text);
                misfit.fixes().forEach(f -> lines.add("     hint: " + text.of(f)));
            }
            case HostAnswer.Undecided undecided -> {
                lines.add("   host %s: cannot be decided; missing:".formatted(toUnicode(undecided.host())));
                undecided.missing().forEach(m -> lines.add("     - " + ReasonText.of(m)));
            }
        }
    }

    /** Many reasons are put under headings, in the order in which these come up. */
    private static void core(List<String> lines, List<Reason> core, ReasonText text) {
        if (core.size() <= FEW_REASONS) {
            core.forEach(r -> lines.add("     - " + text.of(r)));
            return;
        }
        Map<String, List<Reason>> groups = new LinkedHashMap<>();
        core.forEach(r -> groups.computeIfAbsent(ReasonText.heading(r), h -> new ArrayList<>()).add(r));
        groups.forEach((heading, reasons) -> {
            lines.add("     " + heading + ":");
            reasons.forEach(r -> lines.add("     - " + text.of(r)));
        });
    }

    private static String size(BindPlan plan) {
        int files = plan.binds().size();
        return files == 0 ? "nothing to bind" : "bind %d %s; strategy %s".formatted(files, files == 1 ? "file" : "files", plan.strategy());
    }

    /** Each with its reason, or folder by folder where several hosts are asked about. */
    private List<String> binds(List<BindPlan.Planned> shown, ReasonText text) {
        if (answers.getFirst().hosts().size() > 1 && !verbose) {
            return BindsByFolder.lines(shown);
        }
        return shown.stream().map(p -> "     %s -> %s   (%s)".formatted(toUnicode(p.bind().from()), toUnicode(p.bind().to()), text.of(p.because()))).toList();
    }

    private void plan(List<String> lines, HostAnswer.Fits fits, ReasonText text) {
        BindPlan plan = fits.plan();
        lines.add("   host %s: fits; %s%s".formatted(toUnicode(fits.host()), size(plan), plan.libcSwap() ? " (the host's C library replaces the image's)" : ""));
        List<BindPlan.Planned> shown = plan.binds().stream().filter(b -> verbose || !(b.because() instanceof BindPlan.Because.LibcFamily)).toList();
        lines.addAll(binds(shown, text));
        if (shown.size() < plan.binds().size()) {
            lines.add("     and %d files that move with the C library (--verbose or --format json lists them)".formatted(plan.binds().size() - shown.size()));
        }
        for (Map.Entry<String, String> e : plan.env().entrySet()) {
            lines.add("     set %s=%s".formatted(e.getKey(), e.getValue()));
        }
        plan.runs().filter(r -> verbose || r.verdict() != Verdict.OK).ifPresent(r -> RunsText.lines(r).forEach(l -> lines.add("   " + l)));
        plan.downgrades().forEach(d -> lines.add("     note: " + ReasonText.of(d)));
        if (plan.mode() == BindPlan.Mode.SIDE || verbose) {
            lines.add("     note: " + text.of(plan.modeBecause()));
        }
        if (plan.lazyOnly()) {
            lines.add("     note: as shipped, the application leaves some functions unbound until they are called; the plan adds none");
        }
    }
}

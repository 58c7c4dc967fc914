package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.abifit.loader.Verdict;
import org.abifit.resolver.HostAnswer;
import org.abifit.survey.Bases;
import org.abifit.survey.Cell;

/** A ranking of images for people: the images, what sets the floor, and what would be without a host. */
record BasesText(List<String> wants, boolean verbose) {
    private static final int EXPLAINED = 2;
    /** The families of nodes that tell releases of a distribution apart; the others are shown on request. */
    private static final Set<String> OF_EVERY_PROGRAM = Set.of("GLIBC", "GLIBCXX", "CXXABI", "GCC");

    List<String> lines(Bases now, Optional<Bases> then, Map<String, String> instead) {
        List<String> lines = new ArrayList<>(answer(now));
        then.ifPresent(t -> {
            lines.add("");
            lines.add("with %s:".formatted(ConsolidationText.replaced(instead)));
            answer(t).forEach(l -> lines.add("  " + l));
            List<Change> changes = changes(now, t);
            changes.forEach(c -> lines.add("  image %s on %s: %s, before: %s".formatted(toUnicode(c.image()), toUnicode(c.host()), said(c.after()), said(c.before()))));
            if (changes.isEmpty()) {
                lines.add("  no answer changes");
            }
        });
        return lines;
    }

    /** What is known of an image on a host: the verdict, and whether the host's C library replaces the image's. */
    record State(Verdict verdict, boolean libcSwap) {
        static State of(Bases.OnHost host) {
            return new State(SurveyWords.verdict(host.answer()), host.answer() instanceof HostAnswer.Fits f && f.plan().libcSwap());
        }
    }

    /** An image on a host whose answer is another one when hosts are replaced. */
    record Change(String image, String host, State before, State after) {}

    /** {@return what changes, by image and host} */
    static List<Change> changes(Bases now, Bases then) {
        Map<List<String>, State> after = new HashMap<>();
        then.images().forEach(i -> i.hosts().forEach(h -> after.put(List.of(i.image(), h.host()), State.of(h))));
        return now.images().stream().flatMap(i -> i.hosts().stream().map(h -> new Change(i.image(), h.host(), State.of(h), after.get(List.of(i.image(), h.host())))))
                .filter(c -> !c.before().equals(c.after())).sorted(Comparator.comparing(Change::image).thenComparing(Change::host)).toList();
    }

    private static String said(State state) {
        return SurveyWords.said(state.verdict()) + (state.libcSwap() ? " with the host's C library" : "");
    }

    private List<String> answer(Bases bases) {
        List<String> lines = new ArrayList<>();
        if (bases.images().isEmpty()) {
            lines.add("no image of the catalogue holds all the applications");
        }
        int rank = 0;
        for (Bases.Ranked image : bases.images()) {
            rank++;
            lines.add("%d  %s: %s".formatted(rank, toUnicode(image.image()), summary(image)));
            if (verbose || rank <= EXPLAINED) {
                reasons(image, lines);
            }
        }
        bases.floors().stream().filter(f -> verbose || OF_EVERY_PROGRAM.contains(f.family())).forEach(f -> lines.add(floor(f)));
        bases.without().stream().filter(w -> !w.gained().isEmpty())
                .forEach(w -> lines.add("without host %s, these fit on all others with their own C library: %s; the best is then %s".formatted(toUnicode(w.host()), toUnicode(String.join(", ", w.gained())),
                        toUnicode(w.best().image()))));
        return lines;
    }

    private static String summary(Bases.Ranked image) {
        long open = image.hosts().stream().filter(h -> SurveyWords.verdict(h.answer()) == Verdict.UNKNOWN).count();
        String fits = image.fitsAll() ? image.hosts().size() == 1 ? "fits" : "fits on all %d hosts".formatted(image.hosts().size())
                : image.fits() > 0 ? "fits on %d of %d hosts".formatted(image.fits(), image.hosts().size()) : open > 0 ? "cannot be decided" : "does not fit";
        return fits + (image.swaps() > 0 ? ", on %d with the host's C library in place of the image's".formatted(image.swaps()) : "");
    }

    private void reasons(Bases.Ranked image, List<String> lines) {
        for (Bases.OnHost host : image.hosts()) {
            Verdict verdict = SurveyWords.verdict(host.answer());
            if (verdict != Verdict.OK) {
                lines.add("   host %s: %s, because".formatted(toUnicode(host.host()), SurveyWords.said(verdict)));
                lines.addAll(ConsolidationText.why(new Cell(image.image(), host.host(), "", host.answer(), List.of(), List.of()), wants));
            }
        }
    }

    private static String floor(Bases.Floor floor) {
        Bases.Need highest = floor.highest();
        String others = floor.needs().stream().filter(n -> !n.host().equals(highest.host())).map(n -> "%s %s".formatted(n.host(), n.node()))
                .collect(Collectors.joining(", "));
        String forced = floor.forcedBy().isPresent() ? "forced by host %s".formatted(highest.host()) : "for host %s".formatted(highest.host());
        return toUnicode("floor %s of %s, %s: %s needs it%s".formatted(highest.node(), floor.provider(), forced, highest.library(),
                others.isEmpty() ? "" : " (others: %s)".formatted(others)));
    }
}

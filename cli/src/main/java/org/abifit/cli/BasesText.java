package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.abifit.loader.Verdict;
import org.abifit.survey.Bases;
import org.abifit.survey.Cell;

/** A ranking of images for people: the images, what sets the floor, and what would be without a host. */
record BasesText(List<String> wants, boolean verbose) {
    private static final int EXPLAINED = 2;

    List<String> lines(Bases now, Optional<Bases> then, Map<String, String> instead) {
        List<String> lines = new ArrayList<>(answer(now));
        then.ifPresent(t -> {
            lines.add("");
            lines.add("with %s:".formatted(ConsolidationText.replaced(instead)));
            answer(t).forEach(l -> lines.add("  " + l));
            List<Change> changes = changes(now, t);
            changes.forEach(c -> lines.add("  image %s on %s: %s, before: %s".formatted(toUnicode(c.image()), toUnicode(c.host()), SurveyWords.said(c.after()),
                    SurveyWords.said(c.before()))));
            if (changes.isEmpty()) {
                lines.add("  no answer changes");
            }
        });
        return lines;
    }

    /** An image on a host whose answer is another one when hosts are replaced. */
    record Change(String image, String host, Verdict before, Verdict after) {}

    /** {@return what changes, by image and host} */
    static List<Change> changes(Bases now, Bases then) {
        Map<String, Verdict> after = verdicts(then);
        return now.images().stream().flatMap(i -> i.hosts().stream().map(h -> new Change(i.image(), h.host(), SurveyWords.verdict(h.answer()),
                after.getOrDefault(i.image() + " " + h.host(), Verdict.UNKNOWN)))).filter(c -> c.before() != c.after())
                .sorted(java.util.Comparator.comparing(Change::image).thenComparing(Change::host)).toList();
    }

    private static Map<String, Verdict> verdicts(Bases bases) {
        return bases.images().stream().flatMap(i -> i.hosts().stream().map(h -> Map.entry(i.image() + " " + h.host(), SurveyWords.verdict(h.answer()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));
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
        bases.floors().forEach(f -> lines.add(floor(f)));
        bases.without().stream().filter(w -> !w.gained().isEmpty())
                .forEach(w -> lines.add("without host %s also fit: %s; the best is then %s".formatted(toUnicode(w.host()), toUnicode(String.join(", ", w.gained())),
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
                lines.addAll(ConsolidationText.why(new Cell(image.image(), host.host(), "", host.answer(), List.of()), wants));
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

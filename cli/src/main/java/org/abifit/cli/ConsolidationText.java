package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.loader.Verdict;
import org.abifit.resolver.HostAnswer;
import org.abifit.survey.Cell;
import org.abifit.survey.Consolidation;

/** A consolidation for people: the images to keep and whom they serve, then what nobody serves and why. */
record ConsolidationText(List<String> wants) {
    List<String> lines(Consolidation now, Optional<Consolidation> then, Map<String, String> instead) {
        List<String> lines = new ArrayList<>(answer(now));
        then.ifPresent(t -> {
            lines.add("");
            lines.add("with %s:".formatted(replaced(instead)));
            answer(t).forEach(l -> lines.add("  " + l));
            differences(now, t).forEach(l -> lines.add("  " + l));
        });
        return lines;
    }

    static String replaced(Map<String, String> instead) {
        return String.join(", ", instead.entrySet().stream().map(e -> "%s in place of %s".formatted(toUnicode(e.getValue()), toUnicode(e.getKey()))).toList());
    }

    private List<String> answer(Consolidation answer) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(answer));
        for (Consolidation.Chosen image : answer.images()) {
            lines.add("  %s".formatted(toUnicode(image.image())));
            apps(image).forEach((app, hosts) -> lines.add("    %s on %s".formatted(toUnicode(app), String.join(", ", hosts))));
            image.together().stream().filter(t -> t.apps().size() > 1 && !(t.answer() instanceof HostAnswer.Fits))
                    .forEach(t -> lines.add("    note: on %s no single set of binds serves all of them at once; each has its own".formatted(toUnicode(t.host()))));
        }
        for (Consolidation.Uncovered uncovered : answer.uncovered()) {
            lines.addAll(uncovered(uncovered));
        }
        return lines;
    }

    private static Map<String, List<String>> apps(Consolidation.Chosen image) {
        Map<String, List<String>> hosts = new TreeMap<>();
        image.serves().forEach(c -> hosts.computeIfAbsent(c.app(), a -> new ArrayList<>()).add(toUnicode(c.host())));
        return hosts;
    }

    private static String summary(Consolidation answer) {
        String images = answer.images().size() == 1 ? "1 image serves" : "%d images serve".formatted(answer.images().size());
        String proof = answer.isFewest() ? answer.images().size() > 1 ? "; fewer do not" : "" : "; at least %d needed".formatted(answer.lowerBound());
        return switch (answer.verdict()) {
            case OK -> "%s all applications on all hosts%s".formatted(images, proof);
            case FAIL -> "not all applications run on all hosts; %s the rest%s".formatted(images, proof);
            case UNKNOWN -> "it cannot be decided for all applications; %s the rest%s".formatted(images, proof);
        };
    }

    private List<String> uncovered(Consolidation.Uncovered uncovered) {
        List<String> lines = new ArrayList<>();
        String who = "  %s on %s: ".formatted(toUnicode(uncovered.app()), toUnicode(uncovered.host()));
        if (uncovered.nearest().isEmpty()) {
            lines.add(who + toUnicode(SurveyWords.missing(uncovered.app())));
            return lines;
        }
        Cell cell = uncovered.nearest().get();
        lines.add(who + (cell.isOpen() ? "cannot be decided; in %s is missing:" : "no image serves it; in %s, because").formatted(toUnicode(cell.image())));
        lines.addAll(why(cell, wants));
        return lines;
    }

    /** {@return the reasons of a cell without a plan, a line each} */
    static List<String> why(Cell cell, List<String> wants) {
        ReasonText text = SurveyWords.reasons(cell, wants);
        return switch (cell.answer()) {
            case HostAnswer.Fits f -> List.of();
            case HostAnswer.Misfit m -> m.core().stream().map(r -> "    - " + text.of(r)).toList();
            case HostAnswer.Undecided u -> u.missing().stream().map(m -> "    - " + toUnicode(m.text())).toList();
        };
    }

    private List<String> differences(Consolidation now, Consolidation then) {
        List<SurveyWords.Change> changes = SurveyWords.changes(now.cells(), then.cells());
        if (changes.isEmpty()) {
            return List.of("no answer changes");
        }
        List<String> lines = new ArrayList<>();
        for (SurveyWords.Change change : changes) {
            Cell after = change.after();
            Verdict before = SurveyWords.verdict(change.before().answer());
            lines.add("%s in %s on %s: %s, before: %s".formatted(toUnicode(after.app()), toUnicode(after.image()), toUnicode(after.host()),
                    SurveyWords.said(SurveyWords.verdict(after.answer())), SurveyWords.said(before)));
            why(after, wants).forEach(lines::add);
        }
        return lines;
    }
}

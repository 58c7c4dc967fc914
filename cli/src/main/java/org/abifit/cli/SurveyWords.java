package org.abifit.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.loader.Verdict;
import org.abifit.resolver.HostAnswer;
import org.abifit.survey.Cell;

/** What the answers of {@code consolidate} and {@code bases} have in common. */
final class SurveyWords {
    /** The rule of an application that no candidate image holds. */
    static final String APPLICATION_MISSING = "application-missing";

    private SurveyWords() {}

    static Verdict verdict(HostAnswer answer) {
        return switch (answer) {
            case HostAnswer.Fits f -> Verdict.OK;
            case HostAnswer.Misfit m -> Verdict.FAIL;
            case HostAnswer.Undecided u -> Verdict.UNKNOWN;
        };
    }

    /** {@return a verdict as people say it} */
    static String said(Verdict verdict) {
        return switch (verdict) {
            case OK -> "fits";
            case FAIL -> "does not fit";
            case UNKNOWN -> "cannot be decided";
        };
    }

    static String missing(String app) {
        return "no candidate image holds %s".formatted(app);
    }

    static ReasonText reasons(Cell cell, List<String> wants) {
        return new ReasonText(cell.image(), cell.host(), wants);
    }

    /** A cell whose answer is another one when hosts are replaced. */
    record Change(Cell before, Cell after) {}

    /** {@return the cells whose verdicts differ, in the order of {@code now}} */
    static List<Change> changes(List<Cell> now, List<Cell> then) {
        Map<List<String>, Cell> after = new TreeMap<>(java.util.Comparator.comparing(Object::toString));
        then.forEach(c -> after.put(key(c), c));
        return now.stream().flatMap(c -> Optional.ofNullable(after.get(key(c))).map(a -> new Change(c, a)).stream())
                .filter(c -> verdict(c.before().answer()) != verdict(c.after().answer())).toList();
    }

    private static List<String> key(Cell cell) {
        return List.of(cell.image(), cell.host(), cell.app());
    }
}

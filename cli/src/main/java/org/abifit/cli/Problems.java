package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.abifit.root.ScanProblem;

/** What a scan could not take in, and what it was not meant to. */
final class Problems {
    private static final int SOME = 10;

    private Problems() {}

    /** Prints faults one a line, the first ones or all, and skipped folders on one line. */
    static void text(Out out, List<ScanProblem> problems, boolean all) {
        List<ScanProblem> faults = problems.stream().filter(p -> p.kind() != ScanProblem.Kind.SKIPPED).toList();
        if (!faults.isEmpty()) {
            out.line("  " + out.style(Out.Style.DOUBT, faults.size() == 1 ? "1 problem:" : "%d problems:".formatted(faults.size())));
            faults.stream().limit(all ? faults.size() : SOME).forEach(p -> out.line("    %s: %s: %s".formatted(Names.shown(p.path()), word(p), Names.shown(p.text()))));
            if (!all && faults.size() > SOME) {
                out.line("    and %d more; --verbose lists all".formatted(faults.size() - SOME));
            }
        }
        problems.stream().filter(p -> p.kind() == ScanProblem.Kind.SKIPPED)
                .forEach(p -> out.line("  skipped: %s %s".formatted(Names.shown(p.path()), Names.shown(p.text()))));
    }

    /** Writes a field {@code problems}. */
    static void write(JsonGenerator json, List<ScanProblem> problems) throws IOException {
        Json.list(json, "problems", problems, (to, problem) -> {
            to.writeStartObject();
            Json.name(to, "path", problem.path());
            to.writeStringField("kind", word(problem));
            Json.name(to, "text", problem.text());
            to.writeEndObject();
        });
    }

    private static String word(ScanProblem problem) {
        return problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

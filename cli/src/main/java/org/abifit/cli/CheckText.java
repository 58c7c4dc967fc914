package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.List;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadRemark;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Verdict;

/** A loader report for people: the verdict first, the loader's own words, then where things come from. */
final class CheckText {
    private static final int MOST_ERRORS = 20;

    private CheckText() {}

    static List<String> lines(String app, LoadReport report, List<String> fromHost, boolean all) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s".formatted(toUnicode(app), verdict(report)));
        report.message().ifPresent(m -> lines.add("  the loader would say%s: ".formatted(report.lazy() == Verdict.OK ? ", with LD_BIND_NOW" : "") + toUnicode(m)));
        int shown = 0;
        for (LoadError error : report.errors()) {
            if (++shown > MOST_ERRORS && !all) {
                lines.add("  ... and %d more (--verbose, or --format json)".formatted(report.errors().size() - MOST_ERRORS));
                break;
            }
            lines.add("  %s: %s".formatted(error.kind().word(), toUnicode(error.message())));
        }
        remarks(lines, "warning", report.warnings());
        remarks(lines, "note", report.notes());
        remarks(lines, "not known", report.missing());
        for (String soname : fromHost) {
            lines.add("  from the host: %s => %s".formatted(toUnicode(soname), toUnicode(report.resolved().get(soname))));
        }
        if (all) {
            report.resolved().forEach((soname, path) -> lines.add("  %s => %s".formatted(toUnicode(soname), toUnicode(path))));
        }
        return lines;
    }

    private static String verdict(LoadReport report) {
        return switch (report.verdict()) {
            case OK -> "loads, with all symbols bound";
            case FAIL -> report.lazy() == Verdict.OK ? "starts, but some functions are not there when they are called" : "does not load";
            case UNKNOWN -> "cannot be decided";
        };
    }

    private static void remarks(List<String> lines, String word, List<LoadRemark> remarks) {
        remarks.forEach(r -> lines.add("  %s: %s".formatted(word, toUnicode(r.message()))));
    }
}

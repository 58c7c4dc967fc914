package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.abifit.lint.Finding;
import org.abifit.lint.Severity;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Verdict;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.ImageAnswer;
import org.abifit.runs.Runs;

/**
 * Things that were judged, and what rules say about them, for tools that show such reports: SARIF 2.1.0 and JUnit's XML.
 *
 * @param subjects in the order of the answer
 */
record RuleReport(List<Subject> subjects) {

    /** How much it weighs; the word is SARIF's. */
    enum Level { ERROR, WARNING, NOTE }

    /**
     * What was judged.
     *
     * @param suite what it belongs to: an image, a file
     * @param name what it is called
     */
    record Subject(String suite, String name, Verdict verdict, List<Item> items) {}

    /**
     * What a rule says.
     *
     * @param rule the stable id
     * @param file what it is about; printable
     * @param line from 1; 0 where there is none
     */
    record Item(String rule, Level level, String file, int line, String message) {}

    /** Prints the report. */
    void print(Out out, Format format) throws IOException {
        switch (format) {
            case SARIF -> Json.print(out, new SarifJson(this)::write);
            case JUNIT -> out.print(new JUnitXml(this).text());
            case TEXT, JSON -> throw new IllegalArgumentException("no report: " + format);
        }
    }

    /** {@return a judged application} */
    static RuleReport of(String image, String app, LoadReport report, Runs runs, Verdict verdict) {
        List<Item> items = new ArrayList<>();
        report.errors().forEach(e -> items.add(new Item(e.kind().word(), Level.ERROR, toUnicode(app), 0, toUnicode(e.message()))));
        report.missing().forEach(m -> items.add(new Item(m.kind(), Level.WARNING, toUnicode(app), 0, toUnicode(m.message()))));
        report.warnings().forEach(w -> items.add(new Item(w.kind(), Level.WARNING, toUnicode(app), 0, toUnicode(w.message()))));
        if (runs.verdict() != Verdict.OK && report.verdict() == Verdict.OK) {
            Level level = runs.verdict() == Verdict.FAIL ? Level.ERROR : Level.WARNING;
            runs.because().stream().filter(b -> b.verdict() == runs.verdict()).forEach(b -> items.add(new Item(b.rule(), level, toUnicode(app), 0, RunsText.of(b))));
        }
        return new RuleReport(List.of(new Subject(toUnicode(image), toUnicode(app), verdict, items)));
    }

    /** {@return a resolution: an image on a host is one thing} */
    static RuleReport of(List<ImageAnswer> answers, List<String> apps, List<String> wants) {
        String about = toUnicode(apps.isEmpty() ? "" : apps.getFirst());
        List<Subject> subjects = new ArrayList<>();
        for (ImageAnswer answer : answers) {
            for (HostAnswer host : answer.hosts()) {
                ReasonText text = new ReasonText(answer.image(), host.host(), wants);
                List<Item> items = switch (host) {
                    case HostAnswer.Fits f -> List.of();
                    case HostAnswer.Misfit m -> m.core().stream().map(r -> new Item(r.rule(), Level.ERROR, about, 0, text.of(r))).toList();
                    case HostAnswer.Undecided u -> u.missing().stream().map(m -> new Item(m.rule(), Level.WARNING, about, 0, ReasonText.of(m))).toList();
                };
                subjects.add(new Subject(toUnicode(answer.image()), toUnicode(host.host()), SurveyWords.verdict(host), items));
            }
        }
        return new RuleReport(subjects);
    }

    /** {@return findings in files of a site; a file is one thing} */
    static RuleReport of(List<String> files, List<Finding> findings) {
        Map<String, List<Item>> byFile = new LinkedHashMap<>();
        files.forEach(f -> byFile.put(f, new ArrayList<>()));
        findings.forEach(f -> byFile.computeIfAbsent(f.file(), n -> new ArrayList<>())
                .add(new Item(f.rule().id(), level(f.severity()), f.file(), f.line(), LintText.message(f))));
        return new RuleReport(byFile.entrySet().stream().map(e -> new Subject("lint", e.getKey(),
                e.getValue().stream().anyMatch(i -> i.level() == Level.ERROR) ? Verdict.FAIL : Verdict.OK, List.copyOf(e.getValue()))).toList());
    }

    private static Level level(Severity severity) {
        return switch (severity) {
            case ERROR -> Level.ERROR;
            case WARNING -> Level.WARNING;
            case NOTE -> Level.NOTE;
        };
    }
}

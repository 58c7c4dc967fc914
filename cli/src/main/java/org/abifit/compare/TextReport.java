package org.abifit.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.abifit.cudf.Criteria;

/** A comparison as lines for a terminal. */
public final class TextReport {
    private final Comparison comparison;
    private final List<String> lines = new ArrayList<>();

    private TextReport(Comparison comparison) {
        this.comparison = comparison;
    }

    /** {@return the lines} */
    public static List<String> of(Comparison comparison) {
        TextReport report = new TextReport(comparison);
        comparison.findings().forEach(f -> report.lines.add(Wording.finding(f)));
        comparison.rankings().stream().filter(r -> isTold(comparison, r)).forEach(report::ranking);
        comparison.ratios().forEach(r -> report.section(Wording.ratios(r)));
        report.answers("Answers", comparison.standings().stream().filter(Comparison::ranked).toList());
        report.answers("Answers that enter no ranking: not all solvers can be asked", comparison.standings().stream().filter(p -> !Comparison.ranked(p)).toList());
        return report.lines;
    }

    // With one criterion, its ranking is that of all.
    private static boolean isTold(Comparison comparison, Ranking ranking) {
        return ranking.name().equals(Comparison.ALL) || comparison.rankings().size() > 2;
    }

    private void section(List<String> content) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(content);
    }

    private void ranking(Ranking ranking) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "solver", "points", "time", "best", "solution", "none", "wrong", "mean CPU"));
        for (Ranking.Row row : ranking.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.place() + ".", row.solver(), String.valueOf(row.points()), Wording.seconds(row.successMillis()) + " s"));
            for (Status.Worth worth : Status.Worth.values()) {
                cells.add(String.valueOf(row.worths().getOrDefault(worth, 0L)));
            }
            cells.add(Wording.seconds(row.meanSeconds()) + " s");
            rows.add(cells);
        }
        section(List.of("Ranking, %s: %d problems".formatted(ranking.name().equals(Comparison.ALL) ? "all criteria" : ranking.name(), ranking.problems())));
        lines.addAll(table(rows, 2, 3, 4, 5, 6, 7, 8));
    }

    private void answers(String title, List<List<Standing>> problems) {
        if (problems.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("problem", "solver", "status", "cost", "CPU s", "memory MB", ""));
        problems.forEach(p -> p.forEach(s -> rows.add(cells(s, comparison.criteria(), s == p.getFirst()))));
        section(List.of(title));
        lines.addAll(table(rows, 4, 5));
    }

    private static List<String> cells(Standing s, Map<String, Criteria> criteria, boolean first) {
        return List.of(first ? s.problem().toString() : "", s.solver().name(), s.status().word(), Wording.cost(s), s.asked() ? Wording.seconds(s.cpuMillis()) : "",
                s.asked() ? Wording.megabytes(s.peakBytes()) : "", Wording.detail(s.status(), criteria.get(s.problem().text())));
    }

    /** {@return rows in columns, some of them flush right} */
    private static List<String> table(List<List<String>> rows, Integer... right) {
        List<Integer> widths = IntStream.range(0, rows.getFirst().size()).mapToObj(i -> rows.stream().mapToInt(r -> r.get(i).length()).max().orElse(0)).toList();
        return rows.stream().map(r -> "  " + IntStream.range(0, r.size()).mapToObj(i -> pad(r.get(i), widths.get(i), List.of(right).contains(i)))
                .collect(Collectors.joining("  ")).stripTrailing()).map(String::stripTrailing).toList();
    }

    private static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(width - text.length());
        return right ? blanks + text : text + blanks;
    }
}

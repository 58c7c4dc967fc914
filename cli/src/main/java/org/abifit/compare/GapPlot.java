package org.abifit.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far answers are from the best known, a row for each solver: how many are the best, a dot for each that is not, how many are missing or wrong. The
 * distance is that of the first criterion in which the costs differ, as a share of the best one's number.
 */
final class GapPlot {
    private static final double WIDTH = 760;
    private static final double ROW = 34;
    private static final double HEAD = 26;
    private static final double FOOT = 44;
    private static final double NAME_END = 118;
    private static final double BEST = 150;
    private static final double FROM = 200;
    private static final double TO = 610;
    private static final double NONE = 660;
    private static final double WRONG = 722;
    private static final double NEAR = 9;
    private static final Plot.Log SCALE = new Plot.Log(0.001, 10);

    private GapPlot() {}

    /**
     * A solver's answers.
     *
     * @param series which mark it has
     * @param best how many are the best known
     * @param worse the others that are solutions
     */
    record Row(String name, int series, long best, List<Dot> worse, long none, long wrong) {}

    /**
     * An answer that is not the best.
     *
     * @param gap how far it is from it
     * @param title what it is
     */
    record Dot(double gap, String title) {}

    static String svg(List<Row> rows, String criterion) {
        double height = HEAD + rows.size() * ROW + FOOT;
        StringBuilder out = new StringBuilder();
        text(out, "middle", BEST, 16, "best");
        text(out, "middle", NONE, 16, "none");
        text(out, "middle", WRONG, 16, "wrong");
        for (double tick : SCALE.ticks()) {
            double x = x(tick);
            out.append(Html.element("line", List.of("class", "grid", "x1", Html.point(x), "y1", Html.point(HEAD), "x2", Html.point(x), "y2", Html.point(height - FOOT)), ""));
            text(out, "middle", x, height - FOOT + 18, percent(tick));
        }
        text(out, "middle", (FROM + TO) / 2, height - 8, "worse than the best by");
        for (int i = 0; i < rows.size(); i++) {
            row(out, rows.get(i), HEAD + i * ROW + ROW / 2);
        }
        return Html.element("svg", List.of("viewBox", "0 0 %s %s".formatted(Html.point(WIDTH), Html.point(height)), "role", "img", "aria-label",
                "Distance from the best known cost under " + criterion, "style", "max-width:%spx".formatted(Html.point(WIDTH))), out.toString());
    }

    private static double x(double gap) {
        return FROM + SCALE.at(gap) * (TO - FROM);
    }

    private static String percent(double share) {
        double percent = share * 100;
        return (percent >= 1 ? String.valueOf(Math.round(percent)) : Wording.number(percent).replaceAll("0$", "")) + " %";
    }

    private static void row(StringBuilder out, Row row, double y) {
        text(out, "end", NAME_END, y + 4, row.name());
        text(out, "middle", BEST, y + 4, String.valueOf(row.best()));
        text(out, "middle", NONE, y + 4, String.valueOf(row.none()));
        text(out, "middle", WRONG, y + 4, String.valueOf(row.wrong()));
        List<Dot> sorted = row.worse().stream().sorted(Comparator.comparingDouble(Dot::gap).thenComparing(Dot::title)).toList();
        List<Double> before = new ArrayList<>();
        for (Dot dot : sorted) {
            double x = x(dot.gap());
            out.append(Plot.mark(row.series(), x, y + shift(before, x)).replace("/>", ">" + Html.plain("title", Html.text(dot.title())) + "</path>"));
            before.add(x);
        }
    }

    // Dots that would hide one another go up and down in turn; only so far, as rows are near.
    private static double shift(List<Double> before, double x) {
        long near = before.stream().filter(b -> x - b < NEAR).count();
        return near == 0 ? 0 : (near % 2 == 1 ? -1 : 1) * Math.min(12, 6 * ((near + 1) / 2));
    }

    private static void text(StringBuilder out, String anchor, double x, double y, String text) {
        out.append(Html.element("text", List.of("text-anchor", anchor, "x", Html.point(x), "y", Html.point(y)), Html.text(text)));
    }
}

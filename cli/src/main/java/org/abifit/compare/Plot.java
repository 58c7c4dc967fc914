package org.abifit.compare;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A drawing in SVG with axes. Colours and strokes come from the page's style sheet, so that it follows the reader's light or dark. */
final class Plot {
    private static final double LEFT = 62;
    private static final double RIGHT = 18;
    private static final double TOP = 14;
    private static final double BOTTOM = 46;
    private static final int SHAPES = 6;

    private final double width;
    private final double height;
    private final Axis x;
    private final Axis y;
    private final StringBuilder out = new StringBuilder();

    /** How values lie on an axis. */
    interface Axis {
        /** {@return where a value lies, from 0 to 1} */
        double at(double value);

        /** {@return the values that are marked} */
        List<Double> ticks();
    }

    /**
     * Powers of ten at equal distances; what lies outside is put on the edge.
     *
     * @param low above 0
     */
    record Log(double low, double high) implements Axis {
        @Override
        public double at(double value) {
            return (Math.log10(Math.min(high, Math.max(low, value))) - Math.log10(low)) / (Math.log10(high) - Math.log10(low));
        }

        @Override
        public List<Double> ticks() {
            return IntStream.rangeClosed((int) Math.ceil(Math.log10(low) - 1e-9), (int) Math.floor(Math.log10(high) + 1e-9)).mapToObj(i -> Math.pow(10, i)).toList();
        }
    }

    /**
     * Whole numbers from 0.
     *
     * @param high at least 1
     */
    record Count(int high) implements Axis {
        @Override
        public double at(double value) {
            return value / high;
        }

        @Override
        public List<Double> ticks() {
            int step = IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500).filter(s -> high / s <= 8).findFirst().orElse(high);
            return IntStream.rangeClosed(0, high / step).mapToObj(i -> (double) i * step).toList();
        }
    }

    Plot(double width, double height, Axis x, Axis y) {
        this.width = width;
        this.height = height;
        this.x = x;
        this.y = y;
    }

    private double px(double value) {
        return LEFT + x.at(value) * (width - LEFT - RIGHT);
    }

    private double py(double value) {
        return height - BOTTOM - y.at(value) * (height - TOP - BOTTOM);
    }

    /** Draws both axes with a grid. */
    Plot axes(String ofX, String ofY) {
        for (double tick : x.ticks()) {
            line("grid", px(tick), TOP, px(tick), height - BOTTOM);
            label("middle", px(tick), height - BOTTOM + 18, number(tick));
        }
        for (double tick : y.ticks()) {
            line("grid", LEFT, py(tick), width - RIGHT, py(tick));
            label("end", LEFT - 8, py(tick) + 4, number(tick));
        }
        line("axis", LEFT, height - BOTTOM, width - RIGHT, height - BOTTOM);
        line("axis", LEFT, TOP, LEFT, height - BOTTOM);
        label("middle", (LEFT + width - RIGHT) / 2, height - 8, ofX);
        out.append(Html.element("text", List.of("text-anchor", "middle", "transform",
                "translate(14 %s) rotate(-90)".formatted(Html.point((TOP + height - BOTTOM) / 2))), Html.text(ofY)));
        return this;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf(value);
    }

    /** Draws a line between two points. */
    Plot segment(String cssClass, double x1, double y1, double x2, double y2) {
        line(cssClass, px(x1), py(y1), px(x2), py(y2));
        return this;
    }

    private void line(String cssClass, double x1, double y1, double x2, double y2) {
        out.append(Html.element("line", List.of("class", cssClass, "x1", Html.point(x1), "y1", Html.point(y1), "x2", Html.point(x2), "y2", Html.point(y2)), ""));
    }

    private void label(String anchor, double atX, double atY, String text) {
        out.append(Html.element("text", List.of("text-anchor", anchor, "x", Html.point(atX), "y", Html.point(atY)), Html.text(text)));
    }

    /** Draws a line through points. */
    Plot path(int series, List<double[]> points) {
        StringBuilder steps = new StringBuilder();
        points.forEach(p -> steps.append(steps.isEmpty() ? "M" : " L").append(Html.point(px(p[0]))).append(' ').append(Html.point(py(p[1]))));
        out.append(Html.element("path", List.of("class", "line s" + series % SHAPES, "d", steps.toString()), ""));
        return this;
    }

    /** Draws a mark that says what it is when the pointer rests on it. */
    Plot mark(int series, double atX, double atY, String title) {
        out.append(mark(series, px(atX), py(atY)).replace("/>", ">" + Html.plain("title", Html.text(title)) + "</path>"));
        return this;
    }

    /** {@return the mark of a series: colour and shape, so that neither is needed to tell them apart} */
    static String mark(int series, double atX, double atY) {
        String shape = switch (series % SHAPES) {
            case 0 -> "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z";
            case 1 -> "m-3.5 -3.5h7v7h-7z";
            case 2 -> "m0 -4.5l4.5 8h-9z";
            case 3 -> "m0 -5l5 5l-5 5l-5 -5z";
            case 4 -> "m-4.5 -3.5h9l-4.5 8z";
            default -> "m-1.5 -4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z";
        };
        return "<path class=\"mark s%d\" d=\"M%s %s%s\"/>".formatted(series % SHAPES, Html.point(atX), Html.point(atY), shape);
    }

    /** {@return the drawing} */
    String svg(String description) {
        return Html.element("svg", List.of("viewBox", "0 0 %s %s".formatted(Html.point(width), Html.point(height)), "role", "img", "aria-label", description,
                "style", "max-width:%spx".formatted(Html.point(width))), out.toString());
    }
}

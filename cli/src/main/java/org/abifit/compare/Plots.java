package org.abifit.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The plots of a comparison: who solves how many in which time, one against another, and how far answers are from the best. */
final class Plots {
    private static final double SHORTEST = 0.01;

    private final Comparison comparison;
    private final List<Solver> solvers;
    private final double limit;

    Plots(Comparison comparison) {
        this.comparison = comparison;
        this.solvers = comparison.setting().solvers().stream().map(Setting.Entrant::solver).toList();
        this.limit = comparison.setting().limits().cpuSeconds();
    }

    private List<Standing> of(int solver) {
        return comparison.standings().stream().map(p -> p.get(solver)).filter(Standing::asked).toList();
    }

    /** {@return for each solver its right answers in order of time: far to the right is many, low is quick} */
    String cactus() {
        int most = Math.max(1, IntStream.range(0, solvers.size()).map(i -> (int) of(i).stream().filter(Standing::right).count()).max().orElse(1));
        Plot plot = new Plot(760, 380, new Plot.Count(most), new Plot.Log(SHORTEST, Math.max(limit, 1))).axes("problems answered rightly", "CPU time of each, s");
        for (int i = 0; i < solvers.size(); i++) {
            List<Standing> solved = of(i).stream().filter(Standing::right).sorted(Comparator.comparingLong(Standing::cpuMillis)).toList();
            List<double[]> points = IntStream.range(0, solved.size()).mapToObj(k -> new double[] {k + 1, solved.get(k).cpuMillis() / 1000.0}).toList();
            plot.path(i, points);
            for (int k = 0; k < points.size(); k++) {
                plot.mark(i, points.get(k)[0], points.get(k)[1], title(solved.get(k)));
            }
        }
        return plot.svg("Cactus plot: how many problems each solver answers within which time");
    }

    private static String title(Standing s) {
        return "%s: %s, %s, %s s".formatted(s.problem(), s.solver().name(), s.status().word(), Wording.seconds(s.cpuMillis()));
    }

    /** {@return one solver's time against another's on each problem; without a right answer, on the edge} */
    String scatter(int across, int up) {
        Plot plot = new Plot(380, 380, new Plot.Log(SHORTEST, Math.max(limit, 1)), new Plot.Log(SHORTEST, Math.max(limit, 1)))
                .axes(solvers.get(across).name() + ", s", solvers.get(up).name() + ", s")
                .segment("diagonal", SHORTEST, SHORTEST, Math.max(limit, 1), Math.max(limit, 1));
        for (List<Standing> problem : comparison.standings()) {
            Standing one = problem.get(across);
            Standing other = problem.get(up);
            if (one.asked() && other.asked() && (one.right() || other.right())) {
                plot.mark(up, seconds(one), seconds(other), title(one) + "; " + title(other));
            }
        }
        return plot.svg("Scatter plot: CPU time of %s against %s".formatted(solvers.get(across).name(), solvers.get(up).name()));
    }

    private double seconds(Standing s) {
        return s.right() ? s.cpuMillis() / 1000.0 : limit;
    }

    /** {@return how far the answers of all solvers to one criterion are from the best known} */
    String gaps(String criterion) {
        List<GapPlot.Row> rows = new ArrayList<>();
        for (int i = 0; i < solvers.size(); i++) {
            List<Standing> own = of(i).stream().filter(s -> s.problem().criterion().equals(criterion)).toList();
            rows.add(new GapPlot.Row(solvers.get(i).name(), i, count(own, Status.Worth.BEST), worse(own), count(own, Status.Worth.NONE), count(own, Status.Worth.WRONG)));
        }
        return GapPlot.svg(rows, criterion);
    }

    private static long count(List<Standing> own, Status.Worth worth) {
        return own.stream().filter(s -> s.status().worth() == worth).count();
    }

    private List<GapPlot.Dot> worse(List<Standing> own) {
        return own.stream().flatMap(s -> gap(s).map(g -> new GapPlot.Dot(g.relative(),
                "%s: %s".formatted(s.problem(), Wording.gap(g, comparison.criteria().get(s.problem().text()))))).stream()).toList();
    }

    private static Optional<Cost.Gap> gap(Standing s) {
        return s.status() instanceof Status.Worse(Cost.Gap gap) ? Optional.of(gap) : Optional.empty();
    }

    /** {@return the criteria, by name} */
    List<String> criteria() {
        return comparison.standings().stream().map(p -> p.getFirst().problem().criterion()).distinct().sorted().toList();
    }

    /** {@return what the marks mean} */
    String legend() {
        StringBuilder legend = new StringBuilder();
        for (int i = 0; i < solvers.size(); i++) {
            legend.append(Html.classed("span", "key", "<svg viewBox=\"0 0 14 14\" width=\"14\" height=\"14\" aria-hidden=\"true\">%s</svg>%s"
                    .formatted(Plot.mark(i, 7, 7), Html.text(solvers.get(i).name()))));
        }
        return Html.classed("p", "legend", legend.toString());
    }
}

package org.abifit.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.abifit.cudf.Counting;
import org.abifit.cudf.Criteria;

/**
 * The ranking of MISC 2011 and 2012. On each problem, with m solvers: a solution, or FAIL where there is none, gets 1 point and 1 more for each solver with a
 * strictly better solution; no answer, and FAIL where there is a solution, 2m; packages that are no solution, 3m. The lowest total wins; ties are broken
 * by the total success time: of right answers the time that they took, of all others the limit.
 *
 * @param name which problems: those of one criterion, or all
 * @param problems how many
 * @param rows the best first
 */
public record Ranking(String name, int problems, List<Row> rows) {

    /** Copies the list. */
    public Ranking {
        rows = List.copyOf(rows);
    }

    /**
     * A solver's line.
     *
     * @param place from 1; solvers that nothing tells apart share one
     * @param successMillis the total success time
     * @param worths how many answers there are of each worth
     * @param meanSeconds the geometric mean of CPU time, short ones raised to the floor, the limit where there is no answer
     */
    public record Row(int place, String solver, long points, long successMillis, Map<Status.Worth, Long> worths, double meanSeconds) {}

    /**
     * {@return the ranking of solvers on some problems}
     *
     * @param problems for each its standings, all of the same solvers
     * @param criteria what the texts of problems stand for
     */
    static Ranking of(String name, List<List<Standing>> problems, Map<String, Criteria> criteria, Limits limits, double floorSeconds) {
        int solvers = problems.isEmpty() ? 0 : problems.getFirst().size();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < solvers; i++) {
            int at = i;
            List<Standing> own = problems.stream().map(p -> p.get(at)).toList();
            long points = problems.stream().mapToLong(p -> points(p.get(at), p, criteria.get(p.get(at).problem().text()))).sum();
            rows.add(new Row(0, own.getFirst().solver().name(), points, own.stream().mapToLong(s -> successMillis(s, limits)).sum(),
                    own.stream().collect(Collectors.groupingBy(s -> s.status().worth(), Collectors.counting())), mean(own, limits, floorSeconds)));
        }
        return new Ranking(name, problems.size(), placed(rows));
    }

    private static List<Row> placed(List<Row> rows) {
        List<Row> sorted = rows.stream().sorted(Comparator.comparingLong(Row::points).thenComparingLong(Row::successMillis)).toList();
        List<Row> placed = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Row row = sorted.get(i);
            boolean tie = i > 0 && placed.get(i - 1).points() == row.points() && placed.get(i - 1).successMillis() == row.successMillis();
            placed.add(new Row(tie ? placed.get(i - 1).place() : i + 1, row.solver(), row.points(), row.successMillis(), row.worths(), row.meanSeconds()));
        }
        return placed;
    }

    /** {@return the points of a solver on a problem} */
    static long points(Standing one, List<Standing> all, Criteria criteria) {
        return switch (one.status().worth()) {
            case BEST, SOLUTION -> 1 + all.stream().filter(other -> isBetter(other, one, criteria)).count();
            case NONE -> 2L * all.size();
            case WRONG -> 3L * all.size();
        };
    }

    // Both measured as the one counts: it was not asked the other question.
    private static boolean isBetter(Standing other, Standing one, Criteria criteria) {
        Counting counting = one.solver().style().counting();
        return other.right() && one.cost(counting).isPresent() && other.cost(counting).isPresent()
                && other.cost(counting).get().compare(one.cost(counting).get(), criteria) < 0;
    }

    private static long successMillis(Standing standing, Limits limits) {
        return standing.right() ? standing.cpuMillis() : Math.round(limits.cpuSeconds() * 1000);
    }

    private static double mean(List<Standing> own, Limits limits, double floorSeconds) {
        return Math.exp(own.stream().mapToDouble(s -> Math.log(Math.max(floorSeconds, successMillis(s, limits) / 1000.0))).average().orElse(0));
    }
}

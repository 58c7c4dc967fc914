package org.abifit.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.cudf.Counting;
import org.abifit.cudf.Criteria;

/** A comparison as tab-separated values: a line for each problem and solver. */
public final class TableReport {
    private static final List<String> COLUMNS = List.of("instance", "criterion", "criterion_text", "solver", "counting", "status", "points", "cost", "cost_names",
            "cost_pairs", "cpu_s", "peak_mb", "runs", "detail");

    private TableReport() {}

    /** {@return the lines; points only where the problem enters the ranking} */
    public static List<String> of(Comparison comparison) {
        List<String> lines = new ArrayList<>(List.of(String.join("\t", COLUMNS)));
        comparison.standings().forEach(p -> p.forEach(s -> lines.add(line(s, p, comparison))));
        return lines;
    }

    private static String line(Standing s, List<Standing> problem, Comparison comparison) {
        Criteria criteria = comparison.criteria().get(s.problem().text());
        String points = Comparison.ranked(problem) ? String.valueOf(Ranking.points(s, problem, criteria)) : "";
        return String.join("\t", s.problem().instance(), s.problem().criterion(), s.problem().text(), s.solver().name(), s.solver().style().counting().word(),
                s.status().word(), points, text(s.cost()), text(s.cost(Counting.NAMES)), text(s.cost(Counting.PAIRS)),
                s.asked() ? Wording.seconds(s.cpuMillis()) : "", s.asked() ? Wording.megabytes(s.peakBytes()) : "", String.valueOf(s.runs().size()),
                ResultLine.clean(Wording.detail(s.status(), criteria)));
    }

    private static String text(Optional<Cost> cost) {
        return cost.map(Cost::toString).orElse("");
    }
}

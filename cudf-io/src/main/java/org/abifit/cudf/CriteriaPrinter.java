package org.abifit.cudf;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.abifit.cudf.Criteria.Aligned;
import org.abifit.cudf.Criteria.Change;
import org.abifit.cudf.Criteria.Count;
import org.abifit.cudf.Criteria.Item;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.Names;
import org.abifit.cudf.Criteria.OutOfDate;
import org.abifit.cudf.Criteria.PackageSet;
import org.abifit.cudf.Criteria.Sum;
import org.abifit.cudf.Criteria.Unsatisfied;
import org.abifit.cudf.Criteria.Weighted;

/**
 * Criteria to text in one canonical form, which {@link CriteriaParser} reads back to equal criteria as long as bare words
 * count names. Dialects of other tools: {@link Dialect}.
 */
public final class CriteriaPrinter {
    private static final Map<PackageSet, String> SETS = CriteriaTerms.SETS.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private CriteriaPrinter() {
    }

    /**
     * {@return the text of criteria, such as {@code -removed,-sum(solution,size)}; {@code none} where there are none}
     *
     * @param criteria any criteria
     */
    public static String print(Criteria criteria) {
        return criteria.items().isEmpty() ? "none" : String.join(",", criteria.items().stream().map(CriteriaPrinter::print).toList());
    }

    /**
     * {@return the text of one criterion, with its sign}
     *
     * @param item the criterion
     */
    public static String print(Item item) {
        return (item.maximise() ? "+" : "-") + print(item.measure(), item.maximise());
    }

    /**
     * {@return the text of one criterion and the school it counts in, such as {@code -removed (names)}; no school where
     * both give the same number}
     *
     * @param item the criterion
     */
    public static String label(Item item) {
        Optional<Counting> school = Counting.of(item.measure());
        return school.map(s -> print(item) + " (" + s.word() + ")").orElseGet(() -> print(item));
    }

    private static String print(Measure measure, boolean maximise) {
        return switch (measure) {
            case Names names -> word(names.change());
            case Count count -> "count(" + word(count.set()) + ")";
            case Sum sum -> "sum(" + word(sum.set()) + "," + sum.property() + ")";
            case OutOfDate outOfDate -> "notuptodate(" + word(outOfDate.set()) + ")";
            case Unsatisfied unsatisfied -> unsatisfied(unsatisfied);
            case Aligned aligned -> "aligned(" + word(aligned.set()) + "," + aligned.group() + "," + aligned.value() + ")";
            case Weighted weighted -> "agregate[" + String.join(",", weighted.parts().stream().map(part -> print(part, maximise)).toList()) + "]";
        };
    }

    private static String unsatisfied(Unsatisfied unsatisfied) {
        return unsatisfied.property().equals(CriteriaTerms.RECOMMENDS)
                ? "unsat_recommends(" + word(unsatisfied.set()) + ")"
                : "nunsat(" + word(unsatisfied.set()) + "," + unsatisfied.property() + ")";
    }

    private static String print(Weighted.Part part, boolean wholeMaximised) {
        boolean maximise = (part.weight() < 0) != wholeMaximised;
        return (maximise ? "+" : "-") + print(part.measure(), maximise) + weight(part);
    }

    static String weight(Weighted.Part part) {
        long weight = Math.abs(part.weight());
        return weight == 1 ? "" : "[" + weight + "]";
    }

    static String word(Change change) {
        return switch (change) {
            case REMOVED -> "removed";
            case NEW -> "new";
            case CHANGED -> "changed";
            case NOT_UP_TO_DATE -> "notuptodate";
        };
    }

    static String word(PackageSet set) {
        return SETS.get(set);
    }
}

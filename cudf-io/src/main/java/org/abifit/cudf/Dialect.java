package org.abifit.cudf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.abifit.cudf.Criteria.Aligned;
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
 * The criteria languages of other tools, for writing. What a tool cannot ask has no text in its dialect, not even a
 * similar one: answers to different questions must not be compared. Who wants aspcud to answer a question about names
 * asks it {@link Counting#inPairs} and says so.
 */
public enum Dialect {
    /** aspcud 1.9: counts pairs; one set fewer than here, two of our own not. */
    ASPCUD,
    /** mccs 1.1: counts names; sums over the solution and over packages not installed in that version; weights. */
    MCCS,
    /** packup 0.6, option {@code -u}: the five terms of the competition of 2010, one in a word of its own; its sums give no output. */
    PACKUP,
    /** p2cudf, option {@code -obj}: as packup, and one sum over the solution. */
    P2CUDF;

    /**
     * {@return the text by which the tool asks exactly this; empty where it cannot}
     *
     * @param criteria any criteria
     */
    public Optional<String> write(Criteria criteria) {
        List<String> items = new ArrayList<>();
        for (Item item : criteria.items()) {
            Optional<String> text = write(item.measure(), item.maximise()).map(measure -> sign(item.maximise()) + measure);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            items.add(text.get());
        }
        return whole(items, criteria);
    }

    // Without criteria, only aspcud promises a solution; mccs then says FAIL whatever it was given.
    private Optional<String> whole(List<String> items, Criteria criteria) {
        return switch (this) {
            case ASPCUD -> Optional.of(items.isEmpty() ? "none" : String.join(",", items));
            case MCCS -> items.isEmpty() ? Optional.empty() : Optional.of("-lex[" + String.join(",", items) + "]");
            case PACKUP -> items.isEmpty() ? Optional.empty() : Optional.of(String.join(",", items));
            case P2CUDF -> items.isEmpty() || sums(criteria) > 1 ? Optional.empty() : Optional.of(String.join(",", items));
        };
    }

    private static long sums(Criteria criteria) {
        return criteria.items().stream().filter(item -> item.measure() instanceof Sum).count();
    }

    private Optional<String> write(Measure measure, boolean maximise) {
        return switch (this) {
            case ASPCUD -> aspcud(measure);
            case MCCS -> mccs(measure, maximise);
            case PACKUP -> bare(measure, "unmet_recommends");
            case P2CUDF -> p2cudf(measure);
        };
    }

    private static Optional<String> aspcud(Measure measure) {
        return switch (measure) {
            case Names names -> Optional.empty();
            case Weighted weighted -> Optional.empty();
            case Count count -> over(count.set(), measure);
            case Sum sum -> over(sum.set(), measure);
            case OutOfDate outOfDate -> over(outOfDate.set(), measure);
            case Aligned aligned -> over(aligned.set(), measure);
            case Unsatisfied unsatisfied -> unsatisfied.property().equals(CriteriaTerms.RECOMMENDS) ? over(unsatisfied.set(), measure) : Optional.empty();
        };
    }

    // Our canonical text is aspcud's, but for the two sets that only mccs and opam have.
    private static Optional<String> over(PackageSet set, Measure measure) {
        boolean known = set != PackageSet.FRESH && set != PackageSet.NAMED_IN_REQUEST;
        return known ? Optional.of(CriteriaPrinter.print(new Item(false, measure)).substring(1)) : Optional.empty();
    }

    private static Optional<String> mccs(Measure measure, boolean maximise) {
        return switch (measure) {
            case Names names -> Optional.of(CriteriaPrinter.word(names.change()));
            case Unsatisfied unsatisfied -> unsatisfied.set() == PackageSet.SOLUTION
                    ? Optional.of("nunsat[" + unsatisfied.property() + ":,true]") : Optional.empty();
            case Sum sum -> mccsScope(sum.set()).map(scope -> "count[" + sum.property() + ":," + scope + "]");
            case Weighted weighted -> agregate(weighted, maximise);
            case Count count -> Optional.empty();
            case OutOfDate outOfDate -> Optional.empty();
            case Aligned aligned -> Optional.empty();
        };
    }

    private static Optional<String> mccsScope(PackageSet set) {
        return switch (set) {
            case FRESH -> Optional.of("true");
            case SOLUTION -> Optional.of("false");
            case CHANGED, NEW, REMOVED, UP, DOWN, INSTALL_REQUEST, UPGRADE_REQUEST, REQUEST, NAMED_IN_REQUEST -> Optional.empty();
        };
    }

    private static Optional<String> agregate(Weighted weighted, boolean maximise) {
        List<Optional<String>> parts = weighted.parts().stream().map(part -> mccsPart(part, maximise)).toList();
        return parts.isEmpty() || parts.stream().anyMatch(Optional::isEmpty) ? Optional.empty()
                : Optional.of(parts.stream().map(Optional::get).collect(Collectors.joining(",", "agregate[", "]")));
    }

    private static Optional<String> mccsPart(Weighted.Part part, boolean wholeMaximised) {
        boolean maximise = (part.weight() < 0) != wholeMaximised;
        return mccs(part.measure(), maximise).map(text -> sign(maximise) + text + CriteriaPrinter.weight(part));
    }

    private static Optional<String> p2cudf(Measure measure) {
        return measure instanceof Sum sum && sum.set() == PackageSet.SOLUTION ? Optional.of("sum(" + sum.property() + ")") : bare(measure, "unsat_recommends");
    }

    // packup has a word of its own: unmet_recommends (its criteria parser; it knows "unsat_recommends" not).
    private static Optional<String> bare(Measure measure, String recommends) {
        return switch (measure) {
            case Names names -> Optional.of(CriteriaPrinter.word(names.change()));
            case Unsatisfied unsatisfied -> unsatisfied.equals(new Unsatisfied(PackageSet.SOLUTION, CriteriaTerms.RECOMMENDS))
                    ? Optional.of(recommends) : Optional.empty();
            case Count count -> Optional.empty();
            case Sum sum -> Optional.empty();
            case OutOfDate outOfDate -> Optional.empty();
            case Aligned aligned -> Optional.empty();
            case Weighted weighted -> Optional.empty();
        };
    }

    private static String sign(boolean maximise) {
        return maximise ? "+" : "-";
    }
}

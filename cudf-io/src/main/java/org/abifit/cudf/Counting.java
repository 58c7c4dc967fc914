package org.abifit.cudf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.abifit.cudf.Criteria.Count;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.Names;
import org.abifit.cudf.Criteria.OutOfDate;
import org.abifit.cudf.Criteria.PackageSet;
import org.abifit.cudf.Criteria.Weighted;

/** The two schools of counting. Costs of the one and of the other answer two questions and must not be compared. */
public enum Counting {
    /** A name counts once, however many of its versions change (competitions of 2010 and 2011, mccs, packup). */
    NAMES,
    /** Every pair of name and version counts (competition of 2012, aspcud). */
    PAIRS;

    /** {@return the word for it, as options and results spell it} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return what a bare word such as {@code removed} measures in this school}
     *
     * @param change what the word says
     */
    public Measure bare(Criteria.Change change) {
        return switch (this) {
            case NAMES -> new Names(change);
            case PAIRS -> switch (change) {
                case REMOVED -> new Count(PackageSet.REMOVED);
                case NEW -> new Count(PackageSet.NEW);
                case CHANGED -> new Count(PackageSet.CHANGED);
                case NOT_UP_TO_DATE -> new OutOfDate(PackageSet.SOLUTION);
            };
        };
    }

    /**
     * {@return the same question with pairs for names: what aspcud makes of old words}
     *
     * @param criteria a list of any school
     */
    public static Criteria inPairs(Criteria criteria) {
        return new Criteria(criteria.items().stream().map(item -> new Criteria.Item(item.maximise(), inPairs(item.measure()))).toList());
    }

    private static Measure inPairs(Measure measure) {
        return switch (measure) {
            case Names names -> PAIRS.bare(names.change());
            case Weighted weighted -> new Weighted(weighted.parts().stream()
                    .map(part -> new Weighted.Part(part.weight(), inPairs(part.measure()))).toList());
            case Count other -> other;
            case OutOfDate other -> other;
            case Criteria.Sum other -> other;
            case Criteria.Unsatisfied other -> other;
            case Criteria.Aligned other -> other;
        };
    }

    /**
     * {@return the school that a measure belongs to; empty where both give the same number, as for all that is summed
     * over the solution, and for a weighted sum of both schools}
     *
     * @param measure any measure
     */
    public static Optional<Counting> of(Measure measure) {
        return switch (measure) {
            case Names names -> Optional.of(NAMES);
            case Count count -> Optional.of(PAIRS);
            case OutOfDate outOfDate -> Optional.of(PAIRS);
            case Criteria.Aligned aligned -> Optional.of(PAIRS);
            case Criteria.Sum sum -> over(sum.set());
            case Criteria.Unsatisfied unsatisfied -> over(unsatisfied.set());
            case Weighted weighted -> common(weighted.parts().stream().map(part -> of(part.measure())).flatMap(Optional::stream).distinct().toList());
        };
    }

    private static Optional<Counting> over(PackageSet set) {
        return set == PackageSet.SOLUTION ? Optional.empty() : Optional.of(PAIRS);
    }

    private static Optional<Counting> common(List<Counting> schools) {
        return schools.size() == 1 ? Optional.of(schools.get(0)) : Optional.empty();
    }
}

package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.PackageSet;
import org.abifit.solver.Ideas;

/**
 * What criteria ask of the cone: which packages could make a solution better although nothing needs them. Where everything that is
 * counted is unwelcome, nothing could; a package is left out only if leaving it out of any solution is never worse.
 *
 * @param everything the whole universe, for criteria of which that is not known
 * @param newest with every package the newest of its name: beside it, the package is not out of date
 * @param followed formula properties whose targets count
 * @param properties integer properties that may be negative, so that their packages are welcome
 */
record Reach(boolean everything, boolean newest, Set<String> followed, List<String> properties) {
    /** Nothing is welcome. */
    static final Reach NOTHING = new Reach(false, false, Set.of(), List.of());

    static Reach of(Criteria criteria, Ideas ideas) {
        Reach reach = new Reach(!ideas.uses(Ideas.Idea.CONE), false, new TreeSet<>(), new ArrayList<>());
        for (Criteria.Item item : criteria.items()) {
            reach = reach.with(item.measure(), item.maximise());
        }
        return reach;
    }

    private Reach with(Measure measure, boolean welcome) {
        return switch (measure) {
            case Criteria.Names(Criteria.Change change) -> names(change, welcome);
            case Criteria.Count(PackageSet set) -> welcome ? all(set) : this;
            case Criteria.Sum(PackageSet set, String property) -> sum(set, property, welcome);
            case Criteria.OutOfDate(PackageSet set) -> welcome ? all(set) : this;
            case Criteria.Unsatisfied(PackageSet set, String property) -> welcome || hasAbsent(set) ? withEverything() : following(property);
            case Criteria.Aligned aligned -> welcome ? withEverything() : this;
            case Criteria.Weighted(List<Criteria.Weighted.Part> parts) -> weighted(parts, welcome);
        };
    }

    private Reach names(Criteria.Change change, boolean welcome) {
        return switch (change) {
            case REMOVED -> this;
            case NEW, CHANGED -> welcome ? withEverything() : this;
            case NOT_UP_TO_DATE -> welcome ? withEverything() : new Reach(everything, true, followed, properties);
        };
    }

    /** What is no longer there cannot be added. */
    private Reach all(PackageSet set) {
        return set == PackageSet.REMOVED ? this : withEverything();
    }

    private Reach sum(PackageSet set, String property, boolean welcome) {
        if (welcome) {
            return all(set);
        }
        properties.add(property);
        return this;
    }

    private Reach weighted(List<Criteria.Weighted.Part> parts, boolean welcome) {
        Reach reach = this;
        for (Criteria.Weighted.Part part : parts) {
            reach = reach.with(part.measure(), part.weight() < 0 != welcome);
        }
        return reach;
    }

    /** Packages that are gone may have wishes, too. */
    private static boolean hasAbsent(PackageSet set) {
        return set == PackageSet.REMOVED || set == PackageSet.CHANGED;
    }

    private Reach withEverything() {
        return new Reach(true, newest, followed, properties);
    }

    private Reach following(String property) {
        followed.add(property);
        return this;
    }
}

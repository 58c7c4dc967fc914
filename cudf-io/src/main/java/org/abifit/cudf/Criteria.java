package org.abifit.cudf;

import java.util.List;
import java.util.Optional;

/**
 * What makes one solution better than another: measures of it, the most important first, each to be made small or large;
 * solutions are compared lexicographically. Two schools of counting exist, and one list may mix them: {@link Names}
 * counts package names (competitions of 2010 and 2011, mccs, packup), all other measures count packages, which are pairs
 * of name and version (competition of 2012, aspcud).
 *
 * @param items the most important first; may be empty: any solution will do
 */
public record Criteria(List<Item> items) {

    /** Copies the list. */
    public Criteria {
        items = List.copyOf(items);
    }

    /**
     * One criterion.
     *
     * @param maximise whether more is better
     * @param measure what is measured
     */
    public record Item(boolean maximise, Measure measure) {
    }

    /** {@return the text of these criteria for aspcud; empty where it cannot ask this question} */
    public Optional<String> toAspcud() {
        return Dialect.ASPCUD.write(this);
    }

    /** {@return the text of these criteria for mccs; empty where it cannot ask this question} */
    public Optional<String> toMccs() {
        return Dialect.MCCS.write(this);
    }

    /** {@return the text of these criteria for packup's option {@code -u}; empty where it cannot ask this question} */
    public Optional<String> toPackup() {
        return Dialect.PACKUP.write(this);
    }

    /** {@return the canonical text, see {@link CriteriaPrinter}} */
    @Override
    public String toString() {
        return CriteriaPrinter.print(this);
    }

    /** A number that a solution S has in the light of what was installed before, I. */
    public sealed interface Measure {
    }

    /**
     * How many package names changed in this way.
     *
     * @param change in which
     */
    public record Names(Change change) implements Measure {
    }

    /** What can become of a name. */
    public enum Change {
        /** Some version in I, none in S. */
        REMOVED,
        /** None in I, some in S. */
        NEW,
        /** Not the same versions in I and S. */
        CHANGED,
        /** Some version in S, but not the newest of the universe (whether it can be installed or not). */
        NOT_UP_TO_DATE
    }

    /**
     * How many packages a set has.
     *
     * @param set which
     */
    public record Count(PackageSet set) implements Measure {
    }

    /**
     * The sum of an integer property over a set; a package of a document that does not declare the property counts 0, and
     * so does one whose property is no number. Truth values count 1 for true.
     *
     * @param set over which packages
     * @param property its name
     */
    public record Sum(PackageSet set, String property) implements Measure {
    }

    /**
     * How many packages of a set are not of the newest version of their name in the universe.
     *
     * @param set which
     */
    public record OutOfDate(PackageSet set) implements Measure {
    }

    /**
     * How many disjunctions of a formula property S does not satisfy, over the packages of a set; per package and per
     * occurrence, doubled disjunctions count twice.
     *
     * @param set over which packages
     * @param property its name, commonly {@code recommends}
     */
    public record Unsatisfied(PackageSet set, String property) implements Measure {
    }

    /**
     * How many different pairs of values of two properties a set has, less how many different values of the first.
     *
     * @param set over which packages
     * @param group the first property
     * @param value the second property
     */
    public record Aligned(PackageSet set, String group, String value) implements Measure {
    }

    /**
     * A weighted sum of measures.
     *
     * @param parts what is added up
     */
    public record Weighted(List<Part> parts) implements Measure {

        /** Copies the list; throws {@link IllegalArgumentException} when it is empty. */
        public Weighted {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("a sum of nothing");
            }
        }

        /**
         * A measure and what it counts.
         *
         * @param weight how often it counts; negative where the text has another sign than the whole
         * @param measure not itself weighted
         */
        public record Part(long weight, Measure measure) {

            /** Throws {@link IllegalArgumentException} for the one weight whose magnitude is no weight. */
            public Part {
                if (weight == Long.MIN_VALUE) {
                    throw new IllegalArgumentException("weight out of range: " + weight);
                }
            }
        }
    }

    /** Sets of packages that measures range over. */
    public enum PackageSet {
        /** S. */
        SOLUTION,
        /** In one of S and I, not in both. */
        CHANGED,
        /** In S, with a name that I has in no version. */
        NEW,
        /** In I, with a name that S has in no version. */
        REMOVED,
        /** In S, of a name that I has, and above all its versions there. */
        UP,
        /** In S, of a name that I has, and below all its versions there. */
        DOWN,
        /** In S and not in I, whatever versions I has (mccs: {@code count[p:,true]}). */
        FRESH,
        /** In S, and named by an {@code install} entry whose constraint its version satisfies; features do not count. */
        INSTALL_REQUEST,
        /** The same of {@code upgrade} entries. */
        UPGRADE_REQUEST,
        /** Either of the two. */
        REQUEST,
        /** In S, and of a name that any entry of the request has, {@code remove} included and constraints ignored (opam). */
        NAMED_IN_REQUEST
    }
}

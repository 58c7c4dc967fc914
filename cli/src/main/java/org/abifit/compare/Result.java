package org.abifit.compare;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.cudf.Counting;

/**
 * One run of one solver, and what its answer is worth.
 *
 * @param solver its name
 * @param run which repetition, from 1
 * @param usage how the run went
 * @param answer what it wrote, judged
 * @param second what a second judge says of it
 */
public record Result(Problem problem, String solver, int run, Usage usage, Answer answer, Second second) {

    /** Whether another judge of solutions agrees. */
    public enum Second {
        /** There is none, or nothing to judge. */
        NONE,
        /** It says the same. */
        AGREES,
        /** It does not: one of the two is wrong. */
        DIFFERS
    }

    /** What a solver wrote. */
    public sealed interface Answer {
    }

    /**
     * A solution.
     *
     * @param byNames what it costs where bare words count names
     * @param byPairs what it costs where they count pairs
     * @param packages how many packages it has
     * @param digest tells it from others
     * @param proven whether the solver claims that there is no better one
     */
    public record Solved(Cost byNames, Cost byPairs, int packages, String digest, boolean proven) implements Answer {

        /** {@return what it costs in a school} */
        public Cost cost(Counting counting) {
            return switch (counting) {
                case NAMES -> byNames;
                case PAIRS -> byPairs;
            };
        }
    }

    /**
     * Packages that are no solution, or a text that is no CUDF.
     *
     * @param reasons how many of each kind
     */
    public record Invalid(SortedMap<String, Integer> reasons) implements Answer {

        /** Copies the map. */
        public Invalid {
            reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        }
    }

    /** The first line is {@code FAIL}. */
    public record Fail() implements Answer {
    }

    /**
     * No file, or none that can be meant.
     *
     * @param words the last of what the solver printed, if anything
     */
    public record Nothing(String words) implements Answer {
    }

    /** {@return the solution, if that is what the answer is} */
    public Optional<Solved> solved() {
        return answer instanceof Solved solved ? Optional.of(solved) : Optional.empty();
    }

    /** {@return whether the solver says that there is no solution, and says so of its own accord: killed ones say it, too} */
    public boolean fails() {
        return answer instanceof Fail && usage.clean();
    }
}

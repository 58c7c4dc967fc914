package org.abifit.compare;

import java.util.Locale;
import java.util.SortedMap;

/** What the answer of one solver to one problem is worth, beside all the others. */
public sealed interface Status {
    /** {@return its name in tables and files} */
    default String word() {
        return switch (this) {
            case Optimal s -> "optimal";
            case BestKnown s -> "best-known";
            case Worse s -> "worse";
            case Invalid s -> "invalid";
            case Unsat s -> s.agreed() ? "unsat" : "unsat-alone";
            case WrongUnsat s -> "wrong-unsat";
            case None s -> "none-" + s.why().name().toLowerCase(Locale.ROOT);
            case NotAsked s -> "not-asked";
        };
    }

    /** {@return what it counts as} */
    default Worth worth() {
        return switch (this) {
            case Optimal s -> Worth.BEST;
            case BestKnown s -> Worth.BEST;
            case Worse s -> Worth.SOLUTION;
            case Invalid s -> Worth.WRONG;
            case Unsat s -> s.agreed() ? Worth.BEST : Worth.NONE;
            case WrongUnsat s -> Worth.NONE;
            case None s -> Worth.NONE;
            case NotAsked s -> Worth.NONE;
        };
    }

    /** The classes of MISC, the best first: FAIL where there is a solution is no answer, packages that are no solution are a wrong one. */
    enum Worth { BEST, SOLUTION, NONE, WRONG }

    /** A solution, and somebody whose word counts has proven that there is no better one. */
    record Optimal() implements Status {
    }

    /** A solution, and nobody has a better one. */
    record BestKnown() implements Status {
    }

    /**
     * A solution, and there is a better one.
     *
     * @param gap how much better
     */
    record Worse(Cost.Gap gap) implements Status {
    }

    /**
     * No solution.
     *
     * @param reasons how many of each kind
     */
    record Invalid(SortedMap<String, Integer> reasons) implements Status {
    }

    /**
     * FAIL, and nobody has a solution.
     *
     * @param agreed whether there is proof: our own, or the word of a second one
     */
    record Unsat(boolean agreed) implements Status {
    }

    /** FAIL, and there is a solution. */
    record WrongUnsat() implements Status {
    }

    /**
     * No answer.
     *
     * @param why what came between
     * @param exitCode of the program
     * @param words the last of what it printed
     */
    record None(Why why, int exitCode, String words) implements Status {
    }

    /** What comes between a solver and its answer. */
    enum Why {
        /** The limit of CPU time or of the clock. */
        TIME,
        /** The limit of memory. */
        MEMORY,
        /** A signal. */
        CRASH,
        /** It ended, with whatever exit code, and wrote nothing. */
        RC
    }

    /** Its language cannot ask this. */
    record NotAsked() implements Status {
    }
}

package org.abifit.compare;

import java.util.Locale;

/**
 * Something that should not be, or that a reader of the tables must know.
 *
 * @param kind what it is
 * @param problem where
 * @param solver of whom
 * @param run in which of its runs
 */
public record Finding(Kind kind, Problem problem, String solver, int run) {

    /** What can be found; those that make a study wrong come first. */
    public enum Kind {
        /** A second judge of solutions says otherwise than ours. */
        JUDGES_DIFFER(true),
        /** Our own solver gave packages that are no solution. */
        OWN_INVALID(true),
        /** Our own solver said FAIL, and there is a solution. */
        OWN_WRONG_UNSAT(true),
        /** Our own solver said that an answer is the best, and it is not. */
        OWN_FALSE_OPTIMUM(true),
        /** Runs of one solver on one problem gave answers of different cost. */
        UNSTEADY(false);

        private final boolean error;

        Kind(boolean error) {
            this.error = error;
        }

        /** {@return whether the study, or our own solver, is wrong} */
        public boolean error() {
            return error;
        }

        /** {@return its name in files} */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

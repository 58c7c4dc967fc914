package org.abifit.solver;

import java.util.List;

/** What the search came to. */
public sealed interface LexOutcome {

    /**
     * A model than which none is better.
     *
     * @param values truth by variable number; index 0 is not used
     * @param costs the value of each objective
     */
    record Optimal(boolean[] values, List<Integer> costs) implements LexOutcome {}

    /** No model. */
    record Unsatisfiable() implements LexOutcome {}

    /** The budget ran out before either was known. */
    record OutOfBudget() implements LexOutcome {}
}

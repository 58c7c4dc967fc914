package org.abifit.solver;

import java.math.BigInteger;
import java.util.List;

/** What the search for the best model came to. */
public sealed interface WeightedOutcome {

    /**
     * A model.
     *
     * @param values truth by variable number; index 0 is not used
     * @param costs the value of each objective
     * @param bounds what each objective costs at least, given that those before it cost what they do here; where one before is not
     *     proven, what every model costs
     * @param proven whether no model is better
     */
    record Found(boolean[] values, List<BigInteger> costs, List<BigInteger> bounds, boolean proven) implements WeightedOutcome {}

    /** No model. */
    record Unsatisfiable() implements WeightedOutcome {}

    /** The budget ran out before either was known. */
    record OutOfBudget() implements WeightedOutcome {}
}

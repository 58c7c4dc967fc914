package org.abifit.drift;

import java.util.List;
import org.abifit.loader.Verdict;

/**
 * What became of a saved plan.
 *
 * @param plan the plan
 * @param before whether it worked in the old state
 * @param after whether it works in the new one
 * @param core where it does not, or that is not known: what is gone that it needs; for a plan that never worked, all that it lacks
 */
public record PlanDrift(PlanCase plan, Verdict before, Verdict after, List<Lost> core) {

    /** {@return whether the change broke it} */
    public boolean breaks() {
        return before != Verdict.FAIL && after == Verdict.FAIL;
    }
}

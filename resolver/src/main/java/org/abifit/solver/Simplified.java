package org.abifit.solver;

import java.math.BigInteger;
import java.util.List;

/**
 * A problem after all that needs no search.
 *
 * @param fixed values of settled variables, by number
 * @param value 1 and -1 for settled ones, 0 for others
 * @param constants what settled variables cost, by objective, the objective's own constant included
 * @param components what is left; no two share a variable
 * @param variables by component: which variable of the whole its variables 1, 2, ... are
 */
record Simplified(boolean[] fixed, byte[] value, List<BigInteger> constants, List<WeightedProblem> components, List<int[]> variables) {

    /** Writes a component's model into one of the whole. */
    void restore(int component, boolean[] model, boolean[] whole) {
        int[] names = variables.get(component);
        for (int i = 0; i < names.length; i++) {
            whole[names[i]] = model[i + 1];
        }
    }

    /** {@return what a model of the whole says of a component's variables} */
    boolean[] restrict(int component, boolean[] whole) {
        int[] names = variables.get(component);
        boolean[] part = new boolean[names.length + 1];
        for (int i = 0; i < names.length; i++) {
            part[i + 1] = whole[names[i]];
        }
        return part;
    }
}

package org.abifit.solver;

import java.math.BigInteger;

/**
 * A sum to be made small: a constant, and for each literal that is true its weight.
 *
 * @param literals as in DIMACS; each variable once at the most
 * @param weights one for each, at least 1
 * @param constant what it costs in any case
 */
public record Objective(int[] literals, long[] weights, BigInteger constant) {

    /** {@return what a model costs} */
    BigInteger cost(boolean[] model) {
        BigInteger sum = constant;
        long part = 0;
        for (int i = 0; i < literals.length; i++) {
            if (model[Math.abs(literals[i])] == literals[i] > 0) {
                if (part > Long.MAX_VALUE - weights[i]) {
                    sum = sum.add(BigInteger.valueOf(part));
                    part = 0;
                }
                part += weights[i];
            }
        }
        return sum.add(BigInteger.valueOf(part));
    }
}

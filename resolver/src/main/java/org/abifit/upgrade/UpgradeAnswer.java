package org.abifit.upgrade;

import java.math.BigInteger;
import java.util.List;

/** What became of an upgrade problem. */
public sealed interface UpgradeAnswer {

    /**
     * A solution.
     *
     * @param packages what is installed afterwards, as numbers of the document, ascending
     * @param costs the value of each criterion
     * @param bounds what each criterion comes to at best: no solution is better in the first criterion than the first bound, and so
     *     on as far as costs and bounds are the same
     * @param proven whether no solution is better
     */
    record Solved(int[] packages, List<BigInteger> costs, List<BigInteger> bounds, boolean proven) implements UpgradeAnswer {}

    /** There is no solution. */
    record Unsolvable() implements UpgradeAnswer {}

    /** The budget ran out before a solution was found or excluded. */
    record Undecided() implements UpgradeAnswer {}
}

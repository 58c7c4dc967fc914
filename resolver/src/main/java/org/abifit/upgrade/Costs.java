package org.abifit.upgrade;

import java.math.BigInteger;
import java.util.Arrays;
import org.abifit.solver.IntList;
import org.abifit.solver.Objective;

/** A sum that is being added up: so much for a literal when it is true, possibly negative. */
final class Costs {
    /** By variable: what it costs when true. */
    private long[] cost = new long[16];
    private final IntList mentioned = new IntList();
    private BigInteger constant = BigInteger.ZERO;

    void add(long price) {
        constant = constant.add(BigInteger.valueOf(price));
    }

    /** Adds a price for a literal; a negative literal is 1 less its variable. */
    void add(int literal, long price) {
        int variable = Math.abs(literal);
        if (variable >= cost.length) {
            cost = Arrays.copyOf(cost, Math.max(2 * cost.length, variable + 1));
        }
        mentioned.add(variable);
        if (literal > 0) {
            cost[variable] = Math.addExact(cost[variable], price);
        } else {
            add(price);
            cost[variable] = Math.subtractExact(cost[variable], price);
        }
    }

    /** {@return the same with positive weights only} */
    Objective objective() {
        IntList literals = new IntList();
        long[] weights = new long[mentioned.size()];
        BigInteger least = constant;
        for (int i = 0; i < mentioned.size(); i++) {
            int variable = mentioned.get(i);
            long price = cost[variable];
            if (price != 0) {
                least = price < 0 ? least.add(BigInteger.valueOf(price)) : least;
                weights[literals.size()] = Math.absExact(price);
                literals.add(price > 0 ? variable : -variable);
                cost[variable] = 0;
            }
        }
        return new Objective(literals.toArray(), Arrays.copyOf(weights, literals.size()), least);
    }
}

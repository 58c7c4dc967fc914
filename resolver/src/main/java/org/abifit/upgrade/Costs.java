package org.abifit.upgrade;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.abifit.solver.IntList;
import org.abifit.solver.Objective;

/** A sum that is being added up: so much for a literal when it is true, possibly negative. */
final class Costs {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int MOST_SHARES = 1000;

    /** By variable: what it costs when true. */
    private long[] cost = new long[16];
    /** By variable: what it costs besides, where that has no room in 64 bits. */
    private final Map<Integer, BigInteger> beyond = new HashMap<>();
    private final IntList mentioned = new IntList();
    private BigInteger constant = BigInteger.ZERO;

    /** Adds a price that is paid in any case. */
    void add(long factor, long price) {
        constant = constant.add(product(factor, price));
    }

    private static BigInteger product(long factor, long price) {
        return BigInteger.valueOf(factor).multiply(BigInteger.valueOf(price));
    }

    /** Adds a price for a literal, so many times; a negative literal is 1 less its variable. */
    void add(int literal, long factor, long price) {
        int variable = Math.abs(literal);
        if (variable >= cost.length) {
            cost = Arrays.copyOf(cost, Math.max(2 * cost.length, variable + 1));
        }
        mentioned.add(variable);
        if (literal < 0) {
            add(factor, price);
        }
        try {
            long whole = Math.multiplyExact(factor, price);
            cost[variable] = literal > 0 ? Math.addExact(cost[variable], whole) : Math.subtractExact(cost[variable], whole);
        } catch (ArithmeticException overflow) {
            beyond.merge(variable, product(literal > 0 ? factor : -factor, price), BigInteger::add);
        }
    }

    /** {@return the same with positive weights only; a weight beyond 64 bits is shared among new variables} */
    Objective objective(Encoding encoding) {
        IntList literals = new IntList();
        long[] weights = new long[mentioned.size()];
        BigInteger least = constant;
        for (int i = 0; i < mentioned.size(); i++) {
            int variable = mentioned.get(i);
            long price = cost[variable];
            if (beyond.containsKey(variable) || price == Long.MIN_VALUE) {
                BigInteger whole = beyond.getOrDefault(variable, BigInteger.ZERO).add(BigInteger.valueOf(price));
                least = least.add(whole.min(BigInteger.ZERO));
                weights = share(whole.signum() > 0 ? variable : -variable, whole.abs(), literals, weights, encoding);
                beyond.remove(variable);
            } else if (price != 0) {
                least = price < 0 ? least.add(BigInteger.valueOf(price)) : least;
                weights[literals.size()] = Math.abs(price);
                literals.add(price > 0 ? variable : -variable);
            }
            cost[variable] = 0;
        }
        return new Objective(literals.toArray(), Arrays.copyOf(weights, literals.size()), least);
    }

    /** Each share has a variable that is true where the literal is. */
    private static long[] share(int literal, BigInteger whole, IntList literals, long[] weights, Encoding encoding) {
        int shares = whole.add(MOST).subtract(BigInteger.ONE).divide(MOST).min(BigInteger.valueOf(MOST_SHARES + 1L)).intValue();
        if (shares > MOST_SHARES) {
            throw new ArithmeticException("a single weight of " + whole);
        }
        long[] more = Arrays.copyOf(weights, weights.length + shares);
        BigInteger left = whole;
        for (int i = 0; i < shares; i++) {
            int variable = encoding.or(new int[] {literal}, true, false);
            more[literals.size()] = left.min(MOST).longValue();
            literals.add(variable);
            left = left.subtract(left.min(MOST));
        }
        return more;
    }
}

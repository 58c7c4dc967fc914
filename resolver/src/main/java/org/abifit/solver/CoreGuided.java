package org.abifit.solver;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The least of a weighted sum, from below: assume that nothing costs; what contradicts (a core) costs at least its lightest
 * literal; pay that, and allow one of the core from now on, at a price for each further one. This is OLL (Andres, Kaufmann, Matheis
 * and Schaub, 2012; Morgado, Dodaro and Marques-Silva, 2014) with what made it practical since:
 * <ul>
 * <li>strata: heavy literals first, so that early models are good and what is too heavy is settled (hardened);
 * <li>disjoint cores first: counters are added only once no further core is found without them;
 * <li>counters that grow as needed ({@link Totalizer}).
 * </ul>
 */
final class CoreGuided {
    private static final int TRIMS = 3;
    private static final int SHORT = 24;
    private static final int MINIMISING_CONFLICTS = 300;
    /** In a problem of so many variables one decision is allowed, in a smaller one more. */
    private static final int MINIMISING_DECISIONS = 300_000;

    private final WeightedProblem problem;
    private final Objective objective;
    private final Budget budget;
    private final Ideas ideas;
    /** By literal code: what the literal costs beyond the lower bound. */
    private long[] weight;
    private final IntList active = new IntList();
    private final Map<Integer, Counter> counters = new HashMap<>();
    private final List<Core> pending = new ArrayList<>();
    private final List<Totalizer> totalizers = new ArrayList<>();
    /** Made when there is something to ask. */
    private SatSession session;
    private boolean[] best;
    private BigInteger lower;
    private BigInteger upper;

    /** "At least {@code count} of the totalizer's literals": an output that has been in a core gives way to the next one. */
    private record Counter(Totalizer totalizer, int count) {}

    /** Literals of which one at least is true, and what each further one costs. */
    private record Core(int[] literals, long weight) {}

    /**
     * @param problem gets the clauses of counters and of what is settled
     * @param best a model
     */
    CoreGuided(WeightedProblem problem, Objective objective, boolean[] best, Budget budget, Ideas ideas) {
        this.problem = problem;
        this.objective = objective;
        this.best = best;
        this.budget = budget;
        this.ideas = ideas;
        this.lower = objective.constant();
        this.upper = objective.cost(best);
        this.weight = new long[2 * problem.variables() + 2];
        for (int i = 0; i < objective.literals().length; i++) {
            pay(objective.literals()[i], objective.weights()[i]);
        }
    }

    /** {@return the best model known} */
    boolean[] best() {
        return best;
    }

    /** {@return what every model costs at least} */
    BigInteger lower() {
        return lower;
    }

    /** {@return what the best model costs} */
    BigInteger upper() {
        return upper;
    }

    /** Searches until best is least, and then holds all models to that cost. */
    void run() throws Budget.Spent {
        if (lower.compareTo(upper) < 0) {
            session = new SatSession(problem, best);
        }
        long threshold = ideas.uses(Ideas.Idea.STRATIFY) ? heaviest(Long.MAX_VALUE) : 1;
        while (lower.compareTo(upper) < 0) {
            switch (budget.ask(session, assumptions(threshold))) {
                case UNSATISFIABLE -> relax(trimmed(session.core()));
                case SATISFIABLE -> {
                    improve(session.model());
                    if (!pending.isEmpty()) {
                        count();
                    } else {
                        harden();
                        threshold = heaviest(threshold);
                    }
                }
                case OUT_OF_BUDGET -> throw new Budget.Spent();
            }
        }
        settle();
    }

    private void pay(int literal, long more) {
        int code = code(literal);
        if (code >= weight.length) {
            weight = Arrays.copyOf(weight, Math.max(2 * weight.length, code + 2));
        }
        if (weight[code] == 0) {
            active.add(literal);
        }
        weight[code] += more;
    }

    private static int code(int literal) {
        return literal > 0 ? 2 * literal : -2 * literal + 1;
    }

    /** {@return the next stratum: the greatest weight below, or about half of it where weights are all different} */
    private long heaviest(long below) {
        long most = 0;
        for (int i = 0; i < active.size(); i++) {
            long w = weight[code(active.get(i))];
            most = w < below ? Math.max(most, w) : most;
        }
        long half = most / 2 + 1;
        long least = most;
        for (int i = 0; i < active.size(); i++) {
            long w = weight[code(active.get(i))];
            least = w >= half && w < least ? w : least;
        }
        return Math.max(1, least);
    }

    private int[] assumptions(long threshold) {
        IntList assumed = new IntList(active.size());
        int kept = 0;
        for (int i = 0; i < active.size(); i++) {
            int literal = active.get(i);
            long w = weight[code(literal)];
            if (w >= threshold) {
                assumed.add(-literal);
            }
            if (w > 0) {
                active.set(kept++, literal);
            }
        }
        active.truncate(kept);
        return assumed.toArray();
    }

    private void improve(boolean[] model) {
        BigInteger cost = objective.cost(model);
        if (cost.compareTo(upper) < 0) {
            best = model;
            upper = cost;
        }
    }

    // ---- cores

    /** Asking again with the core alone often gives a smaller one; a short one is worth trying literal by literal. */
    private int[] trimmed(int[] core) throws Budget.Spent {
        int[] small = core;
        for (int i = 0; i < TRIMS && small.length > 2; i++) {
            int before = small.length;
            if (budget.ask(session, small, MINIMISING_CONFLICTS, MINIMISING_DECISIONS / session.variables()) != SatSession.Answer.UNSATISFIABLE) {
                break;
            }
            small = session.core().length < before ? session.core() : small;
            if (small.length == before) {
                break;
            }
        }
        return small.length > 1 && small.length <= SHORT ? minimal(small) : small;
    }

    private int[] minimal(int[] core) throws Budget.Spent {
        int[] small = core;
        for (int i = small.length - 1; i >= 0 && small.length > 1; i--) {
            int[] without = without(small, i);
            if (budget.ask(session, without, MINIMISING_CONFLICTS, MINIMISING_DECISIONS / session.variables()) == SatSession.Answer.UNSATISFIABLE) {
                small = ordered(without, session.core());
                i = Math.min(i, small.length);
            }
        }
        return small;
    }

    private static int[] without(int[] all, int index) {
        int[] rest = new int[all.length - 1];
        System.arraycopy(all, 0, rest, 0, index);
        System.arraycopy(all, index + 1, rest, index, rest.length - index);
        return rest;
    }

    private static int[] ordered(int[] all, int[] some) {
        return Arrays.stream(all).filter(l -> Arrays.stream(some).anyMatch(s -> s == l)).toArray();
    }

    /** @param assumptions negations of literals that cost */
    private void relax(int[] assumptions) {
        if (assumptions.length == 0) {
            throw new IllegalStateException("a problem with a model has none");
        }
        int[] literals = new int[assumptions.length];
        long least = Long.MAX_VALUE;
        for (int i = 0; i < literals.length; i++) {
            literals[i] = -assumptions[i];
            least = Math.min(least, weight[code(literals[i])]);
        }
        lower = lower.add(BigInteger.valueOf(least));
        for (int literal : literals) {
            weight[code(literal)] -= least;
            Counter counter = counters.get(literal);
            if (counter != null && counter.count() < counter.totalizer().size()) {
                price(counter.totalizer(), counter.count() + 1, least);
            }
        }
        add(literals);
        if (literals.length > 1) {
            pending.add(new Core(literals, least));
        }
    }

    private void add(int... clause) {
        problem.clause(clause);
        session.add(clause);
    }

    private void price(Totalizer totalizer, int count, long price) {
        int output = totalizer.atLeast(count);
        counters.put(output, new Counter(totalizer, count));
        pay(output, price);
    }

    private void count() {
        for (Core core : pending) {
            Totalizer totalizer = new Totalizer(core.literals(), problem, session);
            totalizers.add(totalizer);
            price(totalizer, 2, core.weight());
        }
        pending.clear();
    }

    // ---- what is settled

    /** What costs more than the best model does above the lower bound cannot be part of a better one. */
    private void harden() {
        BigInteger gap = upper.subtract(lower);
        long most = gap.bitLength() < Long.SIZE ? gap.longValue() : Long.MAX_VALUE;
        for (int i = 0; i < active.size(); i++) {
            int literal = active.get(i);
            if (weight[code(literal)] > most) {
                weight[code(literal)] = 0;
                add(-literal);
            }
        }
    }

    /** The best model is least: none that costs the same has a literal left that costs, nor two of a core. */
    private void settle() {
        for (int i = 0; i < active.size(); i++) {
            if (weight[code(active.get(i))] > 0) {
                problem.clause(-active.get(i));
            }
        }
        pending.forEach(core -> problem.atMostOne(core.literals()));
        best = Arrays.copyOf(best, problem.variables() + 1);
        totalizers.forEach(totalizer -> totalizer.complete(best));
    }
}

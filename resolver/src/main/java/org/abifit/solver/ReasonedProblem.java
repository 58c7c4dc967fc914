package org.abifit.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Clauses that stand for reasons, to find out which of them have no model together. Each reason has a variable that turns its clauses
 * on; assuming all of them, SAT4J says which were used, and those are then tried one by one.
 *
 * @param <R> what a reason is to the caller; compared by equals
 */
public final class ReasonedProblem<R> {
    private final int variables;
    private long conflicts;
    private final List<int[]> structure = new ArrayList<>();
    private final Map<R, List<int[]>> clauses = new LinkedHashMap<>();

    /**
     * Reasons that have no model together.
     *
     * @param reasons in the order in which they were added
     * @param minimal whether it is proven that without any one of them there is a model
     * @param <R> what a reason is
     */
    public record Core<R>(List<R> reasons, boolean minimal) {}

    /**
     * @param variables how many there are; reasons get others
     * @param conflicts how many the search may run into, all in all; the same on every machine, unlike a time
     */
    public ReasonedProblem(int variables, long conflicts) {
        this.conflicts = conflicts;
        this.variables = variables;
    }

    /** Adds a clause that always counts. */
    public void define(int... literals) {
        structure.add(literals);
    }

    /** Adds a clause that counts as long as its reason does. */
    public void require(R reason, int... literals) {
        clauses.computeIfAbsent(reason, r -> new ArrayList<>()).add(literals);
    }

    /** {@return a core; empty where there is a model, or the budget was too small to see that there is none} */
    public Optional<Core<R>> core(Budget budget) {
        try {
            List<R> all = List.copyOf(clauses.keySet());
            Session session = new Session(all);
            Optional<List<R>> used = session.core(budget, all);
            return used.isPresent() ? Optional.of(minimal(budget, used.get())) : Optional.empty();
        } catch (Budget.Spent e) {
            return Optional.empty();
        }
    }

    private Core<R> minimal(Budget budget, List<R> used) throws Budget.Spent {
        Session session = new Session(used);
        List<R> core = used;
        boolean minimal = true;
        for (R reason : used.reversed()) {
            if (core.contains(reason)) {
                List<R> without = core.stream().filter(r -> !r.equals(reason)).toList();
                Optional<List<R>> less = session.core(budget, without);
                core = less.orElse(core);
                minimal &= less.isPresent() || !session.gaveUp();
            }
        }
        return new Core<>(core, minimal);
    }

    /** Some reasons, to be turned on at will. */
    private final class Session {
        private final SatSession sat;
        private final Map<R, Integer> switches = new LinkedHashMap<>();
        private boolean gaveUp;

        Session(List<R> reasons) {
            WeightedProblem problem = new WeightedProblem();
            problem.variables(variables);
            structure.forEach(problem::clause);
            for (R reason : reasons) {
                int on = problem.variable();
                switches.put(reason, on);
                for (int[] clause : clauses.get(reason)) {
                    int[] guarded = Arrays.copyOf(clause, clause.length + 1);
                    guarded[clause.length] = -on;
                    problem.clause(guarded);
                }
            }
            sat = new SatSession(problem, new boolean[problem.variables() + 1]);
        }

        boolean gaveUp() {
            return gaveUp;
        }

        /** {@return which of these have no model together; empty where all have one, or the search gave up} */
        Optional<List<R>> core(Budget budget, List<R> reasons) throws Budget.Spent {
            int[] assumed = reasons.stream().mapToInt(switches::get).toArray();
            long before = sat.conflicts();
            SatSession.Answer answer = budget.ask(sat, assumed, Math.clamp(conflicts, 0, Integer.MAX_VALUE - 1), Integer.MAX_VALUE);
            conflicts -= sat.conflicts() - before;
            gaveUp = answer == SatSession.Answer.OUT_OF_BUDGET;
            if (answer != SatSession.Answer.UNSATISFIABLE) {
                return Optional.empty();
            }
            int[] used = sat.core();
            Arrays.sort(used);
            return Optional.of(reasons.stream().filter(r -> Arrays.binarySearch(used, switches.get(r)) >= 0).toList());
        }
    }
}

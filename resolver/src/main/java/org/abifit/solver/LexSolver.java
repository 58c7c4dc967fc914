package org.abifit.solver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/**
 * Lexicographic optimisation by descending bounds: find a model, ask for one that is better in the first objective until there is
 * none, keep that bound, go on with the next objective. Each step starts a fresh solver: problems here have hundreds of variables,
 * and a fresh solver gives the same model on every run.
 */
public final class LexSolver {
    private final int conflicts;

    /** @param conflicts how many conflicts a single search may run into; the same on every machine, unlike a time */
    public LexSolver(int conflicts) {
        this.conflicts = conflicts;
    }

    /** A bound on an objective: at most {@code most} of {@code literals}. */
    private record Bound(int[] literals, int most) {}

    /** {@return the best model, or why there is none} */
    public <R> LexOutcome solve(LexProblem<R> problem) {
        try {
            boolean[] best = model(problem, List.of(), null);
            if (best == null) {
                return new LexOutcome.Unsatisfiable();
            }
            List<Bound> kept = new ArrayList<>();
            for (int[] objective : problem.objectives()) {
                best = descend(problem, objective, kept, best);
                kept.add(new Bound(objective, cost(objective, best)));
            }
            return new LexOutcome.Optimal(best, kept.stream().map(Bound::most).toList());
        } catch (TimeoutException e) {
            return new LexOutcome.OutOfBudget();
        }
    }

    private <R> boolean[] descend(LexProblem<R> problem, int[] objective, List<Bound> kept, boolean[] start) throws TimeoutException {
        boolean[] best = start;
        while (cost(objective, best) > 0) {
            List<Bound> bounds = new ArrayList<>(kept);
            bounds.add(new Bound(objective, cost(objective, best) - 1));
            boolean[] better = model(problem, bounds, null);
            if (better == null) {
                return best;
            }
            best = better;
        }
        return best;
    }

    private static int cost(int[] literals, boolean[] values) {
        int n = 0;
        for (int literal : literals) {
            n += values[Math.abs(literal)] == literal > 0 ? 1 : 0;
        }
        return n;
    }

    /**
     * {@return reasons none of which can be left out: together they have no model, without any one of them they have}
     *
     * <p>Reasons are tried for removal in the order in which they were added, so the core is the same on every run.
     */
    public <R> List<R> core(LexProblem<R> problem) {
        Set<R> core = new LinkedHashSet<>(problem.reasons());
        int step = Math.max(1, core.size() / 8);
        while (true) {
            removeInChunks(problem, core, step);
            if (step == 1) {
                return List.copyOf(core);
            }
            step = Math.max(1, step / 4);
        }
    }

    private <R> void removeInChunks(LexProblem<R> problem, Set<R> core, int step) {
        List<R> all = new ArrayList<>(core).reversed();
        for (int i = 0; i < all.size(); i += step) {
            Set<R> chunk = new HashSet<>(all.subList(i, Math.min(all.size(), i + step)));
            Set<R> without = new HashSet<>(core);
            without.removeAll(chunk);
            try {
                if (model(problem, List.of(), without) == null) {
                    core.removeAll(chunk);
                }
            } catch (TimeoutException e) {
                continue;
            }
        }
    }

    /** {@return a model, or null; {@code reasons} (null: all) says whose clauses count} */
    private <R> boolean[] model(LexProblem<R> problem, List<Bound> bounds, Set<R> reasons) throws TimeoutException {
        ISolver solver = SolverFactory.newDefault();
        solver.newVar(problem.variables());
        solver.setTimeoutOnConflicts(conflicts);
        try {
            for (LexProblem.Clause<R> clause : problem.clauses()) {
                if (clause.reason() == null || reasons == null || reasons.contains(clause.reason())) {
                    solver.addClause(new VecInt(clause.literals()));
                }
            }
            for (Bound bound : bounds) {
                if (bound.literals().length > bound.most()) {
                    solver.addAtMost(new VecInt(bound.literals()), bound.most());
                }
            }
        } catch (ContradictionException e) {
            return null;
        }
        if (!solver.isSatisfiable()) {
            return null;
        }
        boolean[] values = new boolean[problem.variables() + 1];
        for (int literal : solver.model()) {
            values[Math.abs(literal)] = literal > 0;
        }
        return values;
    }
}

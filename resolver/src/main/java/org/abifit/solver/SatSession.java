package org.abifit.solver;

import java.util.Arrays;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.constraints.MixedDataStructureDanielWL;
import org.sat4j.minisat.core.DataStructureFactory;
import org.sat4j.minisat.core.Heap;
import org.sat4j.minisat.core.ILits;
import org.sat4j.minisat.core.IPhaseSelectionStrategy;
import org.sat4j.minisat.core.Solver;
import org.sat4j.minisat.learning.MiniSATLearning;
import org.sat4j.minisat.orders.ActivityBasedVariableComparator;
import org.sat4j.minisat.orders.VarOrderHeap;
import org.sat4j.minisat.restarts.Glucose21Restarts;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.IVecInt;
import org.sat4j.specs.TimeoutException;

/**
 * A SAT4J solver that is asked again and again: clauses and variables are added between questions, what was learnt and how often
 * variables took part in conflicts stays. Variables get the value of a wish first: what is installed, or the best model so far.
 */
final class SatSession {
    /** What a question came to. */
    enum Answer { SATISFIABLE, UNSATISFIABLE, OUT_OF_BUDGET }

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Solver<DataStructureFactory> solver;
    private final Phases phases;
    private final Limit limit = new Limit();
    private final KeptOrder order;
    private int variables;
    private boolean contradiction;
    // Only looked at: what SAT4J does to end a question must not be done by another thread.
    private volatile boolean interrupted;
    private boolean[] model = new boolean[1];
    private int[] core = new int[0];

    /**
     * @param problem its clauses and groups; objectives do not matter here
     * @param wishes by variable
     */
    SatSession(WeightedProblem problem, boolean[] wishes) {
        phases = new Phases(wishes);
        order = new KeptOrder(phases);
        MiniSATLearning<DataStructureFactory> learning = new MiniSATLearning<>();
        solver = new Solver<>(learning, new MixedDataStructureDanielWL(), order, limit);
        solver.setSimplifier(solver.EXPENSIVE_SIMPLIFICATION);
        solver.setLearnedConstraintsDeletionStrategy(solver.lbd_based);
        solver.setDBSimplificationAllowed(false);
        variables = problem.variables();
        solver.newVar(variables);
        load(problem);
    }

    private void load(WeightedProblem problem) {
        IntList clauses = problem.clauses();
        for (int at = 0; at < clauses.size(); ) {
            int length = clauses.get(at++);
            int[] literals = new int[length];
            for (int i = 0; i < length; i++) {
                literals[i] = clauses.get(at++);
            }
            add(literals);
        }
        problem.groups().forEach(this::atMostOne);
    }

    /** {@return a new variable that would rather be false} */
    int variable() {
        variables++;
        solver.newVar(variables);
        return variables;
    }

    int variables() {
        return variables;
    }

    void add(int... literals) {
        try {
            solver.addClause(new VecInt(literals));
        } catch (ContradictionException e) {
            contradiction = true;
        }
    }

    private void atMostOne(int[] literals) {
        try {
            solver.addAtMost(new VecInt(literals.clone()), 1);
        } catch (ContradictionException e) {
            contradiction = true;
        }
    }

    /**
     * {@return whether there is a model in which all these literals hold}
     *
     * @param conflicts after how many to give up
     */
    Answer solve(int[] assumptions, int conflicts) {
        return solve(assumptions, conflicts, NO_LIMIT);
    }

    /**
     * The same with a second limit: a question that takes more decisions is likely satisfiable, and to go on until all variables have a
     * value is what costs.
     */
    Answer solve(int[] assumptions, int conflicts, int decisions) {
        if (contradiction) {
            core = new int[0];
            return Answer.UNSATISFIABLE;
        }
        // SAT4J's own limit on conflicts would go on counting in later questions.
        solver.setTimeoutOnConflicts(NO_LIMIT);
        limit.set(conflicts);
        order.set(decisions);
        try {
            return solver.isSatisfiable(new VecInt(assumptions), true) ? satisfiable() : unsatisfiable();
        } catch (TimeoutException e) {
            return Answer.OUT_OF_BUDGET;
        }
    }

    Answer solve(int[] assumptions) {
        return solve(assumptions, NO_LIMIT);
    }

    private Answer satisfiable() {
        model = Arrays.copyOf(phases.wishes, variables + 1);
        for (int literal : solver.modelWithInternalVariables()) {
            if (Math.abs(literal) <= variables) {
                model[Math.abs(literal)] = literal > 0;
            }
        }
        return Answer.SATISFIABLE;
    }

    private Answer unsatisfiable() {
        IVecInt explanation = solver.unsatExplanation();
        core = explanation == null ? new int[0] : Arrays.stream(explanation.toArray()).limit(explanation.size()).distinct().toArray();
        return Answer.UNSATISFIABLE;
    }

    /** {@return values by variable, after {@link Answer#SATISFIABLE}} */
    boolean[] model() {
        return model;
    }

    /** {@return assumptions that do not go together, after {@link Answer#UNSATISFIABLE}; empty: there is no model at all} */
    int[] core() {
        return core;
    }

    /** From now on variables get these values first. */
    void wish(boolean[] values) {
        phases.wish(values);
    }

    /** Ends the question that another thread is in; it comes to {@link Answer#OUT_OF_BUDGET}. */
    void interrupt() {
        interrupted = true;
    }

    /** {@return how many conflicts there were in all questions} */
    long conflicts() {
        return limit.count;
    }

    /** Restarts see every conflict, so they can end a question after so many. */
    private final class Limit extends Glucose21Restarts {
        private static final long serialVersionUID = 1L;
        private int left;
        private long count;

        void set(int conflicts) {
            left = conflicts;
        }

        @Override
        public void newConflict() {
            count++;
            if (interrupted || left != NO_LIMIT && --left < 0) {
                solver.expireTimeout();
            }
        }
    }

    /** A variable's last value, at first the wish. */
    private static final class Phases implements IPhaseSelectionStrategy {
        private static final long serialVersionUID = 1L;
        private boolean[] wishes;

        Phases(boolean[] wishes) {
            this.wishes = wishes.clone();
        }

        void wish(boolean[] values) {
            wishes = Arrays.copyOf(values, Math.max(values.length, wishes.length));
        }

        @Override
        public int select(int variable) {
            return wishes[variable] ? variable << 1 : variable << 1 ^ 1;
        }

        @Override
        public void assignLiteral(int literal) {
            wishes[literal >> 1] = (literal & 1) == 0;
        }

        @Override
        public void init(int count) {
            wishes = count > wishes.length ? Arrays.copyOf(wishes, count) : wishes;
        }

        @Override
        public void init(int variable, int phase) {
            init(variable + 1);
        }

        @Override
        public void updateVar(int literal) {
            // Only values count.
        }

        @Override
        public void updateVarAtDecisionLevel(int literal) {
            // Only values count.
        }
    }

    /** The usual order by activity, which is kept when variables come in. */
    private final class KeptOrder extends VarOrderHeap {
        private static final long serialVersionUID = 1L;
        private int left;

        KeptOrder(IPhaseSelectionStrategy phases) {
            super(phases);
        }

        void set(int decisions) {
            left = decisions;
        }

        @Override
        public int select() {
            if (interrupted || left != NO_LIMIT && --left < 0) {
                solver.expireTimeout();
            }
            return super.select();
        }

        @Override
        public void init() {
            ILits literals = lits;
            int room = literals.nVars() + 1;
            activity = activity.length < room ? Arrays.copyOf(activity, room) : activity;
            phaseStrategy.init(room);
            activity[0] = -1;
            heap = new Heap(new ActivityBasedVariableComparator(activity));
            heap.setBounds(room);
            for (int v = 1; v < room; v++) {
                if (literals.belongsToPool(v)) {
                    heap.insert(v);
                }
            }
        }
    }
}

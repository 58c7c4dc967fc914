package org.abifit.solver;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Clauses over numbered variables, each standing for a reason or for the structure of the problem, and objectives to be minimised
 * one after the other. Literals are as in DIMACS: {@code 3} is variable 3, {@code -3} its negation.
 *
 * @param <R> what a reason is to the caller
 */
public final class LexProblem<R> {
    private int variables;
    private final List<Clause<R>> clauses = new ArrayList<>();
    private final Set<List<Integer>> known = new LinkedHashSet<>();
    private final List<int[]> objectives = new ArrayList<>();

    /** A clause and what it stands for; {@code reason} is null for structure. */
    record Clause<R>(int[] literals, R reason) {}

    /** {@return a new variable} */
    public int variable() {
        return ++variables;
    }

    /** Adds a clause that defines what variables mean; it never is a reason. */
    public void define(int... literals) {
        clauses.add(new Clause<>(literals.clone(), null));
    }

    /**
     * Adds a clause that stands for a reason.
     *
     * @return false when the very clause is there already
     */
    public boolean require(R reason, int... literals) {
        if (!known.add(IntStream.of(literals).sorted().boxed().toList())) {
            return false;
        }
        clauses.add(new Clause<>(literals.clone(), reason));
        return true;
    }

    /** Adds an objective: the fewer of these literals are true, the better. Objectives added earlier come first. */
    public void minimise(int... literals) {
        objectives.add(literals.clone());
    }

    /** Takes all objectives back, to add others. */
    public void forgetObjectives() {
        objectives.clear();
    }

    /** {@return the same problem, to which other clauses can be added} */
    public LexProblem<R> copy() {
        LexProblem<R> copy = new LexProblem<>();
        copy.variables = variables;
        copy.clauses.addAll(clauses);
        copy.known.addAll(known);
        copy.objectives.addAll(objectives);
        return copy;
    }

    int variables() {
        return variables;
    }

    List<Clause<R>> clauses() {
        return clauses;
    }

    List<int[]> objectives() {
        return objectives;
    }

    /** {@return the reasons, without repeats, in the order in which they were added} */
    List<R> reasons() {
        Set<R> reasons = new LinkedHashSet<>();
        clauses.forEach(c -> {
            if (c.reason() != null) {
                reasons.add(c.reason());
            }
        });
        return List.copyOf(reasons);
    }
}

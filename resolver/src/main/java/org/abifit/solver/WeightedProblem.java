package org.abifit.solver;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Clauses and at-most-one groups over numbered variables, and sums to be made small one after the other. Literals are as in
 * DIMACS: {@code 3} is variable 3, {@code -3} its negation.
 */
public final class WeightedProblem {
    private int variables;
    private boolean contradiction;
    /** One clause after the other: its length, then its literals. */
    private final IntList clauses;
    private int clauseCount;
    private final List<int[]> groups;
    private final List<Objective> objectives = new ArrayList<>();

    /** Nothing so far. */
    public WeightedProblem() {
        clauses = new IntList();
        groups = new ArrayList<>();
    }

    private WeightedProblem(WeightedProblem of) {
        variables = of.variables;
        contradiction = of.contradiction;
        clauses = of.clauses;
        clauseCount = of.clauseCount;
        groups = of.groups;
    }

    /** {@return a new variable} */
    public int variable() {
        return ++variables;
    }

    /** Adds variables, so that there are so many. */
    public void variables(int count) {
        variables = Math.max(variables, count);
    }

    /** At least one of these holds. The empty clause is a contradiction. */
    public void clause(int... literals) {
        contradiction |= literals.length == 0;
        clauses.add(literals.length);
        clauses.addAll(literals);
        clauseCount++;
    }

    /** At least one of these holds. */
    public void clause(IntList literals) {
        contradiction |= literals.isEmpty();
        clauses.add(literals.size());
        for (int i = 0; i < literals.size(); i++) {
            clauses.add(literals.get(i));
        }
        clauseCount++;
    }

    /** At most one of these holds; no literal stands twice. */
    public void atMostOne(int... literals) {
        if (literals.length == 2) {
            clause(-literals[0], -literals[1]);
        } else if (literals.length > 2) {
            groups.add(literals.clone());
        }
    }

    /** Adds an objective behind those that are there. */
    public void minimise(Objective objective) {
        objectives.add(objective);
    }

    /** {@return what a model costs, by objective} */
    public List<BigInteger> costs(boolean[] model) {
        return objectives.stream().map(objective -> objective.cost(model)).toList();
    }

    /** {@return how many variables there are} */
    public int variables() {
        return variables;
    }

    /** {@return how many clauses there are} */
    public int clauseCount() {
        return clauseCount;
    }

    /** {@return how many literals all clauses have} */
    public int literalCount() {
        return clauses.size() - clauseCount;
    }

    /** {@return the same without the objectives up to an index; what is added to the one is added to the other} */
    WeightedProblem after(int index) {
        WeightedProblem rest = new WeightedProblem(this);
        rest.objectives.addAll(objectives.subList(index + 1, objectives.size()));
        return rest;
    }

    boolean contradiction() {
        return contradiction;
    }

    IntList clauses() {
        return clauses;
    }

    List<int[]> groups() {
        return groups;
    }

    List<Objective> objectives() {
        return objectives;
    }
}

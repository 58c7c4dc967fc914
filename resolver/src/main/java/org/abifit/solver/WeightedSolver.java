package org.abifit.solver;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The best model of a {@link WeightedProblem}, objectives lexicographically. One straight line, repeated for each part and each
 * objective: simplify, take apart, minimise the first objective of each part, hold that cost, and go on with the rest.
 */
public final class WeightedSolver {
    private final Budget budget;
    private final Ideas ideas;
    private final Consumer<boolean[]> better;

    /**
     * @param better is told of each first model of the whole
     */
    public WeightedSolver(Budget budget, Ideas ideas, Consumer<boolean[]> better) {
        this.budget = budget;
        this.ideas = ideas;
        this.better = better;
    }

    /** The best model of a part, and whether that is proven; costs and bounds by objective. */
    private record Part(boolean[] model, List<BigInteger> costs, List<BigInteger> bounds, boolean proven) {}

    /**
     * {@return the best model, as far as the budget goes}
     *
     * @param wishes by variable: which value is likely good
     */
    public WeightedOutcome solve(WeightedProblem problem, boolean[] wishes) {
        try {
            Optional<boolean[]> first = anyModel(problem, wishes);
            if (first.isEmpty()) {
                return new WeightedOutcome.Unsatisfiable();
            }
            better.accept(first.get());
            Part part = whole(problem, first.get());
            return new WeightedOutcome.Found(part.model(), part.costs(), part.bounds(), part.proven());
        } catch (Budget.Spent e) {
            return new WeightedOutcome.OutOfBudget();
        }
    }

    private Optional<boolean[]> anyModel(WeightedProblem problem, boolean[] wishes) throws Budget.Spent {
        Simplified simplified = Simplifier.simplify(problem, ideas);
        if (simplified == null) {
            return Optional.empty();
        }
        boolean[] model = simplified.fixed().clone();
        if (ideas.uses(Ideas.Idea.HALL) && simplified.components().stream().anyMatch(Hall::refutes)) {
            return Optional.empty();
        }
        for (int c = 0; c < simplified.components().size(); c++) {
            SatSession session = new SatSession(simplified.components().get(c), simplified.restrict(c, wishes));
            if (budget.ask(session) != SatSession.Answer.SATISFIABLE) {
                return Optional.empty();
            }
            simplified.restore(c, session.model(), model);
        }
        return Optional.of(model);
    }

    /** {@return the best of a problem of which a model is known} */
    private Part whole(WeightedProblem problem, boolean[] known) {
        Simplified simplified = Simplifier.simplify(problem, ideas);
        boolean[] model = simplified.fixed().clone();
        List<BigInteger> costs = new ArrayList<>(simplified.constants());
        List<BigInteger> bounds = new ArrayList<>(simplified.constants());
        boolean proven = true;
        for (int c = 0; c < simplified.components().size(); c++) {
            Part part = component(simplified.components().get(c), simplified.restrict(c, known));
            simplified.restore(c, part.model(), model);
            for (int o = 0; o < costs.size(); o++) {
                costs.set(o, costs.get(o).add(part.costs().get(o)));
                bounds.set(o, bounds.get(o).add(part.bounds().get(o)));
            }
            proven &= part.proven();
        }
        return new Part(model, costs, bounds, proven);
    }

    private Part component(WeightedProblem problem, boolean[] known) {
        int first = 0;
        while (first < problem.objectives().size() && problem.objectives().get(first).literals().length == 0) {
            first++;
        }
        return first == problem.objectives().size() ? evaluated(problem, known, true) : covered(problem, known, first);
    }

    /** Where the search for a cover gives up, what it found is a start for the one that goes by cores. */
    private Part covered(WeightedProblem problem, boolean[] known, int first) {
        Optional<CoverSearch.Found> found = ideas.uses(Ideas.Idea.COVER) ? CoverSearch.search(problem, known, budget) : Optional.empty();
        if (found.isPresent() && found.get().proven()) {
            return evaluated(problem, found.get().model(), true);
        }
        return optimum(problem, found.isPresent() ? found.get().model() : known, first);
    }

    private Part optimum(WeightedProblem problem, boolean[] known, int index) {
        CoreGuided search = new CoreGuided(problem, problem.objectives().get(index), known, budget, ideas);
        try {
            search.run();
        } catch (Budget.Spent e) {
            Part part = evaluated(problem, Arrays.copyOf(search.best(), known.length), false);
            part.bounds().set(index, search.lower());
            return part;
        }
        WeightedProblem rest = problem.after(index);
        Part part = rest.objectives().isEmpty() ? new Part(search.best(), List.of(), List.of(), true) : whole(rest, search.best());
        return joined(problem, index, search.upper(), part);
    }

    private static Part joined(WeightedProblem problem, int index, BigInteger cost, Part rest) {
        List<BigInteger> costs = new ArrayList<>();
        List<BigInteger> bounds = new ArrayList<>();
        for (int o = 0; o < index; o++) {
            costs.add(problem.objectives().get(o).constant());
            bounds.add(problem.objectives().get(o).constant());
        }
        costs.add(cost);
        bounds.add(cost);
        costs.addAll(rest.costs());
        bounds.addAll(rest.bounds());
        return new Part(rest.model(), costs, bounds, rest.proven());
    }

    private static Part evaluated(WeightedProblem problem, boolean[] model, boolean proven) {
        List<BigInteger> costs = new ArrayList<>();
        List<BigInteger> bounds = new ArrayList<>();
        for (Objective objective : problem.objectives()) {
            costs.add(objective.cost(model));
            bounds.add(proven ? objective.cost(model) : objective.constant());
        }
        return new Part(model, costs, bounds, proven);
    }
}

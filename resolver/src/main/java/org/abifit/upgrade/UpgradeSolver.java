package org.abifit.upgrade;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.PackedDocument;
import org.abifit.solver.Budget;
import org.abifit.solver.Ideas;
import org.abifit.solver.WeightedOutcome;
import org.abifit.solver.WeightedProblem;
import org.abifit.solver.WeightedSolver;

/**
 * The best solution of an upgrade problem: the cone of packages that can matter, as clauses, to the engine, and back. What it says is
 * for others to judge.
 */
public final class UpgradeSolver {
    private final PackedDocument document;
    private final Criteria criteria;
    private final Cone cone;
    private final WeightedProblem problem;

    private UpgradeSolver(PackedDocument document, Criteria criteria, Ideas ideas) {
        this.document = document;
        this.criteria = criteria;
        Matcher matcher = new Matcher(document);
        cone = Cone.of(document, matcher, Reach.of(criteria, ideas));
        Encoding encoding = new Encoding(document, matcher, cone, ideas.uses(Ideas.Idea.AMO));
        new CriteriaEncoding(document, matcher, cone, encoding).write(criteria);
        problem = encoding.problem();
    }

    /**
     * {@return the best solution, or why there is none}
     *
     * @param first is told of a first solution, as soon as there is one
     */
    public static UpgradeAnswer solve(PackedDocument document, Criteria criteria, Budget budget, Ideas ideas, Consumer<int[]> first) {
        return new UpgradeSolver(document, criteria, ideas).solve(budget, ideas, first);
    }

    private UpgradeAnswer solve(Budget budget, Ideas ideas, Consumer<int[]> first) {
        WeightedSolver solver = new WeightedSolver(budget, ideas, model -> first.accept(packages(model)));
        return switch (solver.solve(problem, ideas.uses(Ideas.Idea.WARM) ? wishes() : new boolean[problem.variables() + 1])) {
            case WeightedOutcome.Found(boolean[] model, List<BigInteger> costs, List<BigInteger> bounds, boolean proven) ->
                new UpgradeAnswer.Solved(packages(model), signed(costs), signed(bounds), proven);
            case WeightedOutcome.Unsatisfiable u -> new UpgradeAnswer.Unsolvable();
            case WeightedOutcome.OutOfBudget o -> new UpgradeAnswer.Undecided();
        };
    }

    private List<BigInteger> signed(List<BigInteger> costs) {
        List<BigInteger> values = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            values.add(criteria.items().get(i).maximise() ? costs.get(i).negate() : costs.get(i));
        }
        return values;
    }

    private int[] packages(boolean[] model) {
        int[] packages = new int[cone.size()];
        int size = 0;
        for (int at = 1; at <= cone.size(); at++) {
            if (model[at]) {
                packages[size++] = cone.pack(at);
            }
        }
        int[] sorted = Arrays.copyOf(packages, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** What is installed stays; where what is new is better, the newest of what is installed. */
    private boolean[] wishes() {
        boolean fresh = prefersNewest();
        boolean[] wishes = new boolean[problem.variables() + 1];
        for (int pack : document.installed()) {
            int wish = fresh ? document.newest(document.name(pack)) : pack;
            wishes[cone.number(wish)] = true;
        }
        wishes[0] = false;
        return wishes;
    }

    private boolean prefersNewest() {
        for (Criteria.Item item : criteria.items()) {
            switch (item.measure()) {
                case Criteria.Names(Criteria.Change change) when change == Criteria.Change.CHANGED -> {
                    return false;
                }
                case Criteria.Names(Criteria.Change change) when change == Criteria.Change.NOT_UP_TO_DATE -> {
                    return !item.maximise();
                }
                case Criteria.OutOfDate outOfDate -> {
                    return !item.maximise();
                }
                case Criteria.Names names -> { }
                case Criteria.Count count -> { }
                case Criteria.Sum sum -> { }
                case Criteria.Unsatisfied unsatisfied -> { }
                case Criteria.Aligned aligned -> { }
                case Criteria.Weighted weighted -> { }
            }
        }
        return false;
    }
}

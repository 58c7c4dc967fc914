package org.abifit.upgrade;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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
    private final Encoding encoding;
    private final WeightedProblem problem;

    private UpgradeSolver(PackedDocument document, Criteria criteria, Ideas ideas) {
        this.document = document;
        this.criteria = criteria;
        Matcher matcher = new Matcher(document);
        cone = Cone.of(document, matcher, Reach.of(criteria, ideas));
        encoding = new Encoding(document, matcher, cone, ideas.uses(Ideas.Idea.AMO));
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

    /**
     * {@return the packages that the best solutions are made of, and those that are installed: a document of them alone has the same
     * verdict and the same best costs, and its solutions are solutions of the whole; ascending}
     */
    public static Reduction reduce(PackedDocument document, Criteria criteria, Ideas ideas) {
        UpgradeSolver solver = new UpgradeSolver(document, criteria, ideas);
        boolean[] kept = new boolean[document.size()];
        for (int pack : document.installed()) {
            kept[pack] = true;
        }
        for (int at = 1; at <= solver.cone.size(); at++) {
            kept[solver.cone.pack(at)] = true;
        }
        // Whether a package is out of date is a matter of the newest of its name, wherever that is.
        for (int pack = 0; pack < kept.length; pack++) {
            kept[document.newest(document.name(pack))] |= kept[pack];
        }
        int[] packages = IntStream.range(0, kept.length).filter(p -> kept[p]).toArray();
        WeightedProblem problem = solver.problem;
        return new Reduction(packages, solver.cone.size(), problem.variables(), problem.clauseCount(), problem.literalCount());
    }

    /**
     * What a problem can be reduced to.
     *
     * @param packages what is left, as numbers of the document, ascending
     * @param cone how many of them can be part of a best solution
     * @param variables how many variables these give, those of criteria included
     * @param clauses how many clauses
     * @param literals how many literals the clauses have
     */
    public record Reduction(int[] packages, int cone, int variables, int clauses, int literals) {}

    private UpgradeAnswer solve(Budget budget, Ideas ideas, Consumer<int[]> first) {
        WeightedSolver solver = new WeightedSolver(budget, ideas, model -> first.accept(packages(model)));
        return switch (solver.solve(problem, ideas.uses(Ideas.Idea.WARM) ? wishes() : new boolean[problem.variables() + 1])) {
            case WeightedOutcome.Found(boolean[] model, List<BigInteger> costs, List<BigInteger> bounds, boolean proven) ->
                proven ? new UpgradeAnswer.Solved(packages(model), signed(costs), signed(bounds), true) : early(model, bounds);
            case WeightedOutcome.Unsatisfiable u -> new UpgradeAnswer.Unsolvable();
            case WeightedOutcome.OutOfBudget o -> new UpgradeAnswer.Undecided();
        };
    }

    private UpgradeAnswer early(boolean[] model, List<BigInteger> bounds) {
        encoding.complete(model);
        List<BigInteger> costs = problem.costs(model);
        return new UpgradeAnswer.Solved(packages(model), signed(costs), signed(bounds), costs.equals(bounds));
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

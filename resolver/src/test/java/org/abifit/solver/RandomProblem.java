package org.abifit.solver;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A random problem, kept as plain lists, which it is judged by. */
record RandomProblem(int variables, List<int[]> clauses, List<int[]> groups, List<Objective> objectives) {

    /** Each clause holds literals that cost, in one objective or in several. */
    static RandomProblem covering(Random random, int variables, int clauses, int longest) {
        RandomProblem problem = new RandomProblem(variables, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int[] signs = problem.signs(random);
        for (int c = 0; c < clauses; c++) {
            problem.clauses.add(problem.some(random, 2 + random.nextInt(longest - 1), signs));
        }
        if (random.nextInt(3) == 0 && variables > 3) {
            problem.groups.add(Arrays.stream(problem.some(random, 3 + random.nextInt(2), signs)).map(l -> -l).toArray());
        }
        problem.objectives.add(problem.sum(random, signs, 1 + random.nextInt(2) * random.nextInt(12)));
        for (int more = random.nextInt(3); more > 0; more--) {
            problem.objectives.add(problem.sum(random, problem.signs(random), 1 + random.nextInt(5)));
        }
        return problem;
    }

    /** Packages that are recommended and exclude each other: what is not there is paid for, and then what is there, too. */
    static RandomProblem recommending(Random random, int packages, int conflicts, boolean weighted) {
        RandomProblem problem = new RandomProblem(2 * packages, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int p = 1; p <= packages; p++) {
            problem.clauses.add(random.nextInt(8) > 0 ? new int[] {p, packages + p} : new int[] {p, 1 + random.nextInt(packages), packages + p});
        }
        for (int c = 0; c < conflicts; c++) {
            problem.clauses.add(random.ints(1, packages + 1).distinct().limit(2).map(p -> -p).toArray());
        }
        int[] recommendations = new int[packages];
        Arrays.setAll(recommendations, p -> packages + p + 1);
        problem.objectives.add(new Objective(recommendations, random.longs(packages, 1, weighted ? 5 : 2).toArray(), BigInteger.ONE));
        int[] all = new int[packages];
        Arrays.setAll(all, p -> p + 1);
        problem.objectives.add(new Objective(all, random.longs(packages, 1, 9).toArray(), BigInteger.ZERO));
        return problem;
    }

    /** Anything: clauses, groups and objectives of either sign. */
    static RandomProblem any(Random random, int variables, int clauses) {
        RandomProblem problem = new RandomProblem(variables, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int c = 0; c < clauses; c++) {
            problem.clauses.add(problem.some(random, 1 + random.nextInt(4), problem.signs(random)));
        }
        for (int g = random.nextInt(3); g > 0; g--) {
            problem.groups.add(problem.some(random, 2 + random.nextInt(4), problem.signs(random)));
        }
        for (int o = random.nextInt(4); o > 0; o--) {
            problem.objectives.add(problem.sum(random, problem.signs(random), 1 + random.nextInt(6)));
        }
        return problem;
    }

    /** Few clauses of one polarity mostly, and much that excludes each other. */
    static RandomProblem crowded(Random random, int variables) {
        RandomProblem problem = new RandomProblem(variables, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int[] signs = problem.signs(random);
        for (int c = 1 + random.nextInt(5); c > 0; c--) {
            problem.clauses.add(problem.some(random, 1 + random.nextInt(3), random.nextInt(4) > 0 ? signs : problem.signs(random)));
        }
        for (int pair = random.nextInt(10); pair > 0; pair--) {
            problem.clauses.add(Arrays.stream(problem.some(random, 2, signs)).map(l -> -l).toArray());
        }
        for (int g = random.nextInt(3); g > 0; g--) {
            problem.groups.add(problem.some(random, 3 + random.nextInt(3), signs));
        }
        return problem;
    }

    private int[] signs(Random random) {
        return random.ints(variables + 1, 0, 2).map(b -> 2 * b - 1).toArray();
    }

    private int[] some(Random random, int count, int[] signs) {
        return random.ints(1, variables + 1).distinct().limit(Math.min(count, variables)).map(v -> signs[v] * v).toArray();
    }

    private Objective sum(Random random, int[] signs, int heaviest) {
        int[] literals = new int[variables];
        Arrays.setAll(literals, v -> signs[v + 1] * (v + 1));
        return new Objective(literals, random.longs(variables, 1, heaviest + 1).toArray(), BigInteger.valueOf(random.nextInt(3)));
    }

    /** {@return the same for a solver, anew: searches add to it} */
    WeightedProblem problem() {
        WeightedProblem problem = new WeightedProblem();
        problem.variables(variables);
        clauses.forEach(problem::clause);
        groups.forEach(problem::atMostOne);
        objectives.forEach(problem::minimise);
        return problem;
    }

    boolean holds(boolean[] model) {
        return clauses.stream().allMatch(c -> trues(c, model) > 0) && groups.stream().allMatch(g -> trues(g, model) < 2);
    }

    private static long trues(int[] literals, boolean[] model) {
        return Arrays.stream(literals).filter(l -> model[Math.abs(l)] == l > 0).count();
    }

    List<BigInteger> costs(boolean[] model) {
        return objectives.stream().map(o -> o.cost(model)).toList();
    }

    /** {@return the least costs of all models, by trying them} */
    Optional<List<BigInteger>> best() {
        List<BigInteger> best = null;
        for (int mask = 0; mask < 1 << variables; mask++) {
            boolean[] model = new boolean[variables + 1];
            for (int v = 1; v <= variables; v++) {
                model[v] = (mask >> v - 1 & 1) == 1;
            }
            if (holds(model) && (best == null || compare(costs(model), best) < 0)) {
                best = costs(model);
            }
        }
        return Optional.ofNullable(best);
    }

    static int compare(List<BigInteger> a, List<BigInteger> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return a.get(i).compareTo(b.get(i));
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return clauses.stream().map(Arrays::toString).toList() + " " + groups.stream().map(Arrays::toString).toList() + " "
                + objectives.stream().map(o -> Arrays.toString(o.literals()) + Arrays.toString(o.weights())).toList();
    }
}

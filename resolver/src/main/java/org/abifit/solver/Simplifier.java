package org.abifit.solver;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What needs no search: units are propagated, and a variable that only one side wants gets that side's value. "Wants" counts
 * clauses, groups and objectives: if nothing needs x true, and the first objective that mentions x does not mind it false, then
 * from any model with x true one gets another, not worse, by making x false. What is left falls into components that share no
 * variable; the lexicographic optimum of the whole is the sum of the components' optima.
 */
final class Simplifier {
    private final WeightedProblem problem;
    private final boolean wants;
    private final boolean apart;
    private final int[] clauses;
    private final int[] start;
    private final int[] open;
    private final boolean[] satisfied;
    /** By literal code: the clauses it stands in. */
    private final int[] from;
    private final int[] in;
    /** By literal code: in how many open clauses it stands; for negative codes groups count, too. */
    private final int[] needed;
    private final int[] groupFrom;
    private final int[] groupIn;
    private final int[] groupOpen;
    /** By literal code: whether the first objective that mentions the variable is worse when the literal is true. */
    private final boolean[] costly;
    private final byte[] value;
    private final IntList queue = new IntList();
    private final IntList unwanted = new IntList();
    private boolean conflict;

    private Simplifier(WeightedProblem problem, Ideas ideas) {
        this.problem = problem;
        this.wants = ideas.uses(Ideas.Idea.FORCED);
        this.apart = ideas.uses(Ideas.Idea.COMPONENTS);
        this.clauses = problem.clauses().toArray();
        int count = problem.clauseCount();
        start = new int[count];
        open = new int[count];
        satisfied = new boolean[count];
        int codes = 2 * problem.variables() + 2;
        from = new int[codes + 1];
        needed = new int[codes];
        value = new byte[problem.variables() + 1];
        in = occurrences(count);
        groupFrom = new int[codes + 1];
        groupOpen = new int[problem.groups().size()];
        groupIn = groupOccurrences();
        costly = costly(codes);
    }

    /** {@return what is left to be decided; null where there is no model} */
    static Simplified simplify(WeightedProblem problem, Ideas ideas) {
        if (problem.contradiction()) {
            return null;
        }
        Simplifier simplifier = new Simplifier(problem, ideas);
        return simplifier.run() ? simplifier.result() : null;
    }

    /** {@return an index for a literal: even for positive ones} */
    private static int code(int literal) {
        return literal > 0 ? 2 * literal : -2 * literal + 1;
    }

    private int[] occurrences(int count) {
        for (int c = 0, at = 0; c < count; c++) {
            start[c] = at + 1;
            open[c] = clauses[at];
            for (int i = 0; i < open[c]; i++) {
                from[code(clauses[at + 1 + i]) + 1]++;
            }
            at += 1 + open[c];
        }
        return fill(from, next -> {
            for (int c = 0; c < count; c++) {
                for (int i = start[c]; i < start[c] + open[c]; i++) {
                    int code = code(clauses[i]);
                    needed[code]++;
                    next.put(code, c);
                }
            }
        });
    }

    private int[] groupOccurrences() {
        List<int[]> groups = problem.groups();
        for (int[] group : groups) {
            for (int literal : group) {
                groupFrom[code(literal) + 1]++;
            }
        }
        return fill(groupFrom, next -> {
            for (int g = 0; g < groups.size(); g++) {
                groupOpen[g] = groups.get(g).length;
                for (int literal : groups.get(g)) {
                    needed[code(-literal)]++;
                    next.put(code(literal), g);
                }
            }
        });
    }

    private interface Put {
        void put(int code, int what);
    }

    private static int[] fill(int[] from, java.util.function.Consumer<Put> filler) {
        for (int i = 1; i < from.length; i++) {
            from[i] += from[i - 1];
        }
        int[] all = new int[from[from.length - 1]];
        int[] next = Arrays.copyOf(from, from.length);
        filler.accept((code, what) -> all[next[code]++] = what);
        return all;
    }

    private boolean[] costly(int codes) {
        boolean[] is = new boolean[codes];
        boolean[] seen = new boolean[codes / 2];
        for (Objective objective : problem.objectives()) {
            for (int literal : objective.literals()) {
                if (!seen[Math.abs(literal)]) {
                    seen[Math.abs(literal)] = true;
                    is[code(literal)] = true;
                }
            }
        }
        return is;
    }

    private boolean run() {
        for (int c = 0; c < start.length; c++) {
            if (open[c] == 1) {
                assign(clauses[start[c]]);
            }
        }
        for (int v = 1; v < value.length; v++) {
            unwanted.add(v);
        }
        propagate();
        while (!conflict && !unwanted.isEmpty()) {
            settle(unwanted.removeLast());
            propagate();
        }
        return !conflict;
    }

    private void settle(int v) {
        if (value[v] != 0 || !wants) {
            return;
        }
        if (needed[code(v)] == 0 && !costly[code(-v)]) {
            assign(-v);
        } else if (needed[code(-v)] == 0 && !costly[code(v)]) {
            assign(v);
        }
    }

    private void assign(int literal) {
        byte wanted = (byte) (literal > 0 ? 1 : -1);
        int v = Math.abs(literal);
        if (value[v] == 0) {
            value[v] = wanted;
            queue.add(literal);
        } else {
            conflict |= value[v] != wanted;
        }
    }

    private void propagate() {
        for (int i = 0; i < queue.size() && !conflict; i++) {
            int literal = queue.get(i);
            satisfy(code(literal));
            shorten(code(-literal));
            groups(literal);
        }
        queue.clear();
    }

    private void satisfy(int code) {
        for (int i = from[code]; i < from[code + 1]; i++) {
            int c = in[i];
            if (!satisfied[c]) {
                satisfied[c] = true;
                for (int at = start[c]; at < end(c); at++) {
                    release(clauses[at]);
                }
            }
        }
    }

    private int end(int c) {
        return start[c] + clauses[start[c] - 1];
    }

    /** One place less that needs the literal. */
    private void release(int literal) {
        if (--needed[code(literal)] == 0 && value[Math.abs(literal)] == 0) {
            unwanted.add(Math.abs(literal));
        }
    }

    private void shorten(int code) {
        for (int i = from[code]; i < from[code + 1]; i++) {
            int c = in[i];
            if (!satisfied[c] && --open[c] <= 1) {
                lastOf(c);
            }
        }
    }

    private void lastOf(int c) {
        for (int at = start[c]; at < end(c); at++) {
            if (isOpenOrTrue(clauses[at])) {
                assign(clauses[at]);
                return;
            }
        }
        conflict = true;
    }

    private boolean isOpenOrTrue(int literal) {
        int held = value[Math.abs(literal)];
        return held == 0 || held > 0 == literal > 0;
    }

    private void groups(int literal) {
        for (int i = groupFrom[code(literal)]; i < groupFrom[code(literal) + 1]; i++) {
            for (int other : problem.groups().get(groupIn[i])) {
                if (other != literal) {
                    assign(-other);
                }
            }
        }
        for (int i = groupFrom[code(-literal)]; i < groupFrom[code(-literal) + 1]; i++) {
            int g = groupIn[i];
            if (--groupOpen[g] == 1) {
                for (int other : problem.groups().get(g)) {
                    if (value[Math.abs(other)] == 0) {
                        release(-other);
                    }
                }
            }
        }
    }

    // ---- what is left

    private Simplified result() {
        int[] root = new int[value.length];
        for (int v = 0; v < root.length; v++) {
            root[v] = apart ? v : 0;
        }
        for (int c = 0; c < start.length; c++) {
            if (!satisfied[c]) {
                join(root, clauses, start[c], end(c));
            }
        }
        for (int[] group : problem.groups()) {
            join(root, group, 0, group.length);
        }
        return parts(root);
    }

    private void join(int[] root, int[] literals, int begin, int end) {
        int first = 0;
        for (int i = begin; i < end; i++) {
            int v = Math.abs(literals[i]);
            if (value[v] == 0) {
                int r = find(root, v);
                first = first == 0 ? r : first;
                root[r] = first;
            }
        }
    }

    private static int find(int[] root, int v) {
        int at = v;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    /** Variables that nothing needs and that stand in one objective only are settled already, unless nothing is settled here. */
    private Simplified parts(int[] root) {
        int[] part = new int[value.length];
        List<IntList> members = new ArrayList<>();
        int[] local = new int[value.length];
        for (int v = 1; v < value.length; v++) {
            if (value[v] == 0) {
                int r = find(root, v);
                if (part[r] == 0) {
                    members.add(new IntList());
                    part[r] = members.size();
                }
                part[v] = part[r];
                members.get(part[v] - 1).add(v);
                local[v] = members.get(part[v] - 1).size();
            }
        }
        List<WeightedProblem> problems = new ArrayList<>();
        for (IntList list : members) {
            WeightedProblem one = new WeightedProblem();
            one.variables(list.size());
            problems.add(one);
        }
        fillClauses(part, local, problems);
        fillGroups(part, local, problems);
        List<BigInteger> constants = fillObjectives(part, local, problems);
        boolean[] fixed = new boolean[value.length];
        for (int v = 1; v < value.length; v++) {
            fixed[v] = value[v] > 0;
        }
        List<int[]> variables = members.stream().map(IntList::toArray).toList();
        return new Simplified(fixed, value, constants, problems, variables);
    }

    private void fillClauses(int[] part, int[] local, List<WeightedProblem> problems) {
        IntList clause = new IntList();
        for (int c = 0; c < start.length; c++) {
            if (!satisfied[c]) {
                clause.clear();
                int to = 0;
                for (int at = start[c]; at < end(c); at++) {
                    int v = Math.abs(clauses[at]);
                    if (value[v] == 0) {
                        to = part[v];
                        clause.add(clauses[at] > 0 ? local[v] : -local[v]);
                    }
                }
                problems.get(to - 1).clause(clause);
            }
        }
    }

    private void fillGroups(int[] part, int[] local, List<WeightedProblem> problems) {
        for (int[] group : problem.groups()) {
            IntList left = new IntList();
            int to = 0;
            for (int literal : group) {
                int v = Math.abs(literal);
                if (value[v] == 0) {
                    to = part[v];
                    left.add(literal > 0 ? local[v] : -local[v]);
                }
            }
            if (left.size() > 1) {
                problems.get(to - 1).atMostOne(left.toArray());
            }
        }
    }

    /** {@return what the settled variables cost, by objective} */
    private List<BigInteger> fillObjectives(int[] part, int[] local, List<WeightedProblem> problems) {
        List<BigInteger> constants = new ArrayList<>();
        for (Objective objective : problem.objectives()) {
            IntList[] literals = new IntList[problems.size()];
            BigInteger sum = objective.constant();
            long[] weights = new long[value.length];
            for (int i = 0; i < objective.literals().length; i++) {
                int literal = objective.literals()[i];
                int v = Math.abs(literal);
                if (value[v] != 0) {
                    sum = value[v] > 0 == literal > 0 ? sum.add(BigInteger.valueOf(objective.weights()[i])) : sum;
                } else {
                    IntList into = literals[part[v] - 1] == null ? literals[part[v] - 1] = new IntList() : literals[part[v] - 1];
                    into.add(literal);
                    weights[v] = objective.weights()[i];
                }
            }
            constants.add(sum);
            for (int p = 0; p < literals.length; p++) {
                problems.get(p).minimise(objective(literals[p], weights, local));
            }
        }
        return constants;
    }

    private static Objective objective(IntList literals, long[] weights, int[] local) {
        int size = literals == null ? 0 : literals.size();
        int[] renamed = new int[size];
        long[] weight = new long[size];
        for (int i = 0; i < size; i++) {
            int literal = literals.get(i);
            renamed[i] = literal > 0 ? local[literal] : -local[-literal];
            weight[i] = weights[Math.abs(literal)];
        }
        return new Objective(renamed, weight, BigInteger.ZERO);
    }
}

package org.abifit.solver;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A quick look for pigeons without holes: a search for a model needs exponentially long to see that ten packages of which each asks
 * for a seat of its own do not fit on nine. Take clauses that share no literal, and give each of their literals a group at most one of
 * which is true. In a model each of these clauses has a true literal, and no two such literals lie in one group: so each clause
 * gets a group of its own. Where no matching gives each clause one (Hall's condition), there is no model.
 *
 * <p>The converse does not hold: where this finds nothing, there may be no model all the same.
 */
final class Hall {
    private static final int MOST_STEPS = 2_000_000;

    private final WeightedProblem problem;
    private final IntList clauses;
    /** By literal code: what cannot be true with it, as clauses of two say. */
    private final int[] from;
    private final int[] excluded;
    /** By literal code: whether something excludes it. */
    private final boolean[] exclusive;
    /** By literal code: where the clause begins in which it was chosen, and 1 more, as all is 0 where there is nothing. */
    private final int[] clauseOf;
    /** By literal code: the number of its group. */
    private final int[] groupOf;
    private final IntList chosen = new IntList();
    private int groups;
    private int steps = MOST_STEPS;

    private Hall(WeightedProblem problem) {
        this.problem = problem;
        this.clauses = problem.clauses();
        int codes = 2 * problem.variables() + 2;
        from = new int[codes + 1];
        exclusive = new boolean[codes];
        clauseOf = new int[codes];
        groupOf = new int[codes];
        excluded = excluded();
        problem.groups().forEach(group -> Arrays.stream(group).forEach(literal -> exclusive[code(literal)] = true));
    }

    /** {@return whether this shows that there is no model} */
    static boolean refutes(WeightedProblem problem) {
        Hall hall = new Hall(problem);
        hall.choose();
        if (hall.chosen.size() < 2) {
            return false;
        }
        hall.problem.groups().forEach(hall::group);
        hall.cliques();
        return !hall.matches();
    }

    private static int code(int literal) {
        return literal > 0 ? 2 * literal : -2 * literal + 1;
    }

    private int[] excluded() {
        for (int at = 0; at < clauses.size(); at += 1 + clauses.get(at)) {
            if (clauses.get(at) == 2) {
                from[code(-clauses.get(at + 1)) + 1]++;
                from[code(-clauses.get(at + 2)) + 1]++;
            }
        }
        for (int i = 1; i < from.length; i++) {
            from[i] += from[i - 1];
        }
        int[] all = new int[from[from.length - 1]];
        int[] next = from.clone();
        for (int at = 0; at < clauses.size(); at += 1 + clauses.get(at)) {
            if (clauses.get(at) == 2) {
                exclude(code(-clauses.get(at + 1)), code(-clauses.get(at + 2)), all, next);
                exclude(code(-clauses.get(at + 2)), code(-clauses.get(at + 1)), all, next);
            }
        }
        return all;
    }

    private void exclude(int a, int b, int[] all, int[] next) {
        all[next[a]++] = b;
        exclusive[a] = true;
    }

    // ---- clauses that share no literal, short ones first

    private void choose() {
        IntList fit = new IntList();
        for (int at = 0; at < clauses.size(); at += 1 + clauses.get(at)) {
            if (areExclusive(at)) {
                fit.add(at);
            }
        }
        Integer[] order = Arrays.stream(fit.toArray()).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingInt(clauses::get));
        for (int at : order) {
            if (isFree(at)) {
                chosen.add(at);
                for (int i = at + 1; i <= at + clauses.get(at); i++) {
                    clauseOf[code(clauses.get(i))] = at + 1;
                }
            }
        }
    }

    private boolean areExclusive(int at) {
        for (int i = at + 1; i <= at + clauses.get(at); i++) {
            if (!exclusive[code(clauses.get(i))]) {
                return false;
            }
        }
        return true;
    }

    private boolean isFree(int at) {
        for (int i = at + 1; i <= at + clauses.get(at); i++) {
            if (clauseOf[code(clauses.get(i))] != 0) {
                return false;
            }
        }
        return true;
    }

    // ---- groups

    /** What lies in one clause only says nothing about others: its literals are left to other groups. */
    private void group(int[] literals) {
        int first = 0;
        boolean spans = false;
        for (int literal : literals) {
            int in = clauseOf[code(literal)];
            first = first == 0 ? in : first;
            spans |= in != 0 && in != first;
        }
        groups += spans ? 1 : 0;
        for (int literal : literals) {
            if (spans && groupOf[code(literal)] == 0) {
                groupOf[code(literal)] = groups;
            }
        }
    }

    /** Literals that are left form groups with those of other clauses that all exclude each other; some stay alone. */
    private void cliques() {
        int[] excludedBy = new int[groupOf.length];
        for (int c = 0; c < chosen.size(); c++) {
            for (int i = chosen.get(c) + 1; i <= chosen.get(c) + clauses.get(chosen.get(c)); i++) {
                if (groupOf[code(clauses.get(i))] == 0) {
                    clique(code(clauses.get(i)), excludedBy);
                }
            }
        }
    }

    private void clique(int first, int[] excludedBy) {
        groups++;
        IntList clique = new IntList();
        join(first, clique, excludedBy);
        for (int i = from[first]; i < from[first + 1] && steps > 0; i++) {
            int code = excluded[i];
            boolean fits = groupOf[code] == 0 && clauseOf[code] != 0 && clauseOf[code] != clauseOf[first];
            if (fits && excludedBy[code] == clique.size()) {
                join(code, clique, excludedBy);
            }
        }
        for (int i = 0; i < clique.size(); i++) {
            count(clique.get(i), excludedBy, 0);
        }
    }

    private void join(int code, IntList clique, int[] excludedBy) {
        groupOf[code] = groups;
        clique.add(code);
        count(code, excludedBy, clique.size());
    }

    /** Those that all members so far exclude are excluded by one more; a pair may be written twice. */
    private void count(int code, int[] excludedBy, int members) {
        for (int i = from[code]; i < from[code + 1]; i++) {
            steps--;
            if (members == 0 || excludedBy[excluded[i]] == members - 1) {
                excludedBy[excluded[i]] = members;
            }
        }
    }

    // ---- a group for each clause

    /** {@return whether each chosen clause can have a group of its own, as far as the steps go} */
    private boolean matches() {
        int[] owner = new int[groups + 1];
        Arrays.fill(owner, -1);
        int[] groupFor = new int[chosen.size()];
        int[] askedBy = new int[groups + 1];
        int[] seen = new int[groups + 1];
        for (int c = 0; c < groupFor.length; c++) {
            int free = free(c, owner, askedBy, seen);
            if (steps <= 0) {
                return true;
            }
            if (free == 0) {
                return false;
            }
            hand(c, free, owner, groupFor, askedBy);
        }
        return true;
    }

    /** {@return a group that is free, or becomes so when owners move on; 0 where there is none} */
    private int free(int clause, int[] owner, int[] askedBy, int[] seen) {
        IntList queue = new IntList();
        queue.add(clause);
        for (int q = 0; q < queue.size(); q++) {
            int at = chosen.get(queue.get(q));
            for (int i = at + 1; i <= at + clauses.get(at); i++) {
                int group = groupOf[code(clauses.get(i))];
                steps--;
                if (seen[group] != clause + 1) {
                    seen[group] = clause + 1;
                    askedBy[group] = queue.get(q);
                    if (owner[group] < 0) {
                        return group;
                    }
                    queue.add(owner[group]);
                }
            }
        }
        return 0;
    }

    private static void hand(int to, int free, int[] owner, int[] groupFor, int[] askedBy) {
        int group = free;
        int clause;
        do {
            clause = askedBy[group];
            int before = groupFor[clause];
            owner[group] = clause;
            groupFor[clause] = group;
            group = before;
        } while (clause != to);
    }
}

package org.abifit.solver;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts literals: its {@code n}-th output must be true when at least {@code n} of them are. A tree of unary sums (Bailleux and
 * Boufkhad, 2003) that is built only as far as somebody asks (Martins, Joshi, Manquinho and Lynce, 2014); one direction is enough
 * where outputs are only ever wanted false.
 */
final class Totalizer {
    private final WeightedProblem problem;
    private final SatSession session;
    private final Node root;

    private static final class Node {
        private final Node left;
        private final Node right;
        private final int size;
        /** By count: the literal that says "at least so many", from 1 on. */
        private final IntList outputs = new IntList(2);

        Node(int literal) {
            left = null;
            right = null;
            size = 1;
            outputs.add(literal);
        }

        Node(Node left, Node right) {
            this.left = left;
            this.right = right;
            size = left.size + right.size;
        }
    }

    /** @param problem also gets the clauses, for whoever reads it later */
    Totalizer(int[] literals, WeightedProblem problem, SatSession session) {
        this.problem = problem;
        this.session = session;
        List<Node> row = new ArrayList<>();
        for (int literal : literals) {
            row.add(new Node(literal));
        }
        while (row.size() > 1) {
            List<Node> next = new ArrayList<>();
            for (int i = 0; i + 1 < row.size(); i += 2) {
                next.add(new Node(row.get(i), row.get(i + 1)));
            }
            if (row.size() % 2 == 1) {
                next.add(row.getLast());
            }
            row = next;
        }
        root = row.getFirst();
    }

    /** {@return how many literals there are} */
    int size() {
        return root.size;
    }

    /** {@return the literal that must be true when at least so many are} */
    int atLeast(int count) {
        grow(root, count);
        return root.outputs.get(count - 1);
    }

    private void grow(Node node, int count) {
        int most = Math.min(count, node.size);
        if (node.outputs.size() >= most) {
            return;
        }
        grow(node.left, most);
        grow(node.right, most);
        for (int n = node.outputs.size() + 1; n <= most; n++) {
            int output = session.variable();
            problem.variables(output);
            node.outputs.add(output);
            for (int l = Math.max(0, n - node.right.size); l <= Math.min(n, node.left.size); l++) {
                sum(node, l, n - l, output);
            }
            if (n > 1) {
                clause(-output, node.outputs.get(n - 2));
            }
        }
    }

    private void sum(Node node, int l, int r, int output) {
        if (l == 0) {
            clause(-node.right.outputs.get(r - 1), output);
        } else if (r == 0) {
            clause(-node.left.outputs.get(l - 1), output);
        } else {
            clause(-node.left.outputs.get(l - 1), -node.right.outputs.get(r - 1), output);
        }
    }

    /** Gives outputs the least values that go with the literals' own. */
    void complete(boolean[] model) {
        complete(root, model);
    }

    private static int complete(Node node, boolean[] model) {
        if (node.left == null) {
            int literal = node.outputs.get(0);
            return model[Math.abs(literal)] == literal > 0 ? 1 : 0;
        }
        int count = complete(node.left, model) + complete(node.right, model);
        for (int n = 1; n <= node.outputs.size(); n++) {
            model[node.outputs.get(n - 1)] = count >= n;
        }
        return count;
    }

    private void clause(int... literals) {
        problem.clause(literals);
        session.add(literals);
    }
}

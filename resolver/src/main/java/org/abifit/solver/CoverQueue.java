package org.abifit.solver;

/** Vertices to be looked at, each once. */
final class CoverQueue {
    private final boolean[] waits;
    private final IntList queue = new IntList();

    CoverQueue(int vertices) {
        waits = new boolean[vertices];
    }

    void add(int v) {
        if (!waits[v]) {
            waits[v] = true;
            queue.add(v);
        }
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    int remove() {
        int v = queue.removeLast();
        waits[v] = false;
        return v;
    }

    void clear() {
        while (!isEmpty()) {
            remove();
        }
    }
}

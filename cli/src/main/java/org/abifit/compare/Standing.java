package org.abifit.compare;

import java.util.List;
import java.util.Optional;
import org.abifit.cudf.Counting;

/**
 * How one solver does on one problem, all its runs together.
 *
 * @param status of the worst of its answers
 * @param worst the run that gave it; empty where it cannot be asked
 * @param runs all of them, by number
 */
public record Standing(Problem problem, Solver solver, Status status, Optional<Result> worst, List<Result> runs) {

    /** Copies the list. */
    public Standing {
        runs = List.copyOf(runs);
    }

    /** {@return what its solution costs as it counts itself} */
    public Optional<Cost> cost() {
        return cost(solver.style().counting());
    }

    /** {@return what its solution costs in a school} */
    public Optional<Cost> cost(Counting counting) {
        return worst.flatMap(Result::solved).map(s -> s.cost(counting));
    }

    /** {@return CPU time, the median of all runs} */
    public long cpuMillis() {
        List<Long> sorted = runs.stream().map(r -> r.usage().cpuMillis()).sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.isEmpty() ? 0 : sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** {@return the most memory of all runs} */
    public long peakBytes() {
        return runs.stream().mapToLong(r -> r.usage().peakBytes()).max().orElse(0);
    }

    /** {@return whether it could be asked} */
    public boolean asked() {
        return worst.isPresent();
    }

    /** {@return whether it has an answer that is right: a solution, or FAIL where there is none} */
    public boolean right() {
        return status.worth() == Status.Worth.BEST || status.worth() == Status.Worth.SOLUTION;
    }
}

package org.abifit.cudf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The faults of one step, up to a limit: a binary file read by mistake should not give a million lines. What goes over
 * the limit is counted and said, so that a cut list never looks complete.
 */
final class Faults {
    static final int LIMIT = 100;

    private final List<CudfFault> listed;
    private final int limit;
    private Optional<CudfFault> worstUnlisted = Optional.empty();
    private int unlisted;

    /** @param before the faults of the steps before, which stay listed and do not count */
    Faults(List<CudfFault> before) {
        listed = new ArrayList<>(before);
        limit = before.size() + LIMIT;
    }

    void add(CudfFault fault) {
        if (listed.size() < limit) {
            listed.add(fault);
        } else {
            unlisted++;
            worstUnlisted = Optional.of(worstUnlisted.filter(worst -> worst.isError() || !fault.isError()).orElse(fault));
        }
    }

    boolean hasError() {
        return listed.stream().anyMatch(CudfFault::isError) || worstUnlisted.filter(CudfFault::isError).isPresent();
    }

    /** {@return all faults by place, and after them how many more there are} */
    List<CudfFault> sorted() {
        List<CudfFault> all = new ArrayList<>(listed);
        all.sort(null);
        worstUnlisted.ifPresent(worst -> all.add(new CudfFault(worst.line(), worst.column(), worst.severity(),
                unlisted + " more faults are not listed; one of them is here")));
        return List.copyOf(all);
    }
}

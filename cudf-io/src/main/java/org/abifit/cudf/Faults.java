package org.abifit.cudf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The faults of one run, up to a limit: a binary file read by mistake should not give a million lines. What goes over
 * the limit is counted and said, so that a cut list never looks complete.
 */
final class Faults {
    static final int LIMIT = 100;

    private final List<CudfFault> listed = new ArrayList<>();
    private final List<CudfFault> firstUnlisted = new ArrayList<>(1);
    private int unlisted;
    private boolean error;

    void add(CudfFault fault) {
        error |= fault.isError();
        if (listed.size() < LIMIT) {
            listed.add(fault);
        } else {
            unlisted++;
            keepAsFirstUnlisted(fault);
        }
    }

    void addAll(Collection<CudfFault> faults) {
        faults.forEach(this::add);
    }

    boolean hasError() {
        return error;
    }

    /** {@return all faults by place, and after them how many more there are} */
    List<CudfFault> sorted() {
        List<CudfFault> all = new ArrayList<>(listed);
        all.sort(null);
        for (CudfFault first : firstUnlisted) {
            all.add(new CudfFault(first.line(), first.column(), first.severity(), unlisted + " more faults are not listed; the first of them is here"));
        }
        return List.copyOf(all);
    }

    // An error stands for the rest rather than a warning: the closing fault must not look milder than what it replaces.
    private void keepAsFirstUnlisted(CudfFault fault) {
        if (firstUnlisted.isEmpty() || fault.isError() && !firstUnlisted.get(0).isError()) {
            firstUnlisted.clear();
            firstUnlisted.add(fault);
        }
    }
}

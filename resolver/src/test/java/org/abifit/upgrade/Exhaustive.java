package org.abifit.upgrade;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.Vpkg;

/**
 * All sets of packages of a small document, each as bits, and which of them are solutions: the words of the specification, one method
 * each. It shares nothing with the judge and nothing with the solver.
 */
final class Exhaustive {
    private static final Long ALL = Long.MAX_VALUE;

    final CudfDocument document;
    final List<CudfDocument.Package> all;
    final int before;
    private final Map<Vpkg, Integer> matches = new HashMap<>();

    Exhaustive(CudfDocument document) {
        this.document = document;
        all = document.packages();
        int installed = 0;
        for (int p = 0; p < all.size(); p++) {
            installed |= all.get(p).installed() ? 1 << p : 0;
        }
        before = installed;
    }

    /** {@return the solutions} */
    List<Integer> solutions() {
        return java.util.stream.IntStream.range(0, 1 << all.size()).filter(this::isSolution).boxed().toList();
    }

    boolean isSolution(int after) {
        for (int p = 0; p < all.size(); p++) {
            if (has(after, p) && !isConsistent(p, after) || has(before, p) && !isKept(p, after)) {
                return false;
            }
        }
        return document.request().install().stream().allMatch(want -> (match(want) & after) != 0)
                && document.request().remove().stream().allMatch(want -> (match(want) & after) == 0)
                && document.request().upgrade().stream().allMatch(want -> (match(want) & after) != 0 && isUpgraded(want.name(), after));
    }

    private boolean isConsistent(int p, int after) {
        return unmet(all.get(p).depends().disjunctions(), after) == 0
                && all.get(p).conflicts().stream().allMatch(other -> (match(other) & after & ~(1 << p)) == 0);
    }

    /** {@return how many disjunctions do not hold} */
    int unmet(List<List<Vpkg>> disjunctions, int after) {
        int unmet = 0;
        for (List<Vpkg> alternatives : disjunctions) {
            unmet += alternatives.stream().anyMatch(one -> (match(one) & after) != 0) ? 0 : 1;
        }
        return unmet;
    }

    private boolean isKept(int p, int after) {
        return switch (all.get(p).keep()) {
            case NONE -> true;
            case VERSION -> has(after, p);
            case PACKAGE -> hasName(after, all.get(p).id().name());
            case FEATURE -> all.get(p).provides().stream().allMatch(feature -> (match(feature) & after) != 0);
        };
    }

    private boolean isUpgraded(String name, int after) {
        Set<Long> now = versions(name, after);
        return now.size() == 1 && !now.contains(ALL) && versions(name, before).stream().allMatch(v -> v <= now.iterator().next());
    }

    private Set<Long> versions(String name, int set) {
        Set<Long> versions = new TreeSet<>();
        for (int p = 0; p < all.size(); p++) {
            CudfDocument.Package one = all.get(p);
            if (has(set, p) && one.id().name().equals(name)) {
                versions.add(one.id().version());
            }
            if (has(set, p)) {
                one.provides().stream().filter(f -> f.name().equals(name)).forEach(f -> versions.add(f.constraint().map(Vpkg.Constraint::version).orElse(ALL)));
            }
        }
        return versions;
    }

    static boolean has(int set, int p) {
        return (set >> p & 1) == 1;
    }

    boolean hasName(int set, String name) {
        for (int p = 0; p < all.size(); p++) {
            if (has(set, p) && all.get(p).id().name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private int match(Vpkg want) {
        return matches.computeIfAbsent(want, this::search);
    }

    private int search(Vpkg want) {
        int found = 0;
        for (int p = 0; p < all.size(); p++) {
            CudfDocument.Package one = all.get(p);
            boolean is = one.id().name().equals(want.name()) && fits(one.id().version(), want) || one.provides().stream()
                    .anyMatch(f -> f.name().equals(want.name()) && (f.constraint().isEmpty() || fits(f.constraint().get().version(), want)));
            found |= is ? 1 << p : 0;
        }
        return found;
    }

    static boolean fits(long version, Vpkg want) {
        if (want.constraint().isEmpty()) {
            return true;
        }
        long other = want.constraint().get().version();
        String signs = version < other ? "< <= !=" : version == other ? "= <= >=" : "> >= !=";
        return List.of(signs.split(" ")).contains(want.constraint().get().relop().symbol());
    }
}

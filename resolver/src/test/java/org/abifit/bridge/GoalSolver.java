package org.abifit.bridge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Package;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.Vpkg;

/**
 * Solves small problems where nothing is installed by trying everything that somebody needs, one need after the other. What nobody needs
 * is never in a best solution, because no number is negative. It shares nothing with the resolver's search.
 */
final class GoalSolver {
    private static final Comparator<List<Long>> LEXICOGRAPHIC = (a, b) -> {
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return Long.compare(a.get(i), b.get(i));
            }
        }
        return 0;
    };

    private final CudfDocument document;
    private final List<String> order;
    private final Map<String, List<Package>> answering = new HashMap<>();
    private Optional<Solution> best = Optional.empty();

    /** A solution and what it costs. */
    record Solution(Set<PackageId> installed, List<Long> costs) {}

    private GoalSolver(CudfDocument document, List<String> order) {
        this.document = document;
        this.order = order;
        for (Package p : document.packages()) {
            answering.computeIfAbsent(p.id().name(), n -> new ArrayList<>()).add(p);
            p.provides().stream().map(Vpkg::name).distinct().forEach(n -> answering.computeIfAbsent(n, x -> new ArrayList<>()).add(p));
        }
    }

    /** {@return a solution of which the sums of these properties are least} */
    static Optional<Solution> solve(CudfDocument document, List<String> order) {
        GoalSolver solver = new GoalSolver(document, order);
        solver.search(new LinkedHashSet<>());
        return solver.best;
    }

    private void search(Set<Package> chosen) {
        List<Long> costs = costs(chosen);
        if (best.isPresent() && LEXICOGRAPHIC.compare(costs, best.get().costs()) >= 0) {
            return;
        }
        Optional<List<Vpkg>> open = open(chosen);
        if (open.isEmpty()) {
            Set<PackageId> ids = new LinkedHashSet<>();
            chosen.forEach(p -> ids.add(p.id()));
            best = Optional.of(new Solution(ids, costs));
            return;
        }
        Set<Package> ways = new LinkedHashSet<>();
        open.get().forEach(v -> answering.getOrDefault(v.name(), List.of()).stream().filter(p -> matches(p, v)).forEach(ways::add));
        for (Package way : ways) {
            if (chosen.stream().noneMatch(c -> fight(c, way) || fight(way, c))) {
                Set<Package> more = new LinkedHashSet<>(chosen);
                more.add(way);
                search(more);
            }
        }
    }

    /** {@return a need with the fewest ways, so that failures show early} */
    private Optional<List<Vpkg>> open(Set<Package> chosen) {
        List<List<Vpkg>> needs = new ArrayList<>(document.request().install().stream().map(List::of).toList());
        chosen.forEach(p -> needs.addAll(p.depends().disjunctions()));
        return needs.stream().filter(d -> d.stream().noneMatch(v -> chosen.stream().anyMatch(p -> matches(p, v)))).min(Comparator.comparing(this::ways));
    }

    private long ways(List<Vpkg> need) {
        return need.stream().mapToLong(v -> answering.getOrDefault(v.name(), List.of()).stream().filter(p -> matches(p, v)).count()).sum();
    }

    private static boolean fight(Package one, Package other) {
        return one.conflicts().stream().anyMatch(v -> matches(other, v));
    }

    private static boolean matches(Package p, Vpkg v) {
        return p.id().name().equals(v.name()) && v.admits(p.id().version())
                || p.provides().stream().anyMatch(f -> f.name().equals(v.name()) && f.constraint().map(c -> v.admits(c.version())).orElse(true));
    }

    private List<Long> costs(Set<Package> chosen) {
        return order.stream().map(o -> chosen.stream().mapToLong(p -> p.properties().get(o) instanceof CudfValue.Int i ? i.value() : 0).sum()).toList();
    }
}

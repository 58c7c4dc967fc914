package org.abifit.bridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.Vpkg;
import org.abifit.cudf.Vpkg.RelOp;

/**
 * What packages of one host need and do not go with, image by image. A file of the host is one package for all images; what holds of it
 * with every image that it may go with is said plainly, what holds with one image {@code k} gets {@code | image/NAME != k}.
 */
final class Conditions {
    private final String image;
    private final Map<PackageId, SortedSet<Integer>> scopes = new LinkedHashMap<>();
    private final Map<PackageId, Map<List<Vpkg>, SortedSet<Integer>>> needs = new LinkedHashMap<>();
    private final Map<PackageId, Map<Vpkg, SortedSet<Integer>>> enemies = new LinkedHashMap<>();
    private final Map<PackageId, SortedSet<Integer>> excluded = new LinkedHashMap<>();
    private final Map<PackageId, SortedMap<String, SortedMap<Integer, Integer>>> costs = new LinkedHashMap<>();
    private final Map<PackageId, Stanza> helpers = new LinkedHashMap<>();
    private final String rules;

    /**
     * @param image the package whose versions are the images
     * @param host its name
     */
    Conditions(String image, String host) {
        this.image = image;
        this.rules = "rule/" + host + "/";
    }

    /** A package that may be there with an image. */
    void candidate(PackageId id, int image) {
        scopes.computeIfAbsent(id, i -> new TreeSet<>()).add(image);
    }

    void depends(PackageId id, List<Vpkg> disjunction, int image) {
        needs.computeIfAbsent(id, i -> new LinkedHashMap<>()).computeIfAbsent(disjunction, d -> new TreeSet<>()).add(image);
    }

    void conflicts(PackageId id, Vpkg vpkg, int image) {
        enemies.computeIfAbsent(id, i -> new LinkedHashMap<>()).computeIfAbsent(vpkg, v -> new TreeSet<>()).add(image);
    }

    void exclude(PackageId id, int image) {
        excluded.computeIfAbsent(id, i -> new TreeSet<>()).add(image);
    }

    void cost(PackageId id, String property, int times, int image) {
        costs.computeIfAbsent(id, i -> new TreeMap<>()).computeIfAbsent(property, p -> new TreeMap<>()).merge(image, times, Integer::sum);
    }

    /** {@return a package that costs, for whom it may concern} */
    Vpkg costing(String of, String property, int times) {
        PackageId id = new PackageId(rules + property + "/" + of, times);
        helpers.computeIfAbsent(id, Stanza::new).number(property, times);
        return HostView.exactly(id);
    }

    /** {@return a package that is there only where these are not} */
    Vpkg without(String of, List<Vpkg> absent) {
        String kind = absent.size() > 1 ? "unbound/" : "without/";
        PackageId id = new PackageId(rules + kind + of, absent.getFirst().constraint().map(Vpkg.Constraint::version).orElse(1L));
        Stanza helper = helpers.computeIfAbsent(id, Stanza::new);
        absent.forEach(helper::conflicts);
        return HostView.exactly(id);
    }

    // ---- writing

    /**
     * {@return the stanzas; a package that goes with no image is left out}
     *
     * @param draft makes the stanza of a package, with its properties
     */
    List<Stanza> stanzas(Function<PackageId, Stanza> draft) {
        Map<PackageId, Stanza> all = new LinkedHashMap<>();
        for (PackageId id : scopes.keySet()) {
            if (!isOut(id)) {
                all.put(id, write(draft.apply(id)));
            }
        }
        List<Stanza> written = new ArrayList<>(all.values());
        Set<String> used = new LinkedHashSet<>();
        written.forEach(s -> used.addAll(s.names()));
        helpers.values().stream().filter(h -> used.contains(h.id().name())).forEach(written::add);
        return written;
    }

    private boolean isOut(PackageId id) {
        return excluded.getOrDefault(id, new TreeSet<>()).containsAll(scopes.get(id));
    }

    private Stanza write(Stanza stanza) {
        SortedSet<Integer> scope = scopes.get(stanza.id());
        needs.getOrDefault(stanza.id(), Map.of()).forEach((d, with) -> depends(stanza, d, with, scope));
        enemies.getOrDefault(stanza.id(), Map.of()).forEach((v, with) -> conflicts(stanza, v, with, scope));
        excluded.getOrDefault(stanza.id(), new TreeSet<>()).forEach(k -> stanza.conflicts(Vpkg.of(image, RelOp.EQ, k)));
        costs.getOrDefault(stanza.id(), new TreeMap<>()).forEach((property, with) -> costs(stanza, property, with, scope));
        return stanza;
    }

    private void depends(Stanza stanza, List<Vpkg> disjunction, SortedSet<Integer> with, SortedSet<Integer> scope) {
        if (with.containsAll(scope)) {
            stanza.depends(disjunction);
        } else {
            with.forEach(k -> stanza.depends(orElse(disjunction, k)));
        }
    }

    private List<Vpkg> orElse(List<Vpkg> disjunction, int image) {
        List<Vpkg> more = new ArrayList<>(disjunction);
        more.add(Vpkg.of(this.image, RelOp.NEQ, image));
        return List.copyOf(more);
    }

    private void conflicts(Stanza stanza, Vpkg vpkg, SortedSet<Integer> with, SortedSet<Integer> scope) {
        if (with.containsAll(scope)) {
            stanza.conflicts(vpkg);
        } else {
            depends(stanza, List.of(without(vpkg.name().substring(vpkg.name().indexOf('/') + 1), List.of(vpkg))), with, scope);
        }
    }

    /** What it costs with every image is its own; what it costs more with one image costs a package that it needs then. */
    private void costs(Stanza stanza, String property, SortedMap<Integer, Integer> with, SortedSet<Integer> scope) {
        int least = scope.stream().mapToInt(k -> with.getOrDefault(k, 0)).min().orElse(0);
        if (least > 0) {
            stanza.number(property, least);
        }
        String of = stanza.id().name().substring(stanza.id().name().indexOf('/') + 1);
        with.forEach((k, cost) -> {
            if (cost > least) {
                stanza.depends(orElse(List.of(costing(of, property, cost - least)), k));
            }
        });
    }
}

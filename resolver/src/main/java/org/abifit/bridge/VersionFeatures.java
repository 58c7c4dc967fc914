package org.abifit.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.Vpkg;
import org.abifit.elf.ElfFile;
import org.abifit.resolver.Choices.Kind;
import org.abifit.resolver.Choices.Loaded;
import org.abifit.resolver.Choices.Rule;
import org.abifit.resolver.Choices.Slot;
import org.abifit.resolver.Provider;
import org.abifit.resolver.Reason;

/**
 * Version nodes as features: whoever asks {@code libc.so.6} for GLIBC_2.34 depends on {@code libc.so.6%28GLIBC%5f2.34%29}, and every
 * provider gives what the clauses do not say it lacks (one without versions gives all that anybody asks: the loader only warns). Where
 * that would say more or less than the clauses do, they stay conflicts.
 */
final class VersionFeatures {
    private final HostView host;
    private final Conditions conditions;
    private final Map<Node, Map<PackageId, SortedSet<Integer>>> lacks = new LinkedHashMap<>();
    private final Map<Node, SortedSet<Integer>> asked = new LinkedHashMap<>();
    private final Map<PackageId, Set<Vpkg>> provided = new HashMap<>();
    /** Clauses that features say, by image. */
    private final Map<Integer, Set<Set<Integer>>> said = new HashMap<>();

    /** A node of a soname. */
    private record Node(String soname, String node) {
        Vpkg feature(HostView host) {
            return Vpkg.of(host.in(CudfNames.feature(soname, node)));
        }
    }

    /** Who asks for versions: the guard is the literal of a clause, none for an application. */
    private record Asker(PackageId id, Optional<Integer> guard, Optional<Provider> provider, ElfFile elf) {}

    VersionFeatures(HostView host, Conditions conditions) {
        this.host = host;
        this.conditions = conditions;
        host.pairs().forEach(this::collect);
        host.pairs().forEach(this::write);
    }

    /** {@return whether features say what a clause says} */
    boolean say(PairView pair, Rule rule) {
        return said.getOrDefault(pair.image(), Set.of()).contains(new HashSet<>(rule.literals()));
    }

    /** {@return the nodes that a package gives} */
    Set<Vpkg> of(PackageId id) {
        return provided.getOrDefault(id, Set.of());
    }

    // ---- what is asked, and lacking

    private void collect(PairView pair) {
        for (Rule rule : pair.choices().rules()) {
            if (rule.kind() == Kind.VERSION && rule.reason().orElse(null) instanceof Reason.MissingVersion m) {
                provider(pair, rule, m).ifPresent(p -> m.nodes().forEach(n -> lacks.computeIfAbsent(new Node(m.soname(), n), x -> new LinkedHashMap<>())
                        .computeIfAbsent(host.of(pair, p), x -> new TreeSet<>()).add(pair.image())));
            }
        }
        askers(pair).forEach(a -> nodes(pair, a).forEach(n -> asked.computeIfAbsent(n, x -> new TreeSet<>()).add(pair.image())));
    }

    private static Optional<Provider> provider(PairView pair, Rule rule, Reason.MissingVersion missing) {
        return rule.literals().stream().flatMap(l -> pair.load(l).stream()).map(PairView.Variable.Load::provider)
                .filter(p -> p.soname().equals(missing.soname()) && p.side() == missing.provider()).findFirst();
    }

    private List<Asker> askers(PairView pair) {
        List<Asker> all = new ArrayList<>();
        pair.choices().apps().values().forEach(elf -> all.add(new Asker(host.app(pair), Optional.empty(), Optional.empty(), elf)));
        for (Slot slot : pair.choices().slots()) {
            for (Loaded l : slot.providers()) {
                all.add(new Asker(host.of(pair, l.provider()), Optional.of(-l.variable()), Optional.of(l.provider()), l.provider().elf()));
            }
        }
        return all;
    }

    /** {@return what an object asks of libraries that it needs; inside the C library's package nothing needs to be asked} */
    private Set<Node> nodes(PairView pair, Asker asker) {
        boolean inside = asker.provider().filter(p -> host.folded().contains(p.soname())).isPresent();
        Set<Node> nodes = new LinkedHashSet<>();
        asker.elf().verneeds().stream().filter(n -> asker.elf().needed().contains(n.file()) && pair.slot(n.file()).isPresent())
                .filter(n -> !(inside && host.folded().contains(n.file())))
                .forEach(n -> n.versions().stream().filter(v -> !v.weak()).forEach(v -> nodes.add(new Node(n.file(), v.name()))));
        return nodes;
    }

    // ---- what features say

    private void write(PairView pair) {
        for (Asker asker : askers(pair)) {
            for (Node node : nodes(pair, asker)) {
                if (isSame(node) && saysWhatClausesSay(pair, asker, node)) {
                    conditions.depends(asker.id(), List.of(node.feature(host)), pair.image());
                    providersOf(pair, node).forEach(l -> provide(pair, asker, node, l));
                }
            }
        }
        pair.choices().rules().stream().filter(r -> r.kind() == Kind.VERSION && isBetweenSides(pair, r)).forEach(r -> say(pair, r.literals()));
    }

    /** Both sides of the C library are never there at once, whatever one lacks for the other. */
    private boolean isBetweenSides(PairView pair, Rule rule) {
        return rule.literals().size() == 2 && host.areFolded(pair, rule.literals())
                && rule.literals().stream().flatMap(l -> pair.load(l).stream()).map(l -> l.provider().side()).distinct().count() == 2;
    }

    private void provide(PairView pair, Asker asker, Node node, Loaded library) {
        PackageId id = host.of(pair, library.provider());
        if (lacks(node, id)) {
            say(pair, clause(asker, library));
        } else {
            provided.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(Vpkg.of(node.feature(host).name(), Vpkg.RelOp.EQ, 1));
        }
    }

    private void say(PairView pair, Collection<Integer> clause) {
        said.computeIfAbsent(pair.image(), i -> new HashSet<>()).add(new HashSet<>(clause));
    }

    private static List<Integer> clause(Asker asker, Loaded library) {
        return asker.guard().map(g -> List.of(g, -library.variable())).orElse(List.of(-library.variable()));
    }

    private static List<Loaded> providersOf(PairView pair, Node node) {
        return pair.slot(node.soname()).map(Slot::providers).orElse(List.of());
    }

    private boolean lacks(Node node, PackageId id) {
        return lacks.getOrDefault(node, Map.of()).containsKey(id);
    }

    /** A package is one for all images: it lacks a node with all of them where anybody asks for it, or with none. */
    private boolean isSame(Node node) {
        return lacks.getOrDefault(node, Map.of()).entrySet().stream().allMatch(e -> host.pairs().stream()
                .filter(p -> asked.getOrDefault(node, new TreeSet<>()).contains(p.image()) && providersOf(p, node).stream().anyMatch(l -> host.of(p, l.provider()).equals(e.getKey())))
                .allMatch(p -> e.getValue().contains(p.image())));
    }

    private boolean saysWhatClausesSay(PairView pair, Asker asker, Node node) {
        return providersOf(pair, node).stream().filter(l -> lacks(node, host.of(pair, l.provider()))).allMatch(l -> pair.says(new HashSet<>(clause(asker, l))));
    }
}

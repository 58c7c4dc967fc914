package org.abifit.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Under which conditions runs were made: who repeats a study has to know.
 *
 * @param machine what it ran on, by keyword
 * @param limits of each run
 * @param solvers who took part, in the order in which they were named
 * @param documents the instances, by name
 */
public record Setting(SortedMap<String, String> machine, Limits limits, List<Entrant> solvers, SortedMap<String, Document> documents) {

    /** Copies the collections. */
    public Setting {
        machine = Collections.unmodifiableSortedMap(new TreeMap<>(machine));
        solvers = List.copyOf(solvers);
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    }

    /**
     * A solver that took part.
     *
     * @param version what its program calls itself, or a digest of it
     */
    public record Entrant(Solver solver, String version) {}

    /**
     * An instance.
     *
     * @param sha256 of its bytes
     * @param bytes how many
     */
    public record Document(String sha256, long bytes) {}

    /** {@return a solver, by name} */
    public Optional<Solver> solver(String name) {
        return solvers.stream().map(Entrant::solver).filter(s -> s.name().equals(name)).findFirst();
    }

    /** {@return this setting with that of later runs; they may bring solvers and documents of their own} */
    public Setting with(Setting later) {
        List<Entrant> more = later.solvers.stream().filter(e -> solver(e.solver().name()).isEmpty()).toList();
        TreeMap<String, Document> all = new TreeMap<>(documents);
        all.putAll(later.documents);
        return new Setting(machine.isEmpty() ? later.machine : machine, limits, Stream.concat(solvers.stream(), more.stream()).toList(), all);
    }

    /** {@return why runs of the two cannot stand in one table, as names of what differs; empty when they can} */
    public List<String> conflicts(Setting later) {
        List<String> conflicts = new ArrayList<>();
        if (!limits.equals(later.limits)) {
            conflicts.add("limits");
        }
        later.solvers.stream().filter(e -> solver(e.solver().name()).filter(s -> !s.equals(e.solver())).isPresent())
                .forEach(e -> conflicts.add("command of " + e.solver().name()));
        later.documents.forEach((name, document) -> Optional.ofNullable(documents.get(name)).filter(d -> !d.equals(document))
                .ifPresent(d -> conflicts.add("document " + name)));
        return conflicts;
    }

    /** {@return a setting without anything} */
    public static Setting none(Limits limits) {
        return new Setting(Collections.emptySortedMap(), limits, List.of(), Collections.emptySortedMap());
    }
}

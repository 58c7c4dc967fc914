package org.abifit.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The version nodes and needs of the object with their indexes. Index 1 is the base node; defined nodes follow from 2 on,
 * needs after them, as GNU ld counts. A node or need that only a symbol mentions is added in order of mention.
 */
final class Versions {
    /** A version node under the index that versym entries use. */
    record Defined(VersionNode node, int index) {
    }

    /** A version need under the index that versym entries use ({@code vna_other}). */
    record Needed(VersionNeed need, int index) {
    }

    private final Spec spec;
    private final List<Defined> defined = new ArrayList<>();
    private final Map<String, List<Needed>> needed = new LinkedHashMap<>();
    private final Map<String, Integer> nodeIndex = new HashMap<>();
    private final Map<List<String>, Integer> needIndex = new HashMap<>();
    private int next = 2;

    Versions(Spec spec) {
        this.spec = spec;
        addNodes();
        addNeeds();
    }

    private void addNodes() {
        List<VersionNode> nodes = new ArrayList<>(spec.nodes);
        for (Definition definition : spec.definitions) {
            definition.node.filter(name -> nodes.stream().noneMatch(n -> n.name.equals(name)))
                    .ifPresent(name -> nodes.add(VersionNode.of(name)));
        }
        if (!nodes.isEmpty() && spec.baseNodeWanted) {
            String base = spec.baseNode.or(() -> spec.soname).orElse("");
            defined.add(new Defined(VersionNode.of(base).flags(Elf.VER_FLG_BASE), Elf.VER_NDX_GLOBAL));
        }
        nodes.forEach(this::add);
    }

    private void add(VersionNode node) {
        int index = node.index.orElseGet(() -> next++);
        defined.add(new Defined(node, index));
        nodeIndex.putIfAbsent(node.name, index);
    }

    private void addNeeds() {
        spec.needs.forEach(this::add);
        for (Reference reference : spec.references) {
            reference.node.map(node -> VersionNeed.of(reference.file.orElseThrow(), node))
                    .filter(need -> !needIndex.containsKey(List.of(need.file, need.node)))
                    .map(need -> reference.weakNeed ? need.weak() : need)
                    .ifPresent(this::add);
        }
    }

    private void add(VersionNeed need) {
        int index = need.index.orElseGet(() -> next++);
        needed.computeIfAbsent(need.file, file -> new ArrayList<>()).add(new Needed(need, index));
        needIndex.putIfAbsent(List.of(need.file, need.node), index);
    }

    List<Defined> defined() {
        return defined;
    }

    Map<String, List<Needed>> needed() {
        return needed;
    }

    /** {@return whether DT_VERSYM is written: when there is any version, unless the builder was told otherwise} */
    boolean versymWanted() {
        return spec.versym.orElse(!defined.isEmpty() || !needed.isEmpty());
    }

    /** {@return the versym entry of a symbol} */
    int versym(SymbolSpec<?> symbol) {
        return symbol.versionIndex.orElseGet(() -> switch (symbol) {
            case Definition d -> versym(d);
            case Reference r -> r.node.map(node -> needIndex.get(List.of(r.file.orElseThrow(), node)))
                    .orElse(Elf.VER_NDX_GLOBAL);
        });
    }

    private int versym(Definition definition) {
        if (definition.local()) {
            return Elf.VER_NDX_LOCAL;
        }
        int index = definition.node.map(nodeIndex::get).orElse(Elf.VER_NDX_GLOBAL);
        return definition.hidden ? index | Elf.VERSYM_HIDDEN : index;
    }
}

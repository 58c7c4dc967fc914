package org.abifit.drift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Symbol;
import org.abifit.elf.SymbolTable;
import org.abifit.elf.Verdef;
import org.abifit.elf.Verneed;

/** What one object defines that another one does not; symbols are compared in their tables, without an object each. */
final class AbiDiff {
    private static final String[] NO_NODES = new String[0];

    private AbiDiff() {}

    /**
     * A symbol that is gone, or new.
     *
     * @param name the symbol
     * @param node its version node; empty where it has none
     */
    record Lacking(String name, String node) implements Comparable<Lacking> {
        @Override
        public int compareTo(Lacking other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : node.compareTo(other.node);
        }

        /** {@return it as the tools write it: {@code open@GLIBC_2.2.5}} */
        String shown() {
            return node.isEmpty() ? name : name + "@" + node;
        }
    }

    /** {@return the version nodes of {@code a} that {@code b} does not define, sorted} */
    static List<String> nodes(ElfFile a, ElfFile b) {
        SortedSet<String> lacking = new TreeSet<>();
        for (Verdef def : a.verdefs()) {
            if (!def.isBase() && !b.defines(def.name())) {
                lacking.add(def.name());
            }
        }
        return List.copyOf(lacking);
    }

    /** {@return the symbols that {@code a} defines and {@code b} does not, sorted; those of nodes that {@code b} lacks go with their node} */
    static List<Lacking> symbols(ElfFile a, ElfFile b) {
        SymbolTable ours = a.symbols();
        SymbolTable theirs = b.symbols();
        String[] ourNodes = nodeNames(a);
        String[] theirNodes = nodeNames(b);
        Set<String> goneNodes = new HashSet<>(nodes(a, b));
        SortedSet<Lacking> lacking = new TreeSet<>();
        for (int i = 0; i < ours.count(); i++) {
            if (!exported(ours, i)) {
                continue;
            }
            String node = node(ours, i, ourNodes);
            if (!defined(theirs, theirNodes, ours, i, node) && !goneNodes.contains(node) && !isNodeItself(ours, i, ourNodes)) {
                lacking.add(new Lacking(ours.name(i), node));
            }
        }
        return List.copyOf(lacking);
    }

    /** A reference with a version takes a definition without versions; one without takes any (glibc elf/dl-lookup.c, check_match). */
    private static boolean defined(SymbolTable in, String[] nodes, SymbolTable ours, int i, String node) {
        for (int j = in.find(ours, i); j >= 0; j = in.next(j, ours, i)) {
            if (exported(in, j) && (node.isEmpty() || !in.versioned() || nodes.length == 0 || node.equals(node(in, j, nodes)))) {
                return true;
            }
        }
        return false;
    }

    /** Linkers put an absolute symbol of the node's own name beside each node. */
    private static boolean isNodeItself(SymbolTable table, int i, String[] nodes) {
        return table.absolute(i) && table.name(i).equals(node(table, i, nodes));
    }

    private static boolean exported(SymbolTable table, int i) {
        int visibility = table.visibility(i);
        return !table.undefined(i) && (visibility == Symbol.STV_DEFAULT || visibility == Symbol.STV_PROTECTED) && table.versionIndex(i) != 0;
    }

    private static String node(SymbolTable table, int i, String[] nodes) {
        int index = table.versionIndex(i);
        return index > 1 && index < nodes.length && nodes[index] != null ? nodes[index] : "";
    }

    private static String[] nodeNames(ElfFile elf) {
        int most = elf.verdefs().stream().mapToInt(Verdef::index).max().orElse(-1);
        String[] names = most < 0 ? NO_NODES : new String[most + 1];
        for (Verdef def : elf.verdefs()) {
            names[def.index()] = def.isBase() ? null : def.name();
        }
        return names;
    }

    /** {@return the sonames and {@code NODE of SONAME} that {@code b} needs and {@code a} does not, sorted} */
    static List<String> needs(ElfFile a, ElfFile b) {
        SortedSet<String> more = new TreeSet<>(b.needed());
        a.needed().forEach(more::remove);
        Set<String> before = new HashSet<>(versionNeeds(a));
        versionNeeds(b).stream().filter(n -> !before.contains(n)).forEach(more::add);
        return List.copyOf(more);
    }

    private static List<String> versionNeeds(ElfFile elf) {
        List<String> needs = new ArrayList<>();
        for (Verneed need : elf.verneeds()) {
            for (Verneed.Vernaux node : need.versions()) {
                if (!node.weak()) {
                    needs.add(node.name() + " of " + need.file());
                }
            }
        }
        return needs;
    }

    /** {@return whether {@code user} asks {@code soname} for a node} */
    static boolean needsNode(ElfFile user, String soname, String node) {
        for (Verneed need : user.verneeds()) {
            if (need.file().equals(soname) && need.versions().stream().anyMatch(v -> v.name().equals(node) && !v.weak())) {
                return true;
            }
        }
        return false;
    }

    /** How an object refers to a symbol that a library defined. */
    enum Reference { NONE, BY_NAME, BY_VERSION }

    /** {@return how {@code user}, which needs {@code soname}, refers to a symbol of it; {@code name} holds that symbol's name} */
    static Reference reference(ElfFile user, String soname, Lacking symbol, SymbolTable name) {
        SymbolTable table = user.symbols();
        Reference reference = Reference.NONE;
        for (int i = table.find(name, 0); i >= 0; i = table.next(i, name, 0)) {
            if (table.undefined(i) && table.binding(i) != Symbol.STB_WEAK && table.referenced(i)) {
                Reference one = reference(user, table.versionIndex(i), soname, symbol.node());
                reference = one.compareTo(reference) > 0 ? one : reference;
            }
        }
        return reference;
    }

    /** {@return whether an object defines a symbol, of whatever version} */
    static boolean defines(ElfFile elf, SymbolTable name) {
        SymbolTable table = elf.symbols();
        for (int i = table.find(name, 0); i >= 0; i = table.next(i, name, 0)) {
            if (exported(table, i)) {
                return true;
            }
        }
        return false;
    }

    private static Reference reference(ElfFile user, int index, String soname, String node) {
        boolean versioned = false;
        for (Verneed need : user.verneeds()) {
            for (Verneed.Vernaux v : need.versions()) {
                versioned |= v.index() == index;
                if (v.index() == index && need.file().equals(soname) && v.name().equals(node)) {
                    return Reference.BY_VERSION;
                }
            }
        }
        return versioned ? Reference.NONE : Reference.BY_NAME;
    }
}

package org.abifit.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Machine;
import org.abifit.elf.SymbolTable;
import org.abifit.elf.Verdef;

/** Version nodes and symbols that libraries define. */
final class Nodes {
    private static final int STB_GLOBAL = 1, STB_WEAK = 2, STB_GNU_UNIQUE = 10, STV_DEFAULT = 0, STV_PROTECTED = 3;
    /** What linkers define themselves. */
    private static final List<String> OF_LINKERS = List.of("_init", "_fini", "_end", "_edata", "_etext", "__bss_start", "_start", "__end__");

    private Nodes() {}

    /** {@return whether a node is for the libraries of one build only} */
    static boolean isPrivate(String node) {
        return node.contains("PRIVATE");
    }

    /** {@return the highest node that a library defines with the same beginning as {@code like}} */
    static Optional<String> newest(ElfFile library, String like) {
        String prefix = like.replaceFirst("[0-9].*", "");
        return library.verdefs().stream().filter(d -> !d.isBase()).map(Verdef::name).filter(n -> n.startsWith(prefix) && n.length() > prefix.length()
                && Character.isDigit(n.charAt(prefix.length()))).max(VersionOrder::compare);
    }

    /** {@return the nodes that {@code of} defines and {@code other} does not, in order of their numbers} */
    static List<String> missing(ElfFile of, ElfFile other) {
        return of.verdefs().stream().filter(d -> !d.isBase()).map(Verdef::name).filter(n -> !other.defines(n)).distinct().sorted(VersionOrder::compare).toList();
    }

    /** {@return the symbols that {@code of} exports and {@code other} does not, sorted} */
    static List<String> missingSymbols(ElfFile of, ElfFile other) {
        SymbolTable table = of.symbols();
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < table.count(); i++) {
            if (exported(table, i) && !defined(other.symbols(), table, i) && !OF_LINKERS.contains(table.name(i))) {
                missing.add(table.name(i));
            }
        }
        return missing.stream().distinct().sorted().toList();
    }

    private static boolean exported(SymbolTable table, int i) {
        int binding = table.binding(i);
        int visibility = table.visibility(i);
        return !table.undefined(i) && (binding == STB_GLOBAL || binding == STB_WEAK || binding == STB_GNU_UNIQUE)
                && (visibility == STV_DEFAULT || visibility == STV_PROTECTED);
    }

    private static boolean defined(SymbolTable in, SymbolTable table, int i) {
        for (int found = in.find(table, i); found >= 0; found = in.next(found, table, i)) {
            if (exported(in, found)) {
                return true;
            }
        }
        return false;
    }

    /** {@return processor and word size of a file, for people} */
    static String machine(ElfFile elf) {
        return "%s (%d bit)".formatted(Machine.name(elf.header().machine()), elf.header().is64() ? 64 : 32);
    }
}

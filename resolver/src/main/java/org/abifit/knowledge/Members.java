package org.abifit.knowledge;

import java.util.List;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ReferenceClass;
import org.abifit.elf.Verdef;
import org.abifit.elf.Verneed;
import org.abifit.root.Glob;

/**
 * How libraries of a family are recognised. What rules out comes first, then what a file holds, then its name.
 *
 * @param defines version nodes: who defines one belongs to it
 * @param uses version nodes: who needs one belongs to it
 * @param symbols who defines one of these symbols belongs to it
 * @param components plug-ins and helpers that have neither: a name together with a library they need
 * @param sonames who is called so belongs to it
 * @param exceptSonames who is called so never does
 * @param exceptSymbols who defines one of these symbols never does
 */
public record Members(List<Glob> defines, List<Glob> uses, List<String> symbols, List<Component> components, List<Glob> sonames, List<Glob> exceptSonames,
        List<String> exceptSymbols) {
    /** Nobody. */
    public static final Members NONE = new Members(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * Objects told by two weak signs together.
     *
     * @param files patterns of their names
     * @param needed patterns of a {@code DT_NEEDED} of theirs
     */
    public record Component(List<Glob> files, List<Glob> needed) {
        boolean holds(String name, ElfFile file) {
            return matches(files, name) && file.needed().stream().anyMatch(n -> matches(needed, n));
        }

        @Override
        public String toString() {
            return files + " with " + needed;
        }
    }

    boolean hold(String soname, ElfFile file) {
        if (matches(exceptSonames, soname) || definesOne(file, exceptSymbols)) {
            return false;
        }
        return definesNode(file) || usesNode(file) || definesOne(file, symbols) || components.stream().anyMatch(c -> c.holds(soname, file)) || matches(sonames, soname);
    }

    boolean holdName(String soname) {
        return !matches(exceptSonames, soname) && matches(sonames, soname);
    }

    private boolean definesNode(ElfFile file) {
        return !defines.isEmpty() && file.verdefs().stream().map(Verdef::name).anyMatch(n -> matches(defines, n));
    }

    private boolean usesNode(ElfFile file) {
        return !uses.isEmpty() && file.verneeds().stream().flatMap(n -> n.versions().stream()).map(Verneed.Vernaux::name).anyMatch(n -> matches(uses, n));
    }

    Members with(Members more) {
        return new Members(Family.joined(defines, more.defines), Family.joined(uses, more.uses), Family.joined(symbols, more.symbols),
                Family.joined(components, more.components), Family.joined(sonames, more.sonames), Family.joined(exceptSonames, more.exceptSonames),
                Family.joined(exceptSymbols, more.exceptSymbols));
    }

    /** {@return whether a file defines one of these symbols} */
    static boolean definesOne(ElfFile file, List<String> symbols) {
        return symbols.stream().anyMatch(s -> defines(file, s));
    }

    /** {@return whether a file defines a dynamic symbol of this name} A copy of another's data (R_*_COPY) in a program is none of its own. */
    static boolean defines(ElfFile file, String symbol) {
        int found = file.symbols().find(symbol);
        return found >= 0 && !file.symbols().undefined(found) && !file.symbols().referencedAs(found, ReferenceClass.COPY);
    }

    static boolean matches(List<Glob> globs, String name) {
        return globs.stream().anyMatch(g -> g.matches(name));
    }
}

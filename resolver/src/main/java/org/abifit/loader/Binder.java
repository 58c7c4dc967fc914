package org.abifit.loader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ReferenceClass;
import org.abifit.elf.Symbol;
import org.abifit.elf.SymbolTable;
import org.abifit.elf.Verdef;
import org.abifit.elf.Verneed;

/**
 * Symbol lookup (glibc elf/dl-lookup.c, {@code do_lookup_x} and {@code check_match}).
 *
 * <p>Whether one object satisfies a reference of another does not depend on what else is loaded; only the scope does, and a
 * reference that any object of the scope satisfies is bound. So for each pair of objects the set of satisfied references is
 * worked out once and kept, and a load is a few set differences. A process of a hundred objects with fifty thousand references
 * is bound in well under a millisecond the second time.
 *
 * <p>Only references of relocations count: an undefined symbol without one is never looked up. A weak reference that is not found is
 * zero; it is looked up all the same, which older releases could end by ({@link Fault}).
 */
final class Binder {
    private final Map<ElfFile, Imports> imports = new IdentityHashMap<>();

    /** How a reference fails. */
    enum Fault {
        /** Nothing in scope satisfies it. */
        UNDEFINED,
        /** Up to 2.29 the search ends at the file that the version is asked of, whether it has the symbol or not. */
        LINK_TIME,
        /** Up to 2.40 that file must not define the symbol without having versions at all. */
        NO_VERSIONS
    }

    /** A reference that is not bound; {@code file} is the one its version is asked of. */
    record Unbound(int position, String symbol, Optional<String> version, Optional<String> file, int versionIndex, boolean onlyLazy, Fault fault) {

        Unbound withoutVersion() {
            return new Unbound(position, symbol, Optional.empty(), file, versionIndex, onlyLazy, fault);
        }
    }

    /** A reference, in the order in which the loader meets them, and the definition that it is bound to, if any. */
    record Bound(int position, int symbol, Optional<String> version, LinkMap provider, int definition) {}

    /** A version as a symbol table's indices name it: node with its hash and, for needs, the file it is asked of. */
    private record Version(String node, int hash, String file) {

        boolean matches(Version other) {
            return hash == other.hash && node.equals(other.node);
        }
    }

    /** What one object asks for, and what others were found to give. */
    private static final class Imports {
        final SymbolTable symbols;
        final boolean versioned;
        final Version[] versions;
        final int[] refs;
        final BitSet weak = new BitSet();
        final Map<String, BitSet> byFile = new HashMap<>();
        final Map<ElfFile, BitSet> given = new IdentityHashMap<>();

        /** Without any version the loader does not look at DT_VERSYM ({@code _dl_check_map_versions}). */
        Imports(ElfFile elf) {
            symbols = elf.symbols();
            versioned = symbols.versioned() && !(elf.verdefs().isEmpty() && elf.verneeds().isEmpty());
            versions = versions(elf);
            refs = refs(symbols);
            for (int k = 0; k < refs.length; k++) {
                weak.set(k, symbols.binding(refs[k]) == Symbol.STB_WEAK);
                Version version = version(this, refs[k]);
                if (version != null && version.file() != null) {
                    byFile.computeIfAbsent(version.file(), f -> new BitSet()).set(k);
                }
            }
        }
    }

    /**
     * {@return the references of {@code of} that are not bound, in the order in which the loader meets them}
     *
     * @param minor the release, 36 for 2.36
     */
    List<Unbound> unbound(LinkMap of, List<LinkMap> scope, int minor) {
        Imports needs = imports(of.elf);
        if (needs.refs.length == 0) {
            return List.of();
        }
        BitSet rest = new BitSet(needs.refs.length);
        rest.set(0, needs.refs.length);
        Map<Integer, Fault> faults = new TreeMap<>();
        for (LinkMap candidate : scope) {
            if (!candidate.faked && !rest.isEmpty()) {
                BitSet given = given(needs, of, candidate);
                if (minor < 41) {
                    endAt(candidate, needs, given, rest, minor, faults);
                }
                rest.andNot(given);
            }
        }
        rest.andNot(needs.weak);
        rest.stream().forEach(k -> faults.put(k, Fault.UNDEFINED));
        List<Unbound> unbound = new ArrayList<>();
        faults.forEach((k, fault) -> {
            boolean waits = fault == Fault.UNDEFINED ? mayWait(needs, k, scope) : needs.symbols.onlyLazy(needs.refs[k]);
            unbound.add(describe(needs, k, waits && !of.bindNow(), fault));
        });
        return unbound;
    }

    /**
     * Whether a reference need not be bound at start. Where a function's address is wanted too, an undefined symbol with a value will do
     * for the address, and only the call then fails ({@code ELF_RTYPE_CLASS_PLT}).
     */
    private boolean mayWait(Imports needs, int k, List<LinkMap> scope) {
        int symbol = needs.refs[k];
        boolean calledToo = needs.symbols.referencedAs(symbol, ReferenceClass.LAZY) && !needs.symbols.referencedAs(symbol, ReferenceClass.TLS);
        return needs.symbols.onlyLazy(symbol) || calledToo && scope.stream().filter(c -> !c.faked)
                .anyMatch(c -> definition(imports(c.elf), needs.symbols, symbol, version(needs, symbol), false) >= 0);
    }

    /** The references whose search ends badly at the very file that their version is asked of ({@code check_match}, and the end of {@code do_lookup_x}). */
    private void endAt(LinkMap candidate, Imports needs, BitSet given, BitSet rest, int minor, Map<Integer, Fault> faults) {
        boolean versioned = imports(candidate.elf).versioned;
        if (versioned && minor >= 30) {
            return;
        }
        for (String name : candidate.names()) {
            BitSet asked = (BitSet) needs.byFile.getOrDefault(name, new BitSet()).clone();
            asked.and(rest);
            asked.stream().filter(k -> versioned || !matches(needs, k, candidate) ? minor < 30 && !given.get(k) : true).forEach(k -> {
                faults.put(k, versioned || !matches(needs, k, candidate) ? Fault.LINK_TIME : Fault.NO_VERSIONS);
                rest.clear(k);
            });
        }
    }

    /** Whether {@code check_match} takes a symbol, which may be one that nobody else sees: its visibility is looked at later. */
    private boolean matches(Imports needs, int k, LinkMap candidate) {
        int symbol = needs.refs[k];
        return match(imports(candidate.elf), needs.symbols, symbol, version(needs, symbol), plt(needs.symbols, symbol)) >= 0;
    }

    private static Unbound describe(Imports needs, int k, boolean lazy, Fault fault) {
        int symbol = needs.refs[k];
        Optional<Version> version = Optional.ofNullable(version(needs, symbol));
        return new Unbound(k, needs.symbols.name(symbol), version.map(Version::node), version.map(Version::file), needs.symbols.versionIndex(symbol), lazy, fault);
    }

    /** {@return whether {@code candidate} defines what symbol {@code symbol} with {@code node} (empty: none) asks for} */
    boolean defines(ElfFile candidate, String symbol, Optional<String> node) {
        SymbolTable name = SymbolTable.ofName(symbol);
        return accepts(imports(candidate), name, 0, node.map(n -> new Version(n, hash(n), null)).orElse(null), false);
    }

    private Imports imports(ElfFile elf) {
        return imports.computeIfAbsent(elf, Imports::new);
    }

    private BitSet given(Imports needs, LinkMap of, LinkMap candidate) {
        return needs.given.computeIfAbsent(candidate.elf, c -> match(needs, imports(c), of == candidate));
    }

    /** A copy relocation never takes the program's own copy ({@code ELF_RTYPE_CLASS_COPY}). */
    private static BitSet match(Imports needs, Imports gives, boolean self) {
        BitSet found = new BitSet(needs.refs.length);
        for (int k = 0; k < needs.refs.length; k++) {
            int symbol = needs.refs[k];
            boolean copy = needs.symbols.referencedAs(symbol, ReferenceClass.COPY);
            if (!(self && copy) && accepts(gives, needs.symbols, symbol, version(needs, symbol), plt(needs.symbols, symbol))) {
                found.set(k);
            }
        }
        return found;
    }

    private static boolean plt(SymbolTable symbols, int i) {
        return symbols.referencedAs(i, ReferenceClass.LAZY) || symbols.referencedAs(i, ReferenceClass.TLS);
    }

    /**
     * {@return the references of an object that {@code which} picks by their symbols, each with what it is bound to}
     *
     * @param weakLast whether a weak definition waits for another one (LD_DYNAMIC_WEAK)
     */
    List<Bound> bindings(LinkMap of, List<LinkMap> scope, boolean weakLast, IntPredicate which) {
        Imports needs = imports(of.elf);
        List<Bound> found = new ArrayList<>();
        for (int k = 0; k < needs.refs.length; k++) {
            if (which.test(needs.refs[k])) {
                found.add(binding(needs, k, of, scope, weakLast));
            }
        }
        return found;
    }

    private Bound binding(Imports needs, int k, LinkMap of, List<LinkMap> scope, boolean weakLast) {
        int symbol = needs.refs[k];
        Version version = version(needs, symbol);
        Bound weak = null;
        for (LinkMap candidate : scope) {
            if (!candidate.faked && given(needs, of, candidate).get(k)) {
                int definition = definition(imports(candidate.elf), needs.symbols, symbol, version, plt(needs.symbols, symbol));
                Bound bound = new Bound(k, symbol, Optional.ofNullable(version).map(Version::node), candidate, definition);
                if (!weakLast || candidate.elf.symbols().binding(definition) != Symbol.STB_WEAK) {
                    return bound;
                }
                weak = weak == null ? bound : weak;
            }
        }
        return weak != null ? weak : new Bound(k, symbol, Optional.ofNullable(version).map(Version::node), null, -1);
    }

    private static boolean accepts(Imports gives, SymbolTable askTable, int ask, Version version, boolean plt) {
        return definition(gives, askTable, ask, version, plt) >= 0;
    }

    /** {@return the symbol of {@code gives} that the reference is bound to there, or -1} Behind a match that is not for others, no other is looked for. */
    private static int definition(Imports gives, SymbolTable askTable, int ask, Version version, boolean plt) {
        int match = match(gives, askTable, ask, version, plt);
        return match >= 0 && isForOthers(gives.symbols, match) ? match : -1;
    }

    private static int match(Imports gives, SymbolTable askTable, int ask, Version version, boolean plt) {
        SymbolTable table = gives.symbols;
        int otherVersions = 0;
        int other = -1;
        for (int d = table.find(askTable, ask); d >= 0; d = table.next(d, askTable, ask)) {
            if (!isDefinition(table, d, plt)) {
                continue;
            }
            if (!gives.versioned) {
                return d;
            }
            Version has = versionAt(gives, table.versionIndex(d));
            if (version != null) {
                if (has != null ? has.matches(version) : !table.hidden(d)) {
                    return d;
                }
            } else if (table.versionIndex(d) < 3) {
                return d;
            } else if (!table.hidden(d)) {
                otherVersions++;
                other = d;
            }
        }
        return otherVersions == 1 ? other : -1;
    }

    /** The checks that {@code check_match} makes before it looks at versions. */
    private static boolean isDefinition(SymbolTable table, int d, boolean plt) {
        int type = table.type(d);
        if (table.zeroValue(d) && !table.absolute(d) && type != Symbol.STT_TLS || plt && table.undefined(d)) {
            return false;
        }
        return type <= Symbol.STT_FUNC || type == Symbol.STT_COMMON || type == Symbol.STT_TLS || type == Symbol.STT_GNU_IFUNC;
    }

    /** Visibility and binding, which {@code do_lookup_x} looks at after that. */
    private static boolean isForOthers(SymbolTable table, int d) {
        int binding = table.binding(d);
        boolean bound = binding == Symbol.STB_GLOBAL || binding == Symbol.STB_WEAK || binding == Symbol.STB_GNU_UNIQUE;
        int visibility = table.visibility(d);
        return bound && visibility != Symbol.STV_HIDDEN && visibility != Symbol.STV_INTERNAL;
    }

    /** gABI chapter 5, "Hash Table". */
    private static int hash(String name) {
        int h = 0;
        for (byte b : name.getBytes(StandardCharsets.ISO_8859_1)) {
            h = (h << 4) + (b & 0xff);
            int high = h & 0xf0000000;
            h = (h ^ high >>> 24) & ~high;
        }
        return h;
    }

    private static Version version(Imports needs, int symbol) {
        return versionAt(needs, needs.symbols.versionIndex(symbol));
    }

    private static Version versionAt(Imports of, int index) {
        return index >= 0 && index < of.versions.length ? of.versions[index] : null;
    }

    /** glibc's {@code l_versions}: the base definition has no name there. */
    private static Version[] versions(ElfFile elf) {
        int most = 1;
        for (Verdef def : elf.verdefs()) {
            most = Math.max(most, def.index());
        }
        for (Verneed need : elf.verneeds()) {
            for (Verneed.Vernaux aux : need.versions()) {
                most = Math.max(most, aux.index());
            }
        }
        Version[] versions = new Version[most + 1];
        for (Verneed need : elf.verneeds()) {
            need.versions().forEach(aux -> versions[aux.index()] = new Version(aux.name(), aux.hash(), need.file()));
        }
        elf.verdefs().stream().filter(d -> !d.isBase()).forEach(d -> versions[d.index()] = new Version(d.name(), d.hash(), null));
        return versions;
    }

    private static int[] refs(SymbolTable symbols) {
        int[] refs = new int[symbols.referenceCount()];
        int n = 0;
        for (int k = 0; k < symbols.referenceCount(); k++) {
            int i = symbols.reference(k);
            boolean bindsLocally = symbols.visibility(i) == Symbol.STV_HIDDEN || symbols.visibility(i) == Symbol.STV_INTERNAL;
            boolean asked = symbols.undefined(i) || symbols.referencedAs(i, ReferenceClass.COPY);
            if (asked && !bindsLocally) {
                refs[n++] = i;
            }
        }
        return java.util.Arrays.copyOf(refs, n);
    }
}

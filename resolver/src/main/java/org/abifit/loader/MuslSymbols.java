package org.abifit.loader;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.abifit.elf.Dynamic;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ReferenceClass;
import org.abifit.elf.Symbol;
import org.abifit.elf.SymbolTable;

/**
 * How musl binds symbols (ldso/dynlink.c, {@code find_sym} and {@code do_relocs}): by name alone, each relocation on its own, those of
 * the PLT before all others. A symbol that an object defines is looked up like one that it does not.
 */
final class MuslSymbols {
    private final Dso loader;
    private final MuslRelease release;
    private final Consumer<Step> steps;

    /** What goes wrong with one relocation. */
    sealed interface Fault {
        /** Nobody defines the symbol; {@code plt} tells a call from an address. */
        record Missing(String symbol, boolean plt) implements Fault {}

        /** A variable at a fixed distance from the thread pointer, in an object that came too late for that. */
        record StaticTls(String symbol, Dso definer) implements Fault {}

        /** A weak thread-local variable that nobody defines: its module is looked up where there is none. */
        record NoModule(String symbol) implements Fault {}
    }

    /**
     * @param steps who is told of each binding
     */
    MuslSymbols(Dso loader, MuslRelease release, Consumer<Step> steps) {
        this.loader = loader;
        this.release = release;
        this.steps = steps;
    }

    /**
     * {@return what goes wrong with the relocations of an object, in the order in which the loader meets it}
     *
     * @param scope the objects whose symbols count, the program first
     */
    List<Fault> faults(Dso of, List<Dso> scope) {
        SymbolTable table = of.elf.symbols();
        List<Fault> faults = new ArrayList<>();
        BitSet addresses = new BitSet(table.count());
        int[] others = new int[table.referenceCount()];
        int n = 0;
        for (int k = 0; k < table.referenceCount(); k++) {
            int i = table.reference(k);
            if (!table.onlyLazy(i) && !addresses.get(i)) {
                addresses.set(i);
                others[n++] = i;
            } else if (bind(of, scope, table, i, true) == null && isMissed(table, i)) {
                faults.add(new Fault.Missing(table.name(i), true));
            }
        }
        for (int k = 0; k < n; k++) {
            address(of, scope, table, others[k], faults);
        }
        return faults;
    }

    private void address(Dso of, List<Dso> scope, SymbolTable table, int i, List<Fault> faults) {
        boolean copy = table.referencedAs(i, ReferenceClass.COPY);
        boolean tls = table.referencedAs(i, ReferenceClass.TLS);
        Dso definer = bind(of, copy ? scope.subList(1, scope.size()) : scope, table, i, false);
        if (definer == null && isMissed(table, i)) {
            faults.add(new Fault.Missing(table.name(i), false));
        } else if (definer == null && tls) {
            faults.add(new Fault.NoModule(table.name(i)));
        } else if (tls && definer.lateTls() && of.elf.dynamic().filter(d -> (d.flags() & Dynamic.DF_STATIC_TLS) != 0).isPresent()) {
            faults.add(new Fault.StaticTls(table.name(i), definer));
        }
    }

    /** Only an undefined weak symbol may stay without a definition. */
    private static boolean isMissed(SymbolTable table, int i) {
        return !table.undefined(i) || table.binding(i) != Symbol.STB_WEAK;
    }

    private Dso bind(Dso of, List<Dso> scope, SymbolTable ask, int i, boolean definition) {
        Dso definer = find(scope, ask, i, definition);
        steps.accept(new Step.Bound(ask.name(i), Optional.empty(), of.name, Optional.ofNullable(definer).map(d -> d.name)));
        return definer;
    }

    /** {@return the object whose definition is taken, or null} */
    private Dso find(List<Dso> scope, SymbolTable ask, int i, boolean definition) {
        for (Dso dso : scope) {
            if (defines(dso.elf, ask, i, definition)) {
                return dso;
            }
        }
        String name = ask.name(i);
        String instead = release.inLibc(name);
        return !instead.equals(name) && defines(loader.elf, SymbolTable.ofName(instead), 0, true) ? loader : null;
    }

    /** {@return whether an object is some C library: such a one gives way to musl itself} */
    static boolean isLibc(ElfFile elf) {
        return defines(elf, SymbolTable.ofName("__libc_start_main"), 0, true) && defines(elf, SymbolTable.ofName("stdin"), 0, true);
    }

    /**
     * The first entry of the name that is not hidden by its version decides for the object. Visibility does not count. A
     * {@code DT_GNU_HASH} leads to definitions only, a {@code DT_HASH} to undefined symbols as well.
     *
     * @param definition whether an undefined symbol with a value, the address of a PLT entry, will not do
     */
    private static boolean defines(ElfFile elf, SymbolTable ask, int i, boolean definition) {
        SymbolTable table = elf.symbols();
        boolean all = elf.dynamic().map(d -> d.hash() == Dynamic.HashKinds.SYSV).orElse(false);
        for (int d = table.find(ask, i); d >= 0; d = table.next(d, ask, i)) {
            boolean hashed = all || !table.undefined(d) || !table.zeroValue(d);
            if (!table.hidden(d) && hashed) {
                return accepts(table, d, definition);
            }
        }
        return false;
    }

    private static boolean accepts(SymbolTable table, int d, boolean definition) {
        int type = table.type(d);
        boolean tls = type == Symbol.STT_TLS;
        boolean placed = !table.undefined(d) || !definition && !tls;
        boolean typed = type <= Symbol.STT_FUNC || type == Symbol.STT_COMMON || tls;
        int binding = table.binding(d);
        boolean bound = binding == Symbol.STB_GLOBAL || binding == Symbol.STB_WEAK || binding == Symbol.STB_GNU_UNIQUE;
        return placed && typed && bound && (tls || !table.zeroValue(d));
    }
}

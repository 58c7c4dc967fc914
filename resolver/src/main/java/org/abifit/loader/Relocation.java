package org.abifit.loader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.abifit.elf.Machine;
import org.abifit.elf.Notes;
import org.abifit.elf.ReferenceClass;
import org.abifit.elf.Symbol;
import org.abifit.elf.SymbolTable;
import org.abifit.elf.Verneed;

/**
 * What comes after the version check: the processor level, then the symbols, dependencies before dependents (glibc elf/rtld.c,
 * {@code _rtld_main_check} and the relocation loop; elf/dl-open.c, {@code dl_open_worker_begin}).
 */
final class Relocation {
    /** The types that glibc sysdeps/x86_64/dl-machine.h takes, by bit: none, 64, PC32, COPY to RELATIVE, 32, the TLS types, SIZE32 and 64, TLSDESC, IRELATIVE, RELATIVE64. */
    private static final long KNOWN_X86_64 = 1L | 1L << 1 | 1L << 2 | 15L << 5 | 1L << 10 | 7L << 16 | 3L << 32 | 7L << 36;
    private static final String LIBC_PRIVATE = "GLIBC_PRIVATE";

    private final GlibcProcess process;
    private final LoaderProfile profile;
    private final ReportBuilder report;
    private final Wording wording;
    private final boolean lazily;
    private boolean aborted;

    /**
     * @param lazily whether functions may be bound at their first call
     */
    Relocation(GlibcProcess process, ReportBuilder report, Wording wording, boolean lazily) {
        this.process = process;
        this.profile = process.profile;
        this.report = report;
        this.wording = wording;
        this.lazily = lazily;
    }

    // ---- the processor

    /** Refuses objects of {@code maps} (search order) that ask for a higher level, dependencies first. */
    void processor(List<LinkMap> maps) {
        if (profile.machine() != Machine.X86_64 || !profile.atLeast(33) || report.failed()) {
            return;
        }
        int has = LoaderProfile.isaBits(process.cpuLevel);
        for (LinkMap map : InitOrder.of(maps, process.sortsDepthFirst()).reversed()) {
            if (!map.faked && map != process.rtld && !map.relocated && (map.elf.notes().isaNeeded() & ~has) != 0) {
                String line = map.name + ": CPU ISA level is lower than required";
                report.error(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, map.name, line));
                report.lastLine(line);
            }
        }
    }

    // ---- symbols

    /**
     * Binds the references of all objects of {@code maps} that are not relocated yet.
     *
     * @param maps search order
     * @param scope where symbols are looked up, in order
     */
    void symbols(List<LinkMap> maps, List<LinkMap> scope) {
        if (report.failed()) {
            report.lastLine("");
        }
        for (LinkMap map : order(maps)) {
            List<LinkMap> own = map.symbolic() ? selfFirst(map, scope) : scope;
            strangeTypes(map);
            staticTls(map, own);
            object(map, own);
        }
    }

    private List<LinkMap> order(List<LinkMap> maps) {
        List<LinkMap> order = new ArrayList<>(InitOrder.of(maps, process.sortsDepthFirst()).reversed());
        order.removeIf(m -> m.faked || m == process.rtld || m.relocated);
        if (profile.atLeast(41)) {
            order.sort(Comparator.comparing(m -> !m.elf.soname().equals(Optional.of("libc.so.6"))));
        }
        return order;
    }

    /** A type that the loader does not know ends it ({@code _dl_reloc_bad_type}). */
    private void strangeTypes(LinkMap map) {
        long strange = profile.machine() == Machine.X86_64 && profile.is64() ? map.elf.dynamic().map(d -> d.relocations().types()).orElse(0L) & ~KNOWN_X86_64 : 0;
        if (strange == Long.MIN_VALUE) {
            report.missing(new LoadRemark("relocation", map.name, "a relocation of a type from 63 on; the facts do not tell which"));
        } else if (strange != 0) {
            String line = wording.loading(map.name, "unexpected reloc type 0x%02x".formatted(Long.numberOfTrailingZeros(strange)));
            report.error(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, map.name, line));
            report.lastLine(line);
        }
    }

    private static List<LinkMap> selfFirst(LinkMap map, List<LinkMap> scope) {
        List<LinkMap> own = new ArrayList<>(List.of(map));
        own.addAll(scope);
        return own;
    }

    private void object(LinkMap map, List<LinkMap> scope) {
        int named = namedVersions(map);
        List<Binder.Bound> copies = map == process.main && map.isProgram ? copies(map, scope) : List.of();
        int c = 0;
        for (Binder.Unbound unbound : process.binder.unbound(map, scope, profile.minor())) {
            for (; c < copies.size() && copies.get(c).position() < unbound.position(); c++) {
                copied(map, copies.get(c));
            }
            unbound(map, unbound.versionIndex() > named ? unbound.withoutVersion() : unbound);
        }
        copies.subList(c, copies.size()).forEach(b -> copied(map, b));
        if (process.question.traced()) {
            process.bindings(map, scope, symbol -> true).forEach(b -> process.tell(new Step.Bound(map.elf.symbols().name(b.symbol()), b.version(), map.name,
                    Optional.ofNullable(b.provider()).map(p -> p.name))));
        }
    }

    /**
     * The highest version index that has a name: a tracing loader sizes its table by the needs whose file was found
     * ({@code _dl_check_map_versions}), so of a missing library's versions some are not named.
     */
    private int namedVersions(LinkMap of) {
        if (of.needed.stream().noneMatch(n -> n.faked) && process.loaded.stream().noneMatch(l -> l.faked)) {
            return Integer.MAX_VALUE;
        }
        int high = of.elf.verdefs().stream().mapToInt(d -> d.index()).max().orElse(0);
        for (Verneed need : of.elf.verneeds()) {
            boolean found = process.loaded.stream().anyMatch(l -> !l.faked && l.isCalled(need.file()));
            high = found ? Math.max(high, need.versions().stream().mapToInt(Verneed.Vernaux::index).max().orElse(0)) : high;
        }
        return high;
    }

    /** What a C library of two builds lacks of itself, its own initialisers call: lazy binding never saved such a start in the cases measured. */
    private void unbound(LinkMap map, Binder.Unbound u) {
        LoadError error = switch (u.fault()) {
            case UNDEFINED -> undefined(map, u);
            case LINK_TIME -> linkTime(map, u);
            case NO_VERSIONS -> LoadError.ofFile(LoadError.Kind.LOADER_OTHER, map.name, "Inconsistency detected by ld.so: dl-lookup.c: check_match: "
                    + "Assertion `version->filename == NULL || ! _dl_name_match_p (version->filename, map)' failed!");
        };
        boolean splitLibc = u.version().equals(Optional.of(LIBC_PRIVATE));
        boolean late = u.onlyLazy() && !splitLibc && lazily;
        if (aborted) {
            report.hiddenError(late);
        } else if (late) {
            report.lateError(error);
        } else {
            report.error(error);
        }
        if (late) {
            report.lateLine(error.message());
        } else {
            report.lastLine(error.message());
        }
        aborted |= u.fault() == Binder.Fault.NO_VERSIONS;
    }

    private LoadError undefined(LinkMap map, Binder.Unbound u) {
        String line = wording.undefined(map.name, u.symbol(), u.version());
        return new LoadError(LoadError.Kind.UNDEFINED_SYMBOL, Optional.empty(), Optional.of(u.symbol()), u.version(), Optional.of(map.name), line);
    }

    private LoadError linkTime(LinkMap map, Binder.Unbound u) {
        String line = wording.linkTime(map.name, u.symbol(), u.version().orElse(""), u.file().orElse(""));
        return new LoadError(LoadError.Kind.SYMBOL_VERSION, u.file(), Optional.of(u.symbol()), u.version(), Optional.of(map.name), line);
    }

    // ---- copy relocations

    private List<Binder.Bound> copies(LinkMap map, List<LinkMap> scope) {
        SymbolTable table = map.elf.symbols();
        List<Binder.Bound> copies = process.bindings(map, scope,
                s -> table.referencedAs(s, ReferenceClass.COPY) || isFunctionAddress(table, s) && !table.referencedAs(s, ReferenceClass.DATA));
        return copies.stream().filter(b -> b.provider() != null).toList();
    }

    /** An undefined function with a value: the program's PLT entry is the function's address for everybody (x86-64 psABI, "Function Addresses"). */
    private static boolean isFunctionAddress(SymbolTable table, int symbol) {
        return table.undefined(symbol) && !table.zeroValue(symbol);
    }

    /** glibc sysdeps/generic/dl-protected.h, and the size check of {@code R_*_COPY}. */
    private void copied(LinkMap map, Binder.Bound bound) {
        SymbolTable mine = map.elf.symbols();
        SymbolTable its = bound.provider().elf.symbols();
        boolean copy = mine.referencedAs(bound.symbol(), ReferenceClass.COPY);
        if (its.visibility(bound.definition()) == Symbol.STV_PROTECTED && profile.atLeast(35)) {
            isProtected(mine.name(bound.symbol()), bound.provider(), copy);
        }
        if (copy) {
            size(mine.name(bound.symbol()), mine.size(bound.symbol()), its.size(bound.definition()), bound.provider());
        }
    }

    private void isProtected(String symbol, LinkMap provider, boolean copy) {
        String line = copy ? "warning: copy relocation against non-copyable protected symbol `%s' in `%s'".formatted(symbol, provider.name)
                : "warning: direct reference to protected function `%s' in `%s' may break pointer equality".formatted(symbol, provider.name);
        report.warning(new LoadRemark(copy ? "copy-protected" : "address-protected", provider.name, line));
        report.line(line);
        if ((provider.elf.notes().needed1() & Notes.INDIRECT_EXTERN_ACCESS) != 0) {
            String end = wording.of(symbol, provider.name, "error due to GNU_PROPERTY_1_NEEDED_INDIRECT_EXTERN_ACCESS");
            report.error(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, provider.name, end));
            report.lastLine(end);
        }
    }

    /** A copy that is too large is only warned of when LD_WARN asks for it ({@code dl_verbose}). */
    private void size(String symbol, long mine, long its, LinkMap provider) {
        if (its > mine || its < mine && !process.question.env().getOrDefault("LD_WARN", "").isEmpty()) {
            String line = wording.plain("Symbol `%s' has different size in shared object, consider re-linking".formatted(symbol));
            report.warning(new LoadRemark("copy-size", provider.name, line));
            report.line(line);
        } else if (its < mine) {
            report.note(new LoadRemark("copy-size", provider.name, "the program's copy of %s has %d bytes, that of %s only %d: the rest is zero"
                    .formatted(symbol, mine, provider.name, its)));
        }
    }

    // ---- thread-local storage

    /**
     * Thread-local variables at fixed offsets take their place from a small reserve when their object comes late (glibc
     * elf/dl-reloc.c, {@code _dl_try_allocate_static_tls}). How much of it is left, other openings decide too.
     */
    private void staticTls(LinkMap map, List<LinkMap> scope) {
        if (wording.program().isPresent() || !GlibcProcess.usesStaticTls(map)) {
            return;
        }
        SymbolTable table = map.elf.symbols();
        Set<LinkMap> owners = new LinkedHashSet<>();
        if (GlibcProcess.fixesOwnTls(map) || refersToOwnTls(table)) {
            owners.add(map);
        }
        process.bindings(map, scope, s -> table.referencedAs(s, ReferenceClass.TLS)).stream().map(Binder.Bound::provider).filter(Objects::nonNull)
                .forEach(owners::add);
        owners.stream().filter(o -> !o.relocated && !o.tlsPlaced && o.elf.tls().isPresent()).forEach(o -> place(o, map));
    }

    /** A variable that an object exports, it refers to by name, as another might define it first. */
    private static boolean refersToOwnTls(SymbolTable table) {
        return IntStream.range(0, table.referenceCount()).map(table::reference).anyMatch(s -> !table.undefined(s) && table.referencedAs(s, ReferenceClass.TLS));
    }

    private void place(LinkMap owner, LinkMap by) {
        long size = owner.elf.tls().orElseThrow().memSize();
        if (size > process.staticTlsLeft) {
            String line = wording.loading(by.name, "cannot allocate memory in static TLS block");
            report.error(LoadError.ofFile(LoadError.Kind.STATIC_TLS, by.name, line));
            report.lastLine(line);
        } else {
            owner.tlsPlaced = true;
            process.staticTlsLeft -= size;
            report.note(new LoadRemark("static-tls", owner.name, "takes %d bytes of the reserve for thread-local variables at fixed offsets; %d are left"
                    .formatted(size, process.staticTlsLeft)));
        }
    }

    // ---- the C library

    /** From 2.32 on ld.so calls a function of libc.so.6 that older ones lack. */
    void earlyInit(List<LinkMap> maps) {
        if (!profile.atLeast(32) || report.failsLazily()) {
            return;
        }
        for (LinkMap map : maps) {
            boolean libc = !map.faked && map.elf.soname().equals(Optional.of("libc.so.6"));
            if (libc && !process.binder.defines(map.elf, "__libc_early_init", Optional.of(LIBC_PRIVATE))) {
                String line = "Inconsistency detected by ld.so: dl-call-libc-early-init.c: _dl_call_libc_early_init: Assertion `sym != NULL' failed!";
                report.startError(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, map.name, line));
                report.lastLine(line);
            }
        }
    }
}

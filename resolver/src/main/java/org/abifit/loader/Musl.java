package org.abifit.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.abifit.elf.Dynamic;
import org.abifit.elf.Machine;
import org.abifit.elf.ReferenceClass;
import org.abifit.elf.SymbolTable;
import org.abifit.loader.MuslLibraries.Loaded;
import org.abifit.loader.MuslSymbols.Fault;

/**
 * musl's loader (ldso/dynlink.c): no versions, no soname, no cache; everything is bound at start, and everything that is missing
 * is printed. The names of glibc's core libraries are musl itself.
 *
 * <ol>
 *   <li>preloads, of whose failure nothing is said;
 *   <li>DT_NEEDED, breadth first ({@link MuslLibraries});
 *   <li>symbols, in the order of loading, the program last ({@link MuslSymbols}).
 * </ol>
 *
 * <p>dlopen goes through the same phases with the new objects and ends at the first error. Who calls it does not matter.
 */
final class Musl {
    /** The types that arch/x86_64/reloc.h names, by bit: none, 64, PC32, COPY to RELATIVE, DTPMOD64 to TPOFF64, TLSDESC. */
    private static final long KNOWN_X86_64 = 1L | 1L << 1 | 1L << 2 | 15L << 5 | 7L << 16 | 1L << 36;
    private static final String SIGNAL = ": the loader ends by a signal";

    private final LoadQuestion question;
    private final Dso rtld;
    private final Dso main;
    private final boolean isProgram;
    private final boolean secure;
    private final MuslRelease release;
    private final MuslLibraries libraries;
    private final MuslSymbols symbols;
    private final List<Dso> loaded;
    /** Those whose symbols everybody sees. */
    private final List<Dso> global = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Consumer<Step> listener;
    private final ReportBuilder report = new ReportBuilder();
    private boolean crashed;

    private Musl(LoadQuestion question, LoaderProfile profile, LinkMap rtld, LinkMap main, boolean isProgram) {
        this.question = question;
        this.rtld = dso(rtld);
        this.main = dso(main);
        this.isProgram = isProgram;
        this.secure = isProgram && isSecure();
        this.release = MuslRelease.of(rtld.elf);
        this.listener = question.traced() ? steps::add : step -> { };
        MuslSearch search = new MuslSearch(question, profile, this.rtld, this.main, isProgram, secure, listener);
        this.libraries = new MuslLibraries(this.rtld, this.main, search, new MuslMapping(this.rtld, release), listener);
        this.symbols = new MuslSymbols(this.rtld, release, listener);
        this.loaded = libraries.loaded;
        this.rtld.needsKnown = true;
    }

    private static Dso dso(LinkMap map) {
        return new Dso(map.name, map.name, null, map.elf, map.file, map.realPath, map.route);
    }

    /** AT_SECURE: the kernel changed the process's user or group at its start. */
    private boolean isSecure() {
        return question.starter() == LoadQuestion.Starter.OTHER && main.file.setId();
    }

    static LoadReport load(LoadQuestion question, LoaderProfile profile, LinkMap rtld, LinkMap main, boolean isProgram, boolean closureOnly) {
        return new Musl(question, profile, rtld, main, isProgram).run(closureOnly);
    }

    private LoadReport run(boolean closureOnly) {
        report.resolved(Glibc.baseName(rtld.name), rtld.name);
        if (main.elf.dynamic().isEmpty()) {
            crash(report, main.name, "has no dynamic section");
        } else {
            load();
            describe(loaded, libraries.itself, report);
            global.addAll(loaded);
            loaded.forEach(Dso::starts);
            if (!closureOnly) {
                relocate();
                notes();
                opened();
            }
        }
        report.steps(steps);
        return report.build(isProgram);
    }

    private void crash(ReportBuilder into, String file, String why) {
        into.error(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, file, file + " " + why + SIGNAL));
        into.unknownLine();
        crashed = true;
    }

    // ---- loading

    private void load() {
        if (!secure) {
            preloads(question.env().getOrDefault("LD_PRELOAD", ""));
        }
        for (int i = 0; i < loaded.size() && !crashed; i++) {
            needs(loaded.get(i), report, false);
        }
    }

    /** {@code load_preload}; a separator at the end is followed by one more name, the empty one. */
    private void preloads(String names) {
        String[] split = names.split("[ \t\n\u000b\f\r:]+", -1);
        for (int i = split[0].isEmpty() ? 1 : 0; i < split.length && !crashed; i++) {
            preload(split[i]);
        }
    }

    private void preload(String name) {
        switch (libraries.load(name, null)) {
            case Loaded.Crashed(String file, String why) -> crash(report, file, why);
            case Loaded.FailedSomehow(String file, String why) -> report.missing(new LoadRemark("unread", file, "%s %s".formatted(file, why)));
            case Loaded.Undecided(LoadRemark evidence) -> report.missing(evidence);
            case Loaded.Failed f -> { }
            case Loaded.Done d -> { }
        }
    }

    /** {@return whether all was found} With {@code onlyFirst} the first failure is the last. */
    private boolean needs(Dso of, ReportBuilder into, boolean onlyFirst) {
        boolean all = true;
        if (!of.needsKnown) {
            for (String name : of.elf.needed()) {
                if (!crashed && (all || !onlyFirst)) {
                    Optional<Dso> dso = got(name, of, " (needed by %s)".formatted(of.name), into);
                    of.needs(name, dso);
                    all &= dso.isPresent();
                }
            }
            of.needsKnown = true;
        }
        return all;
    }

    private Optional<Dso> got(String name, Dso of, String neededBy, ReportBuilder into) {
        switch (libraries.load(name, of)) {
            case Loaded.Done(Dso dso) -> {
                return Optional.of(dso);
            }
            case Loaded.Failed(String why) -> {
                String line = "Error loading shared library %s: %s%s".formatted(name, why, neededBy);
                into.error(why.equals(MuslSearch.ENOENT) ? LoadError.missing(name, of.name, line) : LoadError.ofFile(LoadError.Kind.LOADER_OTHER, name, line));
                into.line(line);
            }
            case Loaded.FailedSomehow(String file, String why) -> {
                into.error(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, name, "%s %s".formatted(file, why)));
                into.unknownLine();
            }
            case Loaded.Crashed(String file, String why) -> crash(into, file, why);
            case Loaded.Undecided(LoadRemark evidence) -> into.missing(evidence);
        }
        return Optional.empty();
    }

    private void describe(List<Dso> maps, List<String> itself, ReportBuilder into) {
        itself.forEach(name -> into.resolved(name, rtld.name));
        maps.stream().filter(d -> d != main && d != rtld).forEach(d -> into.resolved(d.asked, d.name));
        into.objects(maps.stream().filter(d -> d != rtld).map(Dso::described).toList());
        maps.forEach(d -> remarks(d, into));
    }

    // ---- what the loader does not say

    private void remarks(Dso dso, ReportBuilder into) {
        if (dso.elf.dynamic().map(Dynamic::hasRelr).orElse(false) && !release.knowsRelr()) {
            into.note(new LoadRemark("relr", dso.name, "musl %s leaves the relocations of DT_RELR in %s undone".formatted(release.number(), dso.name)));
        }
        if (isForeign(dso)) {
            into.note(new LoadRemark("machine", dso.name, "%s is for another machine; musl does not look at that".formatted(dso.name)));
        }
    }

    private void notes() {
        if (isProgram && main.file.setId() && (question.env().containsKey("LD_LIBRARY_PATH") || question.env().containsKey("LD_PRELOAD"))) {
            report.note(new LoadRemark("set-id", main.name, secure ? "a set-id program: LD_LIBRARY_PATH and LD_PRELOAD do not count"
                    : "a set-id program: started by another user than its owner, LD_LIBRARY_PATH and LD_PRELOAD would not count"));
        }
        if (!isProgram && main.elf.tls().isPresent() && wantsFixedTls(main)) {
            report.note(new LoadRemark("static-tls", main.name, "has thread-local variables at fixed offsets: musl does not open it late"));
        }
    }

    private boolean isForeign(Dso dso) {
        return dso.elf.header().machine() != rtld.elf.header().machine();
    }

    private static boolean wantsFixedTls(Dso dso) {
        return dso.elf.dynamic().map(d -> (d.flags() & Dynamic.DF_STATIC_TLS) != 0).orElse(false);
    }

    // ---- symbols

    /** The program comes last, because its copy relocations want finished libraries. At the end the loader looks for malloc. */
    private void relocate() {
        List<Dso> order = new ArrayList<>(loaded.subList(1, loaded.size()));
        order.add(main);
        if (main.hasNoHash() && !crashed && order.stream().anyMatch(Musl::looksIntoTheProgram)) {
            crash(report, main.name, "has no hash table");
        }
        for (Dso dso : order) {
            if (dso != rtld && !crashed) {
                relocate(dso, report, false, false);
            }
        }
        if (main.hasNoHash() && !report.failed()) {
            crash(report, main.name, "has no hash table");
        }
    }

    /** All relocations do but those that copy, which only a program has. */
    private static boolean looksIntoTheProgram(Dso dso) {
        SymbolTable table = dso.elf.symbols();
        return IntStream.range(0, table.referenceCount()).map(table::reference).anyMatch(i -> !table.referencedAs(i, ReferenceClass.COPY)
                || table.referencedAs(i, ReferenceClass.LAZY) || table.referencedAs(i, ReferenceClass.DATA) || table.referencedAs(i, ReferenceClass.TLS));
    }

    /**
     * Binds the references of an object.
     *
     * @param late whether the start is over, so that its thread-local variables have no fixed place
     * @param lazily whether what is missing may wait, as far as the kind of relocation allows
     */
    private void relocate(Dso of, ReportBuilder into, boolean late, boolean lazily) {
        if (isForeign(of) && of.elf.symbols().referenceCount() > 0) {
            into.missing(new LoadRemark("machine", of.name, "%s is for another machine: whether its relocations are known here depends on their types".formatted(of.name)));
            return;
        }
        boolean fixed = late && wantsOwnFixedTls(of);
        for (Fault fault : symbols.faults(of, global)) {
            if (fixed && !(fault instanceof Fault.Missing(String symbol, boolean plt) && plt)) {
                fixed = fixedTls(of, into);
            }
            switch (fault) {
                case Fault.Missing(String symbol, boolean plt) -> missing(of, symbol, plt, into, lazily);
                case Fault.StaticTls(String symbol, Dso definer) -> error(into, new LoadError(LoadError.Kind.STATIC_TLS, Optional.of(definer.name),
                        Optional.of(symbol), Optional.empty(), Optional.of(of.name),
                        "Error relocating %s: %s: initial-exec TLS resolves to dynamic definition in %s".formatted(of.name, symbol, definer.name)));
                case Fault.NoModule(String symbol) when late && into.failsLazily() -> { }
                case Fault.NoModule(String symbol) -> {
                    crash(into, of.name, "refers to the weak thread-local " + symbol);
                    return;
                }
            }
        }
        if (fixed) {
            fixedTls(of, into);
        }
        strangeTypes(of, into);
    }

    /** A type that the loader does not know is named, and the relocation left undone; where among the missing symbols, the facts do not tell. */
    private void strangeTypes(Dso of, ReportBuilder into) {
        boolean known = of.elf.header().machine() != Machine.X86_64 || !of.elf.header().is64();
        long strange = known ? 0 : of.elf.dynamic().map(d -> d.relocations().types()).orElse(0L) & ~KNOWN_X86_64;
        for (int type = 0; type < Long.SIZE - 1; type++) {
            if ((strange & 1L << type) != 0) {
                String line = "Error relocating %s: unsupported relocation type %d".formatted(of.name, type);
                error(into, LoadError.ofFile(LoadError.Kind.LOADER_OTHER, of.name, line));
            }
        }
        if (strange < 0) {
            into.missing(new LoadRemark("relocation", of.name, "a relocation of a type from 63 on; the facts do not tell which"));
        }
    }

    private static void missing(Dso of, String symbol, boolean plt, ReportBuilder into, boolean lazily) {
        LoadError error = new LoadError(LoadError.Kind.UNDEFINED_SYMBOL, Optional.empty(), Optional.of(symbol), Optional.empty(), Optional.of(of.name),
                "Error relocating %s: %s: symbol not found".formatted(of.name, symbol));
        if (!lazily) {
            error(into, error);
            return;
        }
        into.lateError(error);
        if (!plt) {
            into.missing(new LoadRemark("relocation", of.name,
                    "%s refers to %s, which nobody defines: that may wait when the address goes into the global offset table only".formatted(of.name, symbol)));
        }
    }

    private static void error(ReportBuilder into, LoadError error) {
        into.error(error);
        into.line(error.message());
    }

    /** Whether an object wants variables of its own, which have no name, at a fixed distance from the thread pointer. */
    private static boolean wantsOwnFixedTls(Dso of) {
        SymbolTable table = of.elf.symbols();
        boolean named = IntStream.range(0, table.referenceCount()).anyMatch(k -> table.referencedAs(table.reference(k), ReferenceClass.TLS));
        return of.elf.tls().isPresent() && !named && wantsFixedTls(of);
    }

    /** The loader's own line names whatever symbol it came upon before, or nothing that is one. {@return false: once is enough} */
    private static boolean fixedTls(Dso of, ReportBuilder into) {
        into.error(LoadError.ofFile(LoadError.Kind.STATIC_TLS, of.name, "Error relocating %s: initial-exec TLS resolves to dynamic definition in it".formatted(of.name)));
        into.unknownLine();
        return false;
    }

    // ---- dlopen

    private void opened() {
        if (question.opens().isEmpty() || report.failed() || report.undecided()) {
            return;
        }
        libraries.forgetErrors();
        List<OpenedReport> all = new ArrayList<>();
        for (Opening opening : question.opens()) {
            listener.accept(new Step.Opened(opening));
            all.add(new OpenedReport(opening, open(opening)));
        }
        report.opened(all);
    }

    /** Whatever object calls: the search starts from the program. A failure takes back what was loaded. */
    private LoadReport open(Opening opening) {
        ReportBuilder into = new ReportBuilder();
        int before = loaded.size();
        int names = libraries.itself.size();
        int visible = global.size();
        Optional<Dso> found = got(opening.file(), main, "", into);
        if (found.isPresent() && needsFrom(found.get(), into)) {
            describe(List.copyOf(loaded.subList(before, loaded.size())), libraries.itself.subList(names, libraries.itself.size()), into);
            see(found.get());
            found.get().neededBelow().forEach(this::see);
            for (Dso dso : loaded.subList(before, loaded.size())) {
                if (dso != rtld && !crashed) {
                    relocate(dso, into, true, !opening.now() && !dso.bindNow());
                }
            }
        }
        into.firstError().ifPresent(into::line);
        boolean failed = into.failsLazily() || into.undecided();
        if (failed) {
            loaded.subList(before, loaded.size()).clear();
        }
        if (failed || !opening.global()) {
            global.subList(visible, global.size()).clear();
        }
        return into.build(true);
    }

    private boolean needsFrom(Dso opened, ReportBuilder into) {
        for (int i = loaded.indexOf(opened); i < loaded.size(); i++) {
            if (!needs(loaded.get(i), into, true)) {
                return false;
            }
        }
        return true;
    }

    private void see(Dso dso) {
        if (!global.contains(dso)) {
            global.add(dso);
        }
    }
}

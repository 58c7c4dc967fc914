package org.abifit.loader;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfHeader;
import org.abifit.elf.LibcBuild;
import org.abifit.elf.Machine;
import org.abifit.elf.Verneed;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.MachineFacts;
import org.abifit.root.RegularFile;

/**
 * The door: asks the loader that the application names what it would do. One {@code Loader} keeps what it worked out about pairs of
 * objects, so that many questions over the same files are cheap; it is for one thread.
 */
public final class Loader {
    private static final int MOST_SCRIPTS = 5, PF_X = 1;
    /** The loaders that an object without PT_INTERP is put to, by class and machine (each machine's psABI). */
    private static final Map<String, List<String>> LOADERS = Map.ofEntries(Map.entry("2/62", List.of("/lib64/ld-linux-x86-64.so.2")),
            Map.entry("1/62", List.of("/libx32/ld-linux-x32.so.2")), Map.entry("1/3", List.of("/lib/ld-linux.so.2")),
            Map.entry("2/183", List.of("/lib/ld-linux-aarch64.so.1")), Map.entry("2/22", List.of("/lib/ld64.so.1")), Map.entry("1/22", List.of("/lib/ld.so.1")),
            Map.entry("2/21", List.of("/lib64/ld64.so.2", "/lib64/ld64.so.1")), Map.entry("2/243", List.of("/lib/ld-linux-riscv64-lp64d.so.1")),
            Map.entry("1/40", List.of("/lib/ld-linux-armhf.so.3", "/lib/ld-linux.so.3")), Map.entry("2/8", List.of("/lib64/ld.so.1")),
            Map.entry("1/8", List.of("/lib/ld.so.1")), Map.entry("2/258", List.of("/lib64/ld-linux-loongarch-lp64d.so.1")));
    private static final Map<String, String> MUSL_LOADERS = Map.of("2/62", "/lib/ld-musl-x86_64.so.1", "1/3", "/lib/ld-musl-i386.so.1", "2/183",
            "/lib/ld-musl-aarch64.so.1", "1/40", "/lib/ld-musl-armhf.so.1", "2/243", "/lib/ld-musl-riscv64.so.1");

    private final Caches caches = new Caches(new Binder(), new CacheIndex());
    private final Remembered remembered = new Remembered();
    private boolean closureOnly;

    /** What is worth keeping from one load to the next. */
    record Caches(Binder binder, CacheIndex cacheIndex) {}

    /** {@return what the loader would do} */
    public LoadReport load(LoadQuestion question) {
        return load(question, 0);
    }

    /** {@return what the loader would map, without looking at symbols: {@code errors} and verdicts are those up to there} */
    public LoadReport closure(LoadQuestion question) {
        closureOnly = true;
        try {
            return load(question, 0);
        } finally {
            closureOnly = false;
        }
    }

    /** {@return what the loader would do with nothing bound and an empty environment; a root that is asked again is not searched again} */
    public LoadReport asShipped(FileView files, String app, MachineFacts machine) {
        return remembered.load(files, app, machine, this::load);
    }

    /** {@return as {@link #closure} what the loader would map with nothing bound and an empty environment; remembered as well} */
    public LoadReport closureAsShipped(FileView files, String app, MachineFacts machine) {
        return remembered.closure(files, app, machine, this::closure);
    }

    /** {@return as {@link Locator#of}; remembered as well} */
    public Locator locator(FileView files, ElfFile app, MachineFacts machine) {
        return remembered.locator(files, app.interp().orElseGet(() -> loaderFor(files, app)), machine, f -> Locator.of(f, app, machine));
    }

    /** {@return the version nodes that a need asks of a provider and does not get; objects without versions give all} */
    public VersionGap gap(Verneed need, ElfFile provider) {
        return remembered.gap(need, provider, Remembered::gap);
    }

    /** {@return whether an object defines what a reference to {@code symbol} with version {@code node} (empty: none) asks for} */
    public boolean defines(ElfFile object, String symbol, Optional<String> node) {
        return caches.binder().defines(object, symbol, node);
    }

    /** {@return the paths of glibc's loaders on the machines known, 64 bit first} */
    static List<String> glibcLoaders() {
        return LOADERS.entrySet().stream().sorted(Map.Entry.<String, List<String>>comparingByKey().reversed()).flatMap(e -> e.getValue().stream()).toList();
    }

    private LoadReport load(LoadQuestion question, int scripts) {
        return switch (question.files().lookup(question.app())) {
            case Lookup.Found(String real, RegularFile file) -> load(question, scripts, real, file);
            case Lookup.Found(String real, Directory d) -> unstartable(question, "is a folder");
            case Lookup.Found f -> unstartable(question, "is no regular file");
            case Lookup.Missing m -> unstartable(question, "there is no such file");
            case Lookup.NotDirectory n -> unstartable(question, "a file lies on the way to it");
            case Lookup.Loop l -> unstartable(question, "links turn in a circle");
            case Lookup.Unknown u -> undecided(question, u.why());
        };
    }

    private LoadReport load(LoadQuestion question, int scripts, String real, RegularFile file) {
        return switch (file.content()) {
            case Content.Elf elf -> start(question, real, file, elf.ref().file());
            case Content.Script script when scripts < MOST_SCRIPTS -> script(question, script, scripts);
            case Content.Malformed m -> undecided(question, "malformed: " + m.fault());
            case Content.Unreadable u -> undecided(question, u.why());
            case Content.Script s -> unstartable(question, "scripts name each other in a circle");
            case Content.Kept k -> unstartable(question, "is not an ELF file");
            case Content.Plain p -> unstartable(question, file.size() == 0 ? "is empty" : "is not an ELF file");
        };
    }

    private static LoadReport undecided(LoadQuestion question, String why) {
        ReportBuilder report = new ReportBuilder();
        report.missing(new LoadRemark("unread", question.app(), "the application cannot be judged: " + why));
        return report.build(true);
    }

    /** What the kernel does not start. */
    private static LoadReport unstartable(LoadQuestion question, String why) {
        ReportBuilder report = new ReportBuilder();
        report.error(LoadError.ofFile(LoadError.Kind.EXEC, question.app(), "%s: cannot be started: %s".formatted(question.app(), why)));
        return report.build(true);
    }

    /** The kernel starts the interpreter with the script as argument; what is loaded is the interpreter's. */
    private LoadReport script(LoadQuestion question, Content.Script script, int scripts) {
        String interpreter = script.line().isEmpty() ? "" : script.line().split("[ \t]")[0];
        String app = interpreter.startsWith("/") ? interpreter : "/" + interpreter;
        return load(question.about(app), scripts + 1).after(new LoadRemark("script", question.app(), "a script: judged is its interpreter, " + interpreter));
    }

    private LoadReport start(LoadQuestion question, String real, RegularFile file, ElfFile elf) {
        Optional<String> refusal = refusal(file, elf);
        if (refusal.isPresent()) {
            return unstartable(question, refusal.get());
        }
        boolean named = Glibc.baseName(real).contains(".so");
        if (elf.interp().isEmpty() && (elf.dynamic().isEmpty() || !named && file.executable())) {
            return staticProgram(question, elf);
        }
        String interp = elf.interp().orElseGet(() -> loaderFor(question.files(), elf));
        if (!(question.files().lookup(interp) instanceof Lookup.Found(String loaderReal, RegularFile loaderFile))) {
            return noLoader(question, interp);
        }
        if (!(loaderFile.content() instanceof Content.Elf loader) || loader.ref().file().libc().isEmpty()) {
            ReportBuilder report = new ReportBuilder();
            report.missing(new LoadRemark("loader", interp, "the loader %s is none that is known here".formatted(interp)));
            return report.build(true);
        }
        boolean program = elf.interp().isPresent() && !Glibc.baseName(question.app()).contains(".so");
        LinkMap rtld = new LinkMap(interp, interp, null, loader.ref().file(), loaderFile, loaderReal, Route.PATH);
        loader.ref().file().soname().ifPresent(rtld.libnames::add);
        LinkMap main = LinkMap.application(question.app(), elf, file, real, program);
        return run(question, loader.ref().file(), rtld, main, program);
    }

    /** {@return why the kernel does not start a file, nor a loader take it for an application} */
    private static Optional<String> refusal(RegularFile file, ElfFile elf) {
        if (elf.header().type() != ElfHeader.ET_EXEC && elf.header().type() != ElfHeader.ET_DYN) {
            return Optional.of("it is neither a program nor a shared object (e_type %d)".formatted(elf.header().type()));
        }
        if (elf.loads().isEmpty() || elf.loads().stream().anyMatch(l -> (l.flags() & PF_X) != 0 && l.fileSize() == 0 && l.memSize() > 0)) {
            return Optional.of("its code is not in the file, as in debug files");
        }
        boolean program = elf.interp().isPresent() && !elf.dynamic().map(d -> d.soname().isPresent()).orElse(false);
        return program && !file.executable() ? Optional.of("it may not be executed (mode %o)".formatted(file.mode())) : Optional.empty();
    }

    private static LoadReport staticProgram(LoadQuestion question, ElfFile elf) {
        ReportBuilder report = new ReportBuilder();
        report.note(new LoadRemark("static", question.app(), "statically linked: no loader is involved"));
        boolean x86 = elf.header().machine() == Machine.X86_64 || elf.header().machine() == Machine.I386;
        if (question.machine().cpuLevel().isPresent() && !x86) {
            report.note(new LoadRemark("machine", question.app(), "is for %s: other machines do not start it".formatted(Machine.name(elf.header().machine()))));
        }
        if (elf.loads().stream().anyMatch(l -> l.offset() + l.fileSize() > elf.size())) {
            report.missing(new LoadRemark("truncated", question.app(), "%s is shorter than its segments: what is missing may end it (SIGBUS)".formatted(question.app())));
        }
        return report.build(true);
    }

    private LoadReport run(LoadQuestion question, ElfFile loader, LinkMap rtld, LinkMap main, boolean program) {
        String level = question.machine().cpuLevel().orElse("x86-64-v1");
        LibcBuild build = loader.libc().orElseThrow();
        LoaderProfile profile = LoaderProfile.of(loader, build, level);
        return switch (build.flavour()) {
            case GLIBC -> Glibc.load(question, profile, rtld, main, caches, level, program, closureOnly);
            case MUSL -> Musl.load(question, profile, rtld, main, program, closureOnly);
        };
    }

    static String loaderFor(FileView files, ElfFile elf) {
        String key = elf.header().elfClass() + "/" + elf.header().machine();
        List<String> glibc = LOADERS.getOrDefault(key, List.of());
        for (String path : glibc) {
            if (files.lookup(path) instanceof Lookup.Found) {
                return path;
            }
        }
        String musl = MUSL_LOADERS.get(key);
        if (musl != null && files.lookup(musl) instanceof Lookup.Found) {
            return musl;
        }
        return glibc.isEmpty() ? "/lib/ld-musl-%s.so.1".formatted(Machine.name(elf.header().machine())) : glibc.getFirst();
    }

    private static LoadReport noLoader(LoadQuestion question, String interp) {
        ReportBuilder report = new ReportBuilder();
        report.error(new LoadError(LoadError.Kind.INTERP_MISSING, Optional.of(question.app()), Optional.of(interp), Optional.empty(), Optional.empty(),
                "%s: the loader %s is not there".formatted(question.app(), interp)));
        return report.build(true);
    }
}

package org.abifit.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.abifit.elf.ElfFile;
import org.abifit.elf.LibcBuild;
import org.abifit.loader.Bind;
import org.abifit.loader.Container;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Locator;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/** Judges what a file binds in one image: each bound library is put to the image's loader, as if a program preloaded it. */
final class ImageRules {
    private static final List<String> IMAGE_PROGRAMS = List.of("/bin/sh", "/bin/bash", "/bin/busybox", "/usr/bin/env", "/bin/true");
    private static final int MOST_IN_FOLDER = 400;

    private final SiteFile site;
    private final HostSide host;
    private final Families families;
    private final Linter.Root image;
    private final Set<Source> own;
    private final Together all;
    private final FileView files;
    private final Loader loader = new Loader();
    private final Map<String, Locator> locators = new HashMap<>();
    private final Map<Source, String> targets = new LinkedHashMap<>();
    private final Set<String> provided = new TreeSet<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param own what the file binds: findings are about these */
    ImageRules(SiteFile site, HostSide host, Families families, Linter.Root image, List<Source> own, Together all) {
        this.site = site;
        this.host = host;
        this.families = families;
        this.image = image;
        this.own = Set.copyOf(own);
        this.all = all;
        this.files = new FileView(image.tree());
    }

    List<Finding> judge() {
        List<Source> fitting = fitting();
        fitting.forEach(s -> targets.put(s, target(s)));
        Container container = container();
        List<Source> libraries = targets.keySet().stream().filter(Source::dynamic).toList();
        for (Source library : libraries) {
            provided.add(Paths.name(targets.get(library)));
            provided.add(library.soname());
        }
        List<Source> judged = libraries.stream().filter(own::contains).toList();
        judged.forEach(l -> replaced(l, container));
        judged.stream().filter(l -> !site.links()).forEach(l -> link(l, container));
        split(judged);
        findings.addAll(new SarusRules(site, host, families.knowledge(), image.name(), files, this::locator).judge(judged));
        preloads(container);
        loads(libraries, judged, container);
        return List.copyOf(findings);
    }

    private void add(int line, Severity severity, String subject, Fact fact) {
        findings.add(new Finding(site.name(), line, severity, subject, Optional.of(image.name()), fact));
    }

    private void add(Source source, Severity severity, String subject, Fact fact) {
        if (own.contains(source)) {
            add(source.bound().line(), severity, subject, fact);
        }
    }

    private Locator locator(ElfFile like) {
        return locators.computeIfAbsent(like.header().elfClass() + "/" + like.header().machine(), k -> Locator.of(files, like, host.machine()));
    }

    // ---- what can go in at all

    /** {@return what the image can use; for the rest one finding for each machine, and one for the C library} */
    private List<Source> fitting() {
        List<Source> fitting = new ArrayList<>();
        Source foreign = null;
        Set<String> machines = new HashSet<>();
        String wanted = ownMachine();
        for (Source source : all.sources()) {
            Optional<ElfFile> elf = source.elf().filter(e -> e.dynamic().isPresent() && !e.needed().isEmpty());
            if (elf.isEmpty() || wanted.isEmpty()) {
                fitting.add(source);
            } else if (!locator(elf.get()).hasLoader() && (!own.contains(source) || !machines.add(Nodes.machine(elf.get())))) {
                continue;
            } else if (!locator(elf.get()).hasLoader()) {
                add(source.bound().line(), Severity.ERROR, source.bound().from(), new Fact.WrongClass(source.bound().from(), Nodes.machine(elf.get()), wanted));
            } else if (glibc(elf.get()) && flavour(elf.get()) == LibcBuild.Flavour.MUSL) {
                foreign = foreign == null && own.contains(source) ? source : foreign;
            } else {
                fitting.add(source);
            }
        }
        if (foreign != null) {
            add(foreign.bound().line(), Severity.ERROR, image.name(), new Fact.OtherCLibrary(foreign.bound().from(), locator(foreign.elf().orElseThrow()).loaderPath()));
        }
        return fitting;
    }

    private static boolean glibc(ElfFile elf) {
        return elf.verneeds().stream().flatMap(n -> n.versions().stream()).anyMatch(v -> v.name().startsWith("GLIBC_")) || elf.needed().contains("libc.so.6");
    }

    private LibcBuild.Flavour flavour(ElfFile like) {
        return locator(like).loader().flatMap(l -> l.elf().libc()).map(LibcBuild::flavour).orElse(LibcBuild.Flavour.GLIBC);
    }

    /** {@return processor and word size of the image's programs; empty where it has none that are known by name} */
    private String ownMachine() {
        for (String program : IMAGE_PROGRAMS) {
            if (files.lookup(program) instanceof Lookup.Found(String real, RegularFile f) && f.content() instanceof Content.Elf elf) {
                return Nodes.machine(elf.ref().file());
            }
        }
        return "";
    }

    // ---- places

    /** {@return where something goes} Sarus puts a library over the image's of that name, else into the first library folder. */
    private String target(Source source) {
        Bound bound = source.bound();
        return switch (bound.way()) {
            case MOUNT, COPY -> Paths.tidy(bound.to());
            case APPTAINER_FOLDER -> Draft.APPTAINER_FOLDER + "/" + Paths.name(bound.from());
            case SARUS_MPI, SARUS_DEPENDENCY, SARUS_GLIBC -> source.elf().flatMap(e -> locator(e).locate(source.soname())).map(Locator.Located::realPath)
                    .orElseGet(() -> libraryFolder(source) + source.soname());
        };
    }

    private String libraryFolder(Source source) {
        return source.elf().flatMap(e -> locator(e).defaultDirs().stream().findFirst()).map(d -> d.endsWith("/") ? d : d + "/").orElse("/lib/");
    }

    private Container container() {
        List<Source> fitting = List.copyOf(targets.keySet());
        try {
            return Container.of(image.tree(), Optional.of(host.files()), fitting.stream().map(this::bind).toList(), all.ldconfig());
        } catch (Container.BindException e) {
            return withoutMisfits(fitting);
        }
    }

    private Bind bind(Source source) {
        return new Bind(source.bound().from(), targets.get(source));
    }

    private Container withoutMisfits(List<Source> fitting) {
        List<Bind> good = new ArrayList<>();
        for (Source source : fitting) {
            good.add(bind(source));
            if (made(good, false).isEmpty()) {
                good.removeLast();
                add(source, Severity.ERROR, targets.get(source), new Fact.TargetKind(targets.get(source), source.folder()));
                targets.remove(source);
            }
        }
        return made(good, all.ldconfig()).orElseThrow();
    }

    private Optional<Container> made(List<Bind> binds, boolean ldconfig) {
        try {
            return Optional.of(Container.of(image.tree(), Optional.of(host.files()), binds, ldconfig));
        } catch (Container.BindException e) {
            return Optional.empty();
        }
    }

    // ---- the image's own library of that name

    private void replaced(Source library, Container container) {
        ElfFile elf = library.elf().orElseThrow();
        Optional<Locator.Located> own = locator(elf).at(targets.get(library)).or(() -> locator(elf).locate(library.soname()))
                .filter(o -> library.node() instanceof RegularFile f && !f.content().equals(o.file().content()));
        if (own.isEmpty() || !wins(library, own.get(), container)) {
            return;
        }
        if (Families.security(library.soname())) {
            add(library.bound().line(), Severity.WARNING, library.soname(), new Fact.ShadowsSecurity(library.soname(), Optional.of(own.get().path())));
        }
        boolean versioned = own.get().elf().verdefs().stream().anyMatch(d -> !d.isBase());
        List<String> missing = versioned ? Nodes.missing(own.get().elf(), elf) : Nodes.missingSymbols(own.get().elf(), elf);
        if (!missing.isEmpty()) {
            add(library.bound().line(), Severity.WARNING, library.soname(), new Fact.Downgrade(library.soname(), own.get().path(), missing, !versioned));
        }
    }

    /** Whether the bound library is found instead of the image's: it covers it, or stands in a folder that is searched earlier. */
    private boolean wins(Source library, Locator.Located own, Container container) {
        String to = targets.get(library);
        boolean covers = container.isBound(own.path());
        boolean named = Paths.name(to).equals(library.soname());
        boolean searched = to.startsWith(Draft.APPTAINER_FOLDER + "/") || all.libraryPath().stream().anyMatch(f -> Paths.tidy(f.text()).equals(Paths.folder(to)));
        boolean first = Locator.of(container.files(), library.elf().orElseThrow(), host.machine()).locate(library.soname()).map(l -> container.isBound(l.path())).orElse(false);
        return covers || named && searched || first;
    }

    private void link(Source library, Container container) {
        String to = targets.get(library);
        boolean named = library.bound().way().byName() || library.elf().flatMap(ElfFile::soname).isEmpty() || Paths.name(to).equals(library.soname());
        if (!named && Paths.libraryName(to) && !(container.files().lookup(Paths.folder(to) + "/" + library.soname()) instanceof Lookup.Found)
                && libraryNowhere(library, container)) {
            add(library.bound().line(), Severity.WARNING, to, new Fact.NoSonameLink(to, library.soname()));
        }
    }

    private boolean libraryNowhere(Source library, Container container) {
        return targets.entrySet().stream().noneMatch(e -> Paths.name(e.getValue()).equals(library.soname()) && container.isBound(e.getValue()));
    }

    private void split(List<Source> libraries) {
        for (Source library : libraries.stream().limit(1).toList()) {
            ElfFile like = library.elf().orElseThrow();
            families.split(libraries, provided, soname -> locator(like).locate(soname), List.of(files, host.files()), locator(like).names(), this::sameAsHost, true)
                    .forEach(s -> add(s.line(), s.severity(), s.fact().family(), s.fact()));
        }
    }

    private boolean sameAsHost(Locator.Located own) {
        return host.locate(own.elf(), own.elf().soname().orElseGet(() -> Paths.name(own.path()))).map(h -> h.file().content().equals(own.file().content())).orElse(false);
    }

    // ---- what the loader says

    private void preloads(Container container) {
        for (LinedText preload : site.preloads()) {
            String path = preload.text();
            boolean there = path.startsWith("/") ? container.files().lookup(path) instanceof Lookup.Found
                    : provided.contains(path) || targets.keySet().stream().filter(Source::dynamic).findFirst().flatMap(l -> locator(l.elf().orElseThrow()).locate(path)).isPresent();
            if (!there) {
                add(preload.line(), Severity.ERROR, path, new Fact.PreloadMissing(path));
            }
        }
    }

    /** A library to put to the loader: its path in the container and on the host, and the line that brings it in. */
    private record Subject(String inContainer, String onHost, int line) {}

    private void loads(List<Source> libraries, List<Source> judged, Container container) {
        String libraryPath = String.join(":", libraryPath());
        Complaints complaints = new Complaints(container, libraries);
        for (Subject subject : subjects(judged)) {
            LoadReport inside = loader.load(container.question(subject.inContainer(), env(libraryPath), host.machine()));
            if (!inside.errors().isEmpty()) {
                complaints.take(subject, inside, onHost(subject, libraryPath));
            }
        }
        complaints.report();
    }

    private static Map<String, String> env(String libraryPath) {
        return libraryPath.isEmpty() ? Map.of() : Map.of("LD_LIBRARY_PATH", libraryPath);
    }

    /** {@return what the library lacks on the host itself, too: symbols that plug-ins have of those who open them} */
    private Set<String> onHost(Subject subject, String libraryPath) {
        Container own = new Container(host.files(), Set.of());
        Set<String> keys = new LinkedHashSet<>();
        loader.load(own.question(subject.onHost(), env(libraryPath), host.machine())).errors().forEach(e -> keys.add(key(e)));
        return keys;
    }

    private static String key(LoadError e) {
        return e.kind() + " " + e.name().orElse("") + " " + e.version().orElse("");
    }

    private List<String> libraryPath() {
        List<String> folders = new ArrayList<>(all.libraryPath().stream().map(LinedText::text).toList());
        if (targets.values().stream().anyMatch(t -> t.startsWith(Draft.APPTAINER_FOLDER + "/"))) {
            folders.add(Draft.APPTAINER_FOLDER);
        }
        return folders;
    }

    private List<Subject> subjects(List<Source> libraries) {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        libraries.forEach(l -> subjects.putIfAbsent(l.real(), new Subject(targets.get(l), l.bound().from(), l.bound().line())));
        for (LinedText folder : site.libraryPath()) {
            inFolder(folder).forEach(s -> subjects.putIfAbsent(s.onHost(), s));
        }
        return List.copyOf(subjects.values());
    }

    /** {@return the libraries of a searched folder that lies in a bound one} */
    private List<Subject> inFolder(LinedText searched) {
        String path = Paths.tidy(searched.text());
        List<Subject> inside = new ArrayList<>();
        for (Source source : targets.keySet()) {
            String to = targets.get(source);
            if (source.folder() && Paths.in(path, to)
                    && host.files().lookup(Paths.tidy(source.bound().from() + path.substring(to.length()))) instanceof Lookup.Found(String real, Directory folder)) {
                folder.names().stream().filter(Paths::libraryName).limit(MOST_IN_FOLDER).forEach(n -> {
                    if (host.files().lookup(real + "/" + n) instanceof Lookup.Found(String at, RegularFile f) && f.content() instanceof Content.Elf) {
                        inside.add(new Subject(path + "/" + n, at, searched.line()));
                    }
                });
            }
        }
        return inside;
    }

    /** What the loader complains of, put together. */
    private final class Complaints {
        private final Container container;
        private final Map<String, Source> byTarget = new HashMap<>();
        private final SortedMap<String, SortedSet<String>> missing = new TreeMap<>();
        private final Map<String, Integer> missingLine = new HashMap<>();
        private final Map<List<String>, SortedSet<String>> nodes = new LinkedHashMap<>();
        private final Map<List<String>, Integer> nodesLine = new HashMap<>();
        private final SortedMap<String, SortedSet<String>> symbols = new TreeMap<>();
        private final Map<String, Integer> symbolsLine = new HashMap<>();

        Complaints(Container container, List<Source> libraries) {
            this.container = container;
            libraries.forEach(l -> byTarget.put(real(targets.get(l)), l));
        }

        private String real(String path) {
            return container.files().lookup(path.startsWith("/") ? path : "/" + path) instanceof Lookup.Found(String real, var node) ? real : path;
        }

        void take(Subject subject, LoadReport inside, Set<String> known) {
            boolean whole = inside.errors().stream().noneMatch(e -> e.kind() == LoadError.Kind.LIB_NOT_FOUND || e.kind() == LoadError.Kind.VERSION_NOT_FOUND);
            for (LoadError error : inside.errors()) {
                String by = real(error.requiredBy().orElse(subject.inContainer()));
                Optional<Source> bound = Optional.ofNullable(byTarget.get(by));
                int line = bound.map(s -> s.bound().line()).orElse(subject.line());
                boolean saidElsewhere = bound.filter(s -> !own.contains(s)).isPresent();
                if (!saidElsewhere && (!ofSymbol(error) || whole && !known.contains(key(error)))) {
                    take(error, by, line, subject);
                }
            }
        }

        /** {@return a path as the file says it} A bind may cover the file that a link of the image leads to. */
        private String shown(String real) {
            return Optional.ofNullable(byTarget.get(real)).map(targets::get).orElse(real);
        }

        /** Symbols are missing wherever a library or a node is; that is said once. */
        private static boolean ofSymbol(LoadError error) {
            return error.kind() == LoadError.Kind.SYMBOL_VERSION || error.kind() == LoadError.Kind.UNDEFINED_SYMBOL;
        }

        private void take(LoadError error, String by, int line, Subject subject) {
            switch (error.kind()) {
                case LIB_NOT_FOUND -> {
                    missing.computeIfAbsent(error.name().orElse(""), n -> new TreeSet<>()).add(Paths.name(shown(by)));
                    missingLine.merge(error.name().orElse(""), line, Math::min);
                }
                case VERSION_NOT_FOUND -> {
                    List<String> pair = List.of(error.object().orElse(""), shown(by));
                    nodes.computeIfAbsent(pair, p -> new TreeSet<>(VersionOrder::compare)).add(error.version().orElse(""));
                    nodesLine.merge(pair, line, Math::min);
                }
                case SYMBOL_VERSION, UNDEFINED_SYMBOL -> {
                    symbols.computeIfAbsent(Paths.name(shown(by)), n -> new TreeSet<>()).add(error.name().orElse("") + error.version().map(v -> "@" + v).orElse(""));
                    symbolsLine.merge(Paths.name(shown(by)), line, Math::min);
                }
                case WRONG_CLASS, BAD_ELF, EXEC, INTERP_MISSING, STATIC_TLS, LOADER_OTHER ->
                        ImageRules.this.add(line, Severity.ERROR, subject.inContainer(), new Fact.Refused(subject.inContainer(), error.message()));
            }
        }

        void report() {
            missing.forEach((soname, by) -> ImageRules.this.add(missingLine.get(soname), Severity.ERROR, soname, notClosed(soname, by)));
            nodes.forEach((pair, unmet) -> ImageRules.this.add(nodesLine.get(pair), Severity.ERROR, Paths.name(pair.get(1)), unmet(pair.get(0), pair.get(1), List.copyOf(unmet))));
            symbols.forEach((by, names) -> ImageRules.this.add(symbolsLine.get(by), Severity.ERROR, by, new Fact.SymbolUnmet(List.copyOf(names), by)));
        }

        private Fact notClosed(String soname, SortedSet<String> by) {
            Optional<ElfFile> asker = byTarget.values().stream().findFirst().flatMap(Source::elf);
            Optional<Locator.Located> there = asker.flatMap(a -> host.locate(a, soname));
            SortedSet<String> more = new TreeSet<>();
            there.ifPresent(l -> more(l.elf(), soname, more));
            more.removeAll(missing.keySet());
            return new Fact.NotClosed(soname, List.copyOf(by), there.map(Locator.Located::path), List.copyOf(more),
                    families.lockstep(soname, there.map(Locator.Located::elf)));
        }

        private void more(ElfFile library, String soname, SortedSet<String> seen) {
            for (String needed : library.needed()) {
                if (!needed.equals(soname) && !provided.contains(needed) && locator(library).locate(needed).isEmpty() && seen.add(needed)) {
                    host.locate(library, needed).ifPresent(l -> more(l.elf(), soname, seen));
                }
            }
        }

        private Fact unmet(String provider, String by, List<String> unmet) {
            Optional<String> newest = container.files().lookup(real(provider)) instanceof Lookup.Found(String r, RegularFile f) && f.content() instanceof Content.Elf elf
                    ? Nodes.newest(elf.ref().file(), unmet.getFirst()) : Optional.empty();
            return new Fact.VersionUnmet(provider, container.isBound(provider), unmet, by, container.isBound(by), newest);
        }
    }
}

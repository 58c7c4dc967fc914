package org.abifit.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfHeader;
import org.abifit.lint.Bound.Way;
import org.abifit.loader.Locator;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;
import org.abifit.root.Symlink;

/** Finds what a file names on the host, and says what is wrong with it whatever the image. */
final class SourceRules {
    private static final int LONG_PRELOAD = 10;

    private final SiteFile site;
    private final HostSide host;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Source> sources = new LinkedHashSet<>();

    SourceRules(SiteFile site, HostSide host) {
        this.site = site;
        this.host = host;
    }

    /** Sources that are there, and findings about all. */
    record Result(List<Source> sources, List<Finding> findings) {}

    Result judge() {
        site.binds().forEach(this::look);
        if (!site.names().isEmpty()) {
            site.names().forEach(this::search);
        }
        duplicates();
        libraryPath();
        if (site.preloads().size() > LONG_PRELOAD) {
            add(site.preloads().getFirst().line(), Severity.WARNING, "LD_PRELOAD", new Fact.PreloadLong(site.preloads().size()));
        }
        return new Result(List.copyOf(sources), List.copyOf(findings));
    }

    private void add(int line, Severity severity, String subject, Fact fact) {
        Finding finding = new Finding(site.name(), line, severity, subject, Optional.empty(), fact);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    private void look(Bound bound) {
        if (!Draft.pattern(bound.from())) {
            take(bound);
            return;
        }
        List<String> matches = host.matches(bound.from());
        if (matches.isEmpty() && !Paths.runTime(bound.from())) {
            missing(bound.from(), bound.line(), Paths.folder(bound.from()));
        }
        String folder = Draft.pattern(Paths.name(bound.to())) ? Paths.folder(bound.to()) : bound.to();
        matches.forEach(m -> take(new Bound(m, (Draft.pattern(folder) ? Paths.folder(m) : folder) + "/" + Paths.name(m), bound.line(), bound.way())));
    }

    private void take(Bound bound) {
        switch (host.files().lookup(bound.from())) {
            case Lookup.Found(String real, var node) -> {
                Source source = new Source(bound, real, node);
                sources.add(source);
                kind(source);
            }
            case Lookup.Missing(String reached, List<String> rest) -> missing(bound.from(), bound.line(), reached);
            case Lookup.NotDirectory(String reached) -> missing(bound.from(), bound.line(), reached);
            case Lookup.Loop loop -> add(bound.line(), Severity.ERROR, bound.from(), new Fact.BrokenLink(bound.from(), "itself"));
            case Lookup.Unknown unknown -> add(bound.line(), Severity.NOTE, bound.from(), new Fact.NotChecked(bound.from(), Fact.NotChecked.Why.HIDDEN));
        }
    }

    private void missing(String path, int line, String reached) {
        if (Paths.runTime(path)) {
            return;
        }
        List<String> versioned = host.versioned(path);
        List<String> others = host.otherVersions(path);
        if (host.files().lookupLink(path) instanceof Lookup.Found(String at, Symlink link)) {
            add(line, Severity.ERROR, path, new Fact.BrokenLink(path, link.target()));
        } else if (!versioned.isEmpty()) {
            add(line, Severity.ERROR, path, new Fact.NoUnversionedName(path, versioned));
        } else if (!others.isEmpty()) {
            add(line, Severity.ERROR, path, new Fact.OldVersion(path, others));
        } else {
            add(line, Severity.ERROR, path, new Fact.Dangling(path, reached));
        }
    }

    private void kind(Source source) {
        Bound bound = source.bound();
        boolean asLibrary = Paths.libraryName(bound.from()) || bound.way().byName();
        switch (source.node()) {
            case Directory d -> {
                if (asLibrary) {
                    wrongKind(bound, Fact.NotALibrary.Kind.FOLDER);
                }
            }
            case RegularFile file -> {
                trust(source, file);
                if (asLibrary) {
                    library(bound, file);
                }
            }
            case Symlink s -> throw new IllegalStateException("lookups follow links");
            case org.abifit.root.Special s -> { }
        }
    }

    private void library(Bound bound, RegularFile file) {
        switch (file.content()) {
            case Content.Elf elf -> {
                if (elf.ref().file().header().type() != ElfHeader.ET_DYN) {
                    wrongKind(bound, Fact.NotALibrary.Kind.EXECUTABLE);
                }
            }
            case Content.Malformed m -> wrongKind(bound, Fact.NotALibrary.Kind.MALFORMED);
            case Content.Script s -> wrongKind(bound, Fact.NotALibrary.Kind.TEXT);
            case Content.Kept k -> wrongKind(bound, Fact.NotALibrary.Kind.TEXT);
            case Content.Plain p -> wrongKind(bound, Fact.NotALibrary.Kind.TEXT);
            case Content.Unreadable u -> add(bound.line(), Severity.NOTE, bound.from(), new Fact.NotChecked(bound.from(), Fact.NotChecked.Why.HIDDEN));
        }
    }

    private void wrongKind(Bound bound, Fact.NotALibrary.Kind kind) {
        add(bound.line(), Severity.ERROR, bound.from(), new Fact.NotALibrary(bound.from(), kind));
    }

    private void trust(Source source, RegularFile file) {
        int line = source.bound().line();
        String path = source.bound().from();
        if (file.setId()) {
            add(line, Severity.ERROR, path, new Fact.UnsafeSource(path, Fact.UnsafeSource.Kind.SET_ID));
        }
        if ((file.mode() & 02) != 0) {
            add(line, Severity.ERROR, path, new Fact.UnsafeSource(path, Fact.UnsafeSource.Kind.WORLD_WRITABLE));
        }
        if (Paths.home(source.real())) {
            add(line, Severity.WARNING, path, new Fact.UnsafeSource(path, Fact.UnsafeSource.Kind.HOME));
        }
    }

    /** Apptainer takes the libraries of the host's cache whose names begin so, those of the machine's own kind. */
    private void search(LinedText start) {
        Optional<Locator> locator = hostLocator();
        List<String> names = locator.map(l -> l.names().stream().filter(n -> n.startsWith(start.text())).toList()).orElse(List.of());
        boolean any = false;
        for (String name : names) {
            Optional<Locator.Located> library = locator.get().locate(name);
            if (library.isPresent()) {
                any = true;
                take(new Bound(library.get().path(), Draft.APPTAINER_FOLDER + "/" + Paths.name(library.get().path()), start.line(), Way.APPTAINER_FOLDER));
            }
        }
        if (!any) {
            add(start.line(), Severity.NOTE, start.text(), new Fact.NoSuchLibrary(start.text()));
        }
    }

    /** {@return what finds libraries for the host's own programs} */
    private Optional<Locator> hostLocator() {
        for (String program : List.of("/bin/sh", "/bin/bash", "/usr/bin/env", "/bin/ls", "/sbin/ldconfig.real", "/bin/true")) {
            if (host.files().lookup(program) instanceof Lookup.Found(String real, RegularFile f) && f.content() instanceof Content.Elf elf
                    && elf.ref().file().interp().isPresent()) {
                return Optional.of(host.locator(elf.ref().file()));
            }
        }
        return firstLibrary().map(host::locator);
    }

    private Optional<ElfFile> firstLibrary() {
        for (String folder : List.of("/usr/lib64", "/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib", "/lib")) {
            if (host.files().lookup(folder) instanceof Lookup.Found(String real, Directory d)) {
                for (String name : d.names()) {
                    if (Paths.libraryName(name) && host.files().lookup(folder + "/" + name) instanceof Lookup.Found(String r, RegularFile f)
                            && f.content() instanceof Content.Elf elf) {
                        return Optional.of(elf.ref().file());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void duplicates() {
        Map<String, Source> first = new HashMap<>();
        for (Source source : sources) {
            Bound bound = source.bound();
            String to = bound.way() == Way.APPTAINER_FOLDER ? Draft.APPTAINER_FOLDER + "/" + Paths.name(bound.from())
                    : bound.way().byName() ? Paths.name(bound.from()) : Paths.tidy(bound.to());
            Source earlier = first.putIfAbsent(to, source);
            if (earlier != null && !earlier.real().equals(source.real())) {
                add(bound.line(), Severity.WARNING, to, new Fact.DuplicateTarget(to, bound.from(), earlier.bound().from(), earlier.bound().line()));
            }
        }
    }

    /** Folders of the container's search path that lie in bound folders must be in these. */
    private void libraryPath() {
        for (LinedText folder : site.libraryPath()) {
            String path = Paths.tidy(folder.text());
            hostPath(path).filter(p -> !(host.files().lookup(p) instanceof Lookup.Found)).ifPresent(p -> missing(p, folder.line(), p));
        }
    }

    /** {@return the host's path of something in a bound folder} */
    private Optional<String> hostPath(String inContainer) {
        return sources.stream().filter(Source::folder).filter(s -> Paths.in(inContainer, Paths.tidy(s.bound().to())))
                .map(s -> Paths.tidy(s.bound().from() + inContainer.substring(Paths.tidy(s.bound().to()).length()))).findFirst();
    }
}

package org.abifit.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.abifit.elf.Dynamic;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Verneed;
import org.abifit.loader.Locator;
import org.abifit.root.Content;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/** Judges the libraries that a file binds as a set, without an image. */
final class ListRules {
    private static final Pattern NUMBERED = Pattern.compile("(GLIBC|GLIBCXX)_[0-9.]+");
    private static final String CXX_LIBRARY = "libstdc++.so.6";

    private final SiteFile site;
    private final HostSide host;
    private final Together all;
    private final Families families;
    private final List<Source> libraries;
    private final Map<String, ElfFile> provided = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param sources what the file binds, which is what is judged */
    ListRules(SiteFile site, HostSide host, List<Source> sources, Together all, Families families) {
        this.site = site;
        this.host = host;
        this.all = all;
        this.families = families;
        this.libraries = sources.stream().filter(Source::dynamic).toList();
        for (Source library : dynamic(all)) {
            ElfFile elf = library.elf().orElseThrow();
            provided.putIfAbsent(Paths.name(library.bound().to()), elf);
            provided.putIfAbsent(library.soname(), elf);
        }
    }

    private static List<Source> dynamic(Together all) {
        return all.sources().stream().filter(Source::dynamic).toList();
    }

    /** {@return what holds whatever the image is} */
    List<Finding> floors() {
        floor(LintRule.GLIBC_FLOOR, "GLIBC_", provided.keySet().stream().noneMatch(n -> n.equals("libc.so.6")));
        floor(LintRule.LIBSTDCXX_FLOOR, "GLIBCXX_", !provided.containsKey(CXX_LIBRARY));
        return List.copyOf(findings);
    }

    /** {@return what an image could still make up for, as far as it could} */
    List<Finding> withoutImage() {
        closure();
        versions();
        split();
        links();
        security();
        classes();
        return List.copyOf(findings);
    }

    private void add(int line, Severity severity, String subject, Fact fact) {
        findings.add(new Finding(site.name(), line, severity, subject, Optional.empty(), fact));
    }

    // ---- closure

    private void closure() {
        SortedMap<String, SortedSet<String>> missing = new TreeMap<>();
        Map<String, Source> first = new HashMap<>();
        for (Source library : libraries) {
            ElfFile elf = library.elf().orElseThrow();
            for (String needed : elf.needed()) {
                if (!has(library, elf, needed) && !ofCLibrary(elf, needed)) {
                    missing.computeIfAbsent(needed, n -> new TreeSet<>()).add(library.soname());
                    first.putIfAbsent(needed, library);
                }
            }
        }
        missing.forEach((soname, needers) -> {
            Source by = first.get(soname);
            ElfFile asker = by.elf().orElseThrow();
            boolean lockstep = families.lockstep(soname, host.locate(asker, soname).map(Locator.Located::elf));
            add(by.bound().line(), lockstep ? Severity.ERROR : Severity.WARNING, soname, new Fact.NotClosed(soname, List.copyOf(needers),
                    host.locate(asker, soname).map(Locator.Located::path), more(asker, soname), lockstep));
        });
    }

    /** {@return what a library of the host needs besides, that is not there either} */
    private List<String> more(ElfFile asker, String soname) {
        SortedSet<String> seen = new TreeSet<>();
        List<String> todo = new ArrayList<>(List.of(soname));
        while (!todo.isEmpty()) {
            host.locate(asker, todo.removeLast()).ifPresent(l -> l.elf().needed().forEach(n -> {
                if (!provided.containsKey(n) && !ofCLibrary(asker, n) && seen.add(n)) {
                    todo.add(n);
                }
            }));
        }
        seen.remove(soname);
        return List.copyOf(seen);
    }

    private boolean ofCLibrary(ElfFile asker, String soname) {
        return families.withCLibrary(soname, host.locate(asker, soname).map(Locator.Located::elf));
    }

    /** {@return whether a bound library, or one in a bound folder that is searched, has this name} */
    private boolean has(Source library, ElfFile elf, String needed) {
        if (provided.containsKey(needed)) {
            return true;
        }
        String own = elf.dynamic().flatMap(d -> d.runpath().or(d::rpath)).orElse("");
        return Stream.concat(Stream.of(own.split(":")).map(f -> f.replace("${ORIGIN}", "$ORIGIN").replace("$ORIGIN", Paths.folder(library.bound().to()))),
                all.libraryPath().stream().map(LinedText::text)).filter(f -> f.startsWith("/")).anyMatch(f -> inBoundFolder(Paths.tidy(f) + "/" + needed));
    }

    private boolean inBoundFolder(String path) {
        return all.sources().stream().filter(Source::folder).filter(s -> Paths.in(path, Paths.tidy(s.bound().to()))).anyMatch(s ->
                host.files().lookup(s.bound().from() + path.substring(Paths.tidy(s.bound().to()).length())) instanceof Lookup.Found(String real, RegularFile f)
                        && f.content() instanceof Content.Elf);
    }

    // ---- versions

    private void versions() {
        for (Source library : libraries) {
            for (Verneed need : library.elf().orElseThrow().verneeds()) {
                ElfFile provider = provided.get(need.file());
                if (provider != null && !provider.verdefs().isEmpty()) {
                    List<String> unmet = need.versions().stream().filter(v -> !v.weak() && !provider.defines(v.name())).map(Verneed.Vernaux::name).sorted().toList();
                    if (!unmet.isEmpty()) {
                        add(library.bound().line(), Severity.ERROR, library.soname(),
                                new Fact.VersionUnmet(need.file(), true, unmet, library.soname(), true, Nodes.newest(provider, unmet.getFirst())));
                    }
                }
            }
        }
    }

    private void floor(LintRule rule, String prefix, boolean wanted) {
        SortedMap<String, SortedSet<String>> numbered = new TreeMap<>(VersionOrder::compare);
        SortedSet<String> others = new TreeSet<>();
        for (Source library : wanted ? libraries : List.<Source>of()) {
            for (Verneed need : library.elf().orElseThrow().verneeds()) {
                for (Verneed.Vernaux version : need.versions()) {
                    Matcher matcher = NUMBERED.matcher(version.name());
                    if (version.name().startsWith(prefix) && matcher.matches()) {
                        numbered.computeIfAbsent(version.name(), n -> new TreeSet<>()).add(library.soname());
                    } else if (version.name().startsWith(prefix) && !Nodes.isPrivate(version.name())) {
                        others.add(version.name());
                    }
                }
            }
        }
        if (!numbered.isEmpty()) {
            List<String> forcedBy = List.copyOf(numbered.lastEntry().getValue());
            Source first = libraries.stream().filter(l -> forcedBy.contains(l.soname())).findFirst().orElseThrow();
            add(first.bound().line(), Severity.NOTE, numbered.lastKey(), new Fact.Floor(rule, numbered.lastKey(), forcedBy, List.copyOf(others)));
        }
    }

    // ---- families, links, names

    /** Without an image, what is left out on the host stands for what the image has; by name alone nothing is said. */
    private void split() {
        for (Source library : libraries.stream().limit(1).toList()) {
            ElfFile like = library.elf().orElseThrow();
            families.split(libraries, provided.keySet(), soname -> host.locate(like, soname), List.of(host.files()), host.locator(like).names(), l -> false, false)
                    .forEach(s -> add(s.line(), s.severity(), s.fact().family(), s.fact()));
        }
    }

    private void links() {
        for (Source library : libraries) {
            String to = library.bound().to();
            boolean named = !library.bound().way().byName() && library.elf().flatMap(ElfFile::soname).isPresent() && !Paths.name(to).equals(library.soname());
            if (!site.links() && named && Paths.libraryName(to) && dynamic(all).stream().noneMatch(l -> l.bound().to().equals(Paths.folder(to) + "/" + library.soname()))) {
                add(library.bound().line(), Severity.WARNING, to, new Fact.NoSonameLink(to, library.soname()));
            }
        }
    }

    private void security() {
        for (Source library : libraries) {
            if (Families.security(library.soname())) {
                add(library.bound().line(), Severity.WARNING, library.soname(), new Fact.ShadowsSecurity(library.soname(), Optional.empty()));
            }
        }
    }

    /** Of libraries bound into one folder, those that are for another processor than most. */
    private void classes() {
        Map<String, List<Source>> folders = new TreeMap<>();
        libraries.stream().filter(l -> l.elf().flatMap(ElfFile::dynamic).flatMap(Dynamic::soname).isPresent())
                .forEach(l -> folders.computeIfAbsent(l.bound().way().byName() ? "" : Paths.folder(l.bound().to()), f -> new ArrayList<>()).add(l));
        for (List<Source> all : folders.values()) {
            SortedMap<String, Integer> kinds = new TreeMap<>();
            all.forEach(l -> kinds.merge(Nodes.machine(l.elf().orElseThrow()), 1, Integer::sum));
            String most = kinds.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
            all.stream().filter(l -> !Nodes.machine(l.elf().orElseThrow()).equals(most)).forEach(l -> add(l.bound().line(), Severity.WARNING, l.bound().from(),
                    new Fact.WrongClass(l.bound().from(), Nodes.machine(l.elf().orElseThrow()), most)));
        }
    }
}

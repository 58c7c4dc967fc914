package org.abifit.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.abifit.elf.ElfFile;
import org.abifit.knowledge.Answer;
import org.abifit.knowledge.Asking;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.Library;
import org.abifit.knowledge.Rule;
import org.abifit.lint.Bound.Way;
import org.abifit.loader.Locator;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Symlink;

/** What Sarus' MPI hook would do with the libraries of its file and those of one image (sarus src/hooks/mpi/MpiHook.cpp, AbiChecker.cpp). */
final class SarusRules {
    private static final String DEFAULT_CHECK = "major";
    private static final int MOST_LINKS = 40;

    private final SiteFile site;
    private final HostSide host;
    private final Knowledge knowledge;
    private final String imageName;
    private final FileView image;
    private final Function<ElfFile, Locator> locators;
    private final List<Finding> findings = new ArrayList<>();

    SarusRules(SiteFile site, HostSide host, Knowledge knowledge, String imageName, FileView image, Function<ElfFile, Locator> locators) {
        this.site = site;
        this.host = host;
        this.knowledge = knowledge;
        this.imageName = imageName;
        this.image = image;
        this.locators = locators;
    }

    List<Finding> judge(List<Source> libraries) {
        for (Source library : libraries) {
            if (library.bound().way() == Way.SARUS_MPI && !severalMajors(library)) {
                ask("sarus-" + site.check().orElse(DEFAULT_CHECK), library);
            } else if (library.bound().way() == Way.SARUS_DEPENDENCY) {
                ask("sarus-dependencies", library);
            }
        }
        return List.copyOf(findings);
    }

    private void add(Source library, Severity severity, String subject, Fact fact) {
        findings.add(new Finding(site.name(), library.bound().line(), severity, subject, Optional.of(imageName), fact));
    }

    /** Sarus compares each host library with every library of the image's cache that has the same name up to {@code .so}. */
    private boolean severalMajors(Source library) {
        String linkerName = linkerName(Paths.name(library.bound().from()));
        Locator own = locators.apply(library.elf().orElseThrow());
        SortedMap<String, String> majors = new TreeMap<>();
        own.names().stream().filter(n -> linkerName(n).equals(linkerName) && n.length() > linkerName.length()).forEach(n ->
                own.locate(n).ifPresent(l -> majors.putIfAbsent(n.substring(linkerName.length() + 1).replaceFirst("\\..*", ""), l.path())));
        if (majors.size() > 1) {
            add(library, Severity.ERROR, linkerName, new Fact.SeveralMajors(linkerName, List.copyOf(majors.values())));
        }
        return majors.size() > 1;
    }

    private static String linkerName(String name) {
        int at = name.indexOf(".so");
        return at < 0 ? name : name.substring(0, at + 3);
    }

    private void ask(String check, Source library) {
        ElfFile elf = library.elf().orElseThrow();
        Optional<Rule> rule = knowledge.rule(check);
        Optional<Locator.Located> own = locators.apply(elf).locate(library.soname());
        if (rule.isEmpty() || own.isEmpty()) {
            return;
        }
        Library ours = library(host.files(), library.bound().from(), elf);
        Library theirs = library(image, own.get().path(), own.get().elf());
        Asking asking = new Asking(knowledge);
        Answer answer = asking.ask(rule.get(), ours, theirs);
        Optional<Answer> better = asking.ours(rule.get(), ours, theirs).filter(a -> a.word().compareTo(answer.word()) > 0);
        Severity severity = answer.word() == Answer.Word.REFUSE ? Severity.ERROR
                : better.filter(a -> a.word() == Answer.Word.REFUSE).isPresent() ? Severity.WARNING : Severity.NOTE;
        if (severity == Severity.NOTE && library.bound().way() == Way.SARUS_DEPENDENCY && answer.word() == Answer.Word.ACCEPT) {
            return;
        }
        add(library, severity, library.soname(), new Fact.SarusSays(check, answer.word(), library.bound().from(), own.get().path(),
                better.map(a -> "%s (%s)".formatted(a.rule(), a.word().word()))));
    }

    /** {@return a library with the names of the links that lead to it} */
    private static Library library(FileView files, String path, ElfFile elf) {
        List<String> names = new ArrayList<>(List.of(Paths.name(path)));
        String at = path;
        for (int i = 0; i < MOST_LINKS && files.lookupLink(at) instanceof Lookup.Found(String real, Symlink link); i++) {
            at = link.target().startsWith("/") ? link.target() : Paths.folder(real) + "/" + link.target();
            names.add(Paths.name(at));
        }
        return new Library(path, List.copyOf(names), Optional.of(elf), Optional.empty());
    }
}

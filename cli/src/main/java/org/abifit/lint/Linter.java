package org.abifit.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.abifit.knowledge.Knowledge;
import org.abifit.root.Directory;
import org.abifit.root.MachineFacts;

/** Judges files of sites against one host and any number of images. */
public final class Linter {
    private final HostSide host;
    private final List<Root> images;
    private final Families families;

    /** A root file system and what it is called. */
    public record Root(String name, Directory tree) {}

    /**
     * @param host where sources lie
     * @param machine the machine that runs containers
     * @param images what is bound into; none: what holds for any
     * @param knowledge of families
     */
    public Linter(Directory host, MachineFacts machine, List<Root> images, Knowledge knowledge) {
        this.host = new HostSide(host, machine);
        this.images = List.copyOf(images);
        this.families = new Families(knowledge);
    }

    /**
     * {@return what is wrong with files that are installed together, by file and line}
     *
     * @param files their bytes, by the names under which they were named, in order
     * @param as what they are; empty: to be told from the content
     * @param given variables that they take from outside; byte strings
     * @throws LintFault when one cannot be read as that; it names the file
     */
    public List<Finding> lint(SequencedMap<String, byte[]> files, Optional<SiteFormat> as, Map<String, String> given) throws LintFault {
        SequencedMap<SiteFile, SourceRules.Result> looked = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            SiteFile site = read(file.getKey(), file.getValue(), as, given);
            looked.put(site, new SourceRules(site, host).judge());
        }
        Together all = together(looked);
        List<Finding> findings = new ArrayList<>();
        looked.forEach((site, result) -> findings.addAll(judge(site, result, all)));
        return List.copyOf(findings);
    }

    private static SiteFile read(String name, byte[] content, Optional<SiteFormat> as, Map<String, String> given) throws LintFault {
        try {
            return new SiteReader(given).read(name, content, as);
        } catch (LintFault e) {
            throw e.in(name);
        }
    }

    private static Together together(SequencedMap<SiteFile, SourceRules.Result> looked) {
        Set<Source> sources = new LinkedHashSet<>();
        looked.values().forEach(r -> sources.addAll(r.sources()));
        return new Together(sources, looked.keySet().stream().flatMap(s -> s.libraryPath().stream()).toList(),
                looked.keySet().stream().anyMatch(s -> s.links() && s.format() != SiteFormat.LIBRARY_LIST));
    }

    private List<Finding> judge(SiteFile site, SourceRules.Result looked, Together all) {
        List<Finding> findings = new ArrayList<>(site.remarks());
        findings.addAll(looked.findings());
        findings.addAll(new ListRules(site, host, looked.sources(), all, families).floors());
        if (images.isEmpty()) {
            findings.addAll(new ListRules(site, host, looked.sources(), all, families).withoutImage());
        }
        for (Root image : images) {
            findings.addAll(new ImageRules(site, host, families, image, looked.sources(), all).judge());
        }
        if (site.binds().isEmpty() && site.names().isEmpty() && site.remarks().stream().noneMatch(r -> r.rule() == LintRule.NOT_CHECKED)) {
            findings.add(new Finding(site.name(), 1, Severity.WARNING, site.format().word(), Optional.empty(), new Fact.NothingRead(site.format())));
        }
        return findings.stream().distinct().sorted(Finding.ORDER).toList();
    }
}

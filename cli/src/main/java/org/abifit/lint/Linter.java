package org.abifit.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * {@return what is wrong with a file, by line}
     *
     * @param name the file, as it was named
     * @param content its bytes
     * @param as what it is; empty: to be told from the content
     * @param given variables that it takes from outside; byte strings
     * @throws LintFault when it cannot be read as that
     */
    public List<Finding> lint(String name, byte[] content, Optional<SiteFormat> as, Map<String, String> given) throws LintFault {
        SiteFile site = new SiteReader(given).read(name, content, as);
        List<Finding> findings = new ArrayList<>(site.remarks());
        SourceRules.Result looked = new SourceRules(site, host).judge();
        findings.addAll(looked.findings());
        findings.addAll(new ListRules(site, host, looked.sources(), families).floors());
        if (images.isEmpty()) {
            findings.addAll(new ListRules(site, host, looked.sources(), families).withoutImage());
        }
        for (Root image : images) {
            findings.addAll(new ImageRules(site, host, families, image, looked.sources()).judge());
        }
        return findings.stream().distinct().sorted(Finding.ORDER).toList();
    }
}

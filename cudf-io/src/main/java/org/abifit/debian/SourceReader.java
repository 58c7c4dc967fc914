package org.abifit.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.debian.Relation.Term;

/**
 * Stanzas of {@code Sources} to packages that depend on what the source needs to be built (Policy 7.7). What counts is
 * settled here: the architecture that builds and the active profiles are known.
 */
final class SourceReader implements StanzaReader {
    private static final Set<String> WANTED = StanzaFields.wanted("Package", "Version", "Architecture", "Build-Depends", "Build-Depends-Indep",
            "Build-Depends-Arch", "Build-Conflicts", "Build-Conflicts-Indep", "Build-Conflicts-Arch");

    private final RelationReader relations = new RelationReader(true);
    private final String architecture;
    private final List<String> profiles;

    /**
     * Reads sources for one way to build them.
     *
     * @param architecture that builds, and for which
     * @param profiles the active build profiles
     */
    SourceReader(String architecture, List<String> profiles) {
        this.architecture = architecture;
        this.profiles = profiles;
    }

    @Override
    public Set<String> wanted() {
        return WANTED;
    }

    @Override
    public DebianPackage read(ControlStanza stanza, String file) throws FieldFault {
        String name = StanzaFields.name(stanza);
        String version = StanzaFields.version(stanza);
        List<List<Relation>> depends = new ArrayList<>();
        depends.add(List.of(new Relation("build-essential", architecture, Optional.empty(), Relation.Restriction.NONE)));
        List<Relation> conflicts = new ArrayList<>();
        for (String part : List.of("-Indep", "", "-Arch")) {
            addCounting(relations.formula(stanza, "Build-Depends" + part), depends);
            relations.list(stanza, "Build-Conflicts" + part).stream().filter(this::counts).forEach(conflicts::add);
        }
        return new DebianPackage(DebianPackage.Kind.SRC, name, version, architectures(stanza), DebianPackage.MultiArch.NO, List.copyOf(depends),
                List.copyOf(conflicts), List.of(), List.of(), List.of(),
                new DebianPackage.Facts(false, false, false, name, version, "", 0, file, stanza.line()));
    }

    private static String architectures(ControlStanza stanza) throws FieldFault {
        String[] words = stanza.required("Architecture").split("\\s+");
        for (String word : words) {
            if (!Ascii.isWord(word)) {
                throw stanza.wrong("Architecture", "not only words of ASCII");
            }
        }
        return String.join(",", words).intern();
    }

    /** {@return whether a source package is for an architecture at all} */
    static boolean isFor(DebianPackage source, String architecture) {
        for (String one : source.architecture().split(",")) {
            if (one.equals("all") || ArchitectureWildcard.covers(one, architecture)) {
                return true;
            }
        }
        return false;
    }

    // Where no alternative counts, the whole does not.
    private void addCounting(List<List<Relation>> formula, List<List<Relation>> into) {
        for (List<Relation> alternatives : formula) {
            List<Relation> counting = alternatives.stream().filter(this::counts).toList();
            if (!counting.isEmpty()) {
                into.add(counting);
            }
        }
    }

    private boolean counts(Relation relation) {
        return forArchitecture(relation.restriction().architectures()) && forProfiles(relation.restriction().profiles());
    }

    // Negated terms say where it does not count, others where it does; Policy does not let them mix.
    private boolean forArchitecture(List<Term> terms) {
        if (terms.isEmpty()) {
            return true;
        }
        boolean listed = terms.stream().anyMatch(t -> ArchitectureWildcard.covers(t.word(), architecture));
        return listed != terms.getFirst().negated();
    }

    private boolean forProfiles(List<List<Term>> sets) {
        return sets.isEmpty() || sets.stream().anyMatch(set -> set.stream().allMatch(t -> profiles.contains(t.word()) != t.negated()));
    }
}

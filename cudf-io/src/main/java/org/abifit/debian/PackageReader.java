package org.abifit.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Stanzas of {@code Packages} and of dpkg's {@code status} to packages (Policy 5.3, dpkg(1) for states). */
final class PackageReader implements StanzaReader {
    private static final Set<String> WANTED = StanzaFields.wanted("Package", "Version", "Architecture", "Multi-Arch", "Depends", "Pre-Depends",
            "Conflicts", "Breaks", "Provides", "Recommends", "Replaces", "Essential", "Priority", "Source", "Installed-Size", "Status");
    // What waits for triggers is unpacked and configured, and other packages may rely on it.
    private static final Set<String> INSTALLED = Set.of("installed", "triggers-awaited", "triggers-pending");

    private final RelationReader relations = new RelationReader(false);

    @Override
    public Set<String> wanted() {
        return WANTED;
    }

    @Override
    public DebianPackage read(ControlStanza stanza, String file) throws FieldFault {
        String name = StanzaFields.name(stanza);
        String version = StanzaFields.version(stanza);
        return new DebianPackage(DebianPackage.Kind.BIN, name, version, StanzaFields.word(stanza, "Architecture").intern(), StanzaFields.multiArch(stanza),
                joined(relations.formula(stanza, "Pre-Depends"), relations.formula(stanza, "Depends")),
                joined(relations.list(stanza, "Breaks"), relations.list(stanza, "Conflicts")),
                relations.provides(stanza, "Provides"), relations.formula(stanza, "Recommends"), relations.list(stanza, "Replaces"),
                facts(stanza, StanzaFields.source(stanza, name, version), file));
    }

    private static DebianPackage.Facts facts(ControlStanza stanza, StanzaFields.Source source, String file) throws FieldFault {
        String[] status = stanza.text("Status").split("[ \t]+");
        return new DebianPackage.Facts(StanzaFields.yes(stanza, "Essential"), INSTALLED.contains(status[status.length - 1]), status[0].equals("hold"),
                source.name(), source.version(), StanzaFields.text(stanza, "Priority").intern(), StanzaFields.number(stanza, "Installed-Size"),
                file, stanza.line());
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}

package org.abifit.cli;

import java.util.ArrayList;
import java.util.List;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;

/** Knowledge for people. */
final class KnowledgeText {
    private KnowledgeText() {}

    /** {@return the names of all that is known} */
    static List<String> list(Knowledge all) {
        List<String> lines = new ArrayList<>(List.of("families"));
        all.families().forEach(f -> lines.add("  %s: %s%s".formatted(f.name(), f.about(), remarks(f))));
        lines.add("MPI implementations");
        all.mpi().forEach(m -> lines.add("  %s: %s".formatted(m.name(), m.about())));
        lines.add("rules");
        all.rules().forEach(r -> lines.add("  %s: %s".formatted(r.id(), r.about())));
        return lines;
    }

    private static String remarks(Family family) {
        return family.lockstep().isEmpty() ? " (%s)".formatted(family.strategy()) : " (%s, in lockstep with the kernel driver)".formatted(family.strategy());
    }
}

package org.abifit.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.abifit.db.SnapshotFault;
import org.abifit.knowledge.Companions;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.plan.NeutralPlan;
import org.abifit.root.BytePaths;
import org.abifit.root.Content;
import org.abifit.root.FileView;
import org.abifit.root.Glob;
import org.abifit.root.RegularFile;

/** What the families of a plan's libraries want besides files: devices, sockets and variables, which no plan adds by itself. */
final class CompanionText {
    private final Knowledge knowledge;
    private final FileView host;

    CompanionText(Knowledge knowledge, FileView host) {
        this.knowledge = knowledge;
        this.host = host;
    }

    /** {@return a line or two for each family that wants something, in the order of their names} */
    List<String> lines(NeutralPlan plan) throws IOException, SnapshotFault {
        TreeSet<String> names = new TreeSet<>();
        for (NeutralPlan.Bound bound : plan.binds()) {
            if (!bound.soname().isEmpty() && host.lookup(BytePaths.fromUnicode(bound.from())) instanceof FileView.Lookup.Found(String real, RegularFile file)
                    && file.content() instanceof Content.Elf elf) {
                knowledge.familiesOf(bound.soname(), elf.ref().file()).forEach(f -> names.add(f.name()));
            }
        }
        return names.stream().flatMap(n -> knowledge.family(n).stream()).flatMap(f -> lines(f, plan.devices())).toList();
    }

    private static Stream<String> lines(Family family, List<String> named) {
        Companions wants = family.companions();
        List<String> lines = new ArrayList<>();
        List<String> devices = wants.devices().stream().filter(d -> named.stream().noneMatch(d::matches)).map(Glob::toString).toList();
        if (!devices.isEmpty()) {
            lines.add("family %s uses the devices %s: name those of the host with --device".formatted(family.name(), String.join(", ", devices)));
        }
        List<String> job = Stream.concat(wants.env().stream().map(e -> "the variables " + e), wants.sockets().stream().map(s -> "what lies at " + s)).toList();
        if (!job.isEmpty()) {
            lines.add("family %s: the container must have of the job: %s".formatted(family.name(), String.join(", ", job)));
        }
        return lines.stream();
    }
}

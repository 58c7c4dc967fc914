package org.abifit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.knowledge.Answer;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.Library;
import org.abifit.knowledge.MpiIdentity;
import org.abifit.knowledge.MpiTable;
import org.abifit.knowledge.Rule;

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

    /** {@return all that some entries say} */
    static List<String> explained(Knowledge named) {
        List<String> lines = new ArrayList<>();
        named.families().forEach(family -> family(family, lines));
        named.mpi().forEach(table -> mpi(table, lines));
        named.rules().forEach(rule -> rule(rule, lines));
        return lines;
    }

    private static void family(Family family, List<String> lines) {
        lines.add("family %s: %s%s".formatted(family.name(), family.about(), remarks(family)));
        listed("all libraries of", family.parts().stream().map(Family::name).toList(), lines);
        listed("who defines a version node", family.members().defines(), lines);
        listed("who needs a version node", family.members().uses(), lines);
        listed("who defines a symbol", family.members().symbols(), lines);
        listed("who is called and needs", family.members().components(), lines);
        listed("who is called", family.members().sonames(), lines);
        listed("but not who is called", family.members().exceptSonames(), lines);
        listed("but not who defines a symbol", family.members().exceptSymbols(), lines);
        listed("with the plug-ins of", family.plugins(), lines);
        listed("with the data", family.data(), lines);
        listed("with the tools", family.tools(), lines);
        listed("wants the devices", family.companions().devices(), lines);
        listed("speaks through", family.companions().sockets(), lines);
        listed("reads the variables", family.companions().env(), lines);
        provenance(family.sources(), family.date(), lines);
    }

    private static void mpi(MpiTable table, List<String> lines) {
        lines.add("MPI %s: %s".formatted(table.name(), table.about()));
        listed("ABI family", table.abi().isEmpty() ? List.of() : List.of(table.abi()), lines);
        listed("who defines a symbol", table.symbols(), lines);
        listed("who is called", table.files(), lines);
        table.releases().forEach(row -> lines.add("  release %s: %s".formatted(row.release(),
                String.join(", ", row.files().isEmpty() ? row.needed().stream().map(n -> "needs " + n).toList() : row.files().stream().map(Object::toString).toList()))));
        provenance(table.sources(), table.date(), lines);
    }

    private static void rule(Rule rule, List<String> lines) {
        lines.add("rule %s: %s".formatted(rule.id(), rule.about()));
        lines.add("  kind: %s; level: %s".formatted(rule.kind().word(), rule.level()));
        new TreeMap<>(rule.parameters()).forEach((name, texts) -> listed(name, texts, lines));
        provenance(rule.sources(), rule.date(), lines);
    }

    private static void listed(String what, List<?> values, List<String> lines) {
        if (!values.isEmpty()) {
            lines.add("  %s: %s".formatted(what, String.join(", ", values.stream().map(Object::toString).toList())));
        }
    }

    private static void provenance(List<String> sources, String date, List<String> lines) {
        lines.add("  from %s; %s".formatted(String.join("; ", sources), date));
    }

    /**
     * What is known of a library.
     *
     * @param families the names of those that hold it, sorted
     * @param mpi which MPI it is; empty where it is none
     */
    record Identified(Library library, List<String> families, Optional<MpiIdentity> mpi) {}

    /** {@return which MPI a file is, why, and what it belongs to} */
    static List<String> identified(Identified it) {
        List<String> lines = new ArrayList<>(List.of("%s: %s".formatted(Names.shown(it.library().path()), it.mpi().map(KnowledgeText::mpi).orElse("no MPI library"))));
        it.mpi().ifPresent(m -> listed("told by", m.evidence().stream().map(KnowledgeText::evidence).toList(), lines));
        lines.add(it.families().isEmpty() ? "  belongs to no family" : "  belongs to: " + String.join(", ", it.families()));
        return lines;
    }

    private static String mpi(MpiIdentity mpi) {
        String release = mpi.release().isEmpty() ? "" : " " + mpi.release();
        return "%s%s%s%s".formatted(mpi.implementation(), release, mpi.abi().isEmpty() ? "" : " (ABI %s)".formatted(mpi.abi()), mpi.builtIn() ? ", built into the program" : "");
    }

    private static String evidence(MpiIdentity.Evidence evidence) {
        return switch (evidence.sign()) {
            case SYMBOL -> "symbol " + evidence.name();
            case FILE_NAME -> "file name " + Names.shown(evidence.name());
            case SONAME -> "soname " + Names.shown(evidence.name());
            case NEEDED -> "needs " + Names.shown(evidence.name());
        };
    }

    /**
     * An entry of a file.
     *
     * @param kind family, mpi or rule
     * @param isNew whether the program itself knows none of the name
     */
    record Change(String kind, String name, boolean isNew) {}

    /** {@return which entries are new, and which are told otherwise than before} */
    static List<Change> changes(Knowledge before, Knowledge entries) {
        List<Change> changes = new ArrayList<>();
        entries.families().forEach(f -> changes.add(new Change("family", f.name(), before.family(f.name()).isEmpty())));
        entries.mpi().forEach(m -> changes.add(new Change("mpi", m.name(), before.mpi().stream().noneMatch(b -> b.name().equals(m.name())))));
        entries.rules().forEach(r -> changes.add(new Change("rule", r.id(), before.rule(r.id()).isEmpty())));
        return changes;
    }

    /** {@return whether a file is as it should be} */
    static List<String> checked(Knowledge before, KnowledgeChoice.Checked checked) {
        if (checked.fault().isPresent()) {
            return List.of(checked.fault().get());
        }
        List<String> lines = new ArrayList<>(List.of("%s: good".formatted(checked.file())));
        changes(before, checked.entries()).forEach(c -> lines.add("  %s %s: %s".formatted(c.kind(), c.name(), c.isNew() ? "new" : "changes the program's own")));
        return lines;
    }

    /** {@return an answer, and what our own rule says} */
    static List<String> answer(Answer answer, Optional<Answer> ours) {
        List<String> lines = new ArrayList<>(List.of(line(answer)));
        ours.ifPresent(o -> lines.add("  what we say: " + line(o)));
        return lines;
    }

    private static String line(Answer answer) {
        return "%s (%s): %s".formatted(answer.word().word(), answer.rule(), AnswerText.because(answer));
    }
}

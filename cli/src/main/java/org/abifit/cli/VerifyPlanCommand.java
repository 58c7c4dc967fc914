package org.abifit.cli;

import static org.abifit.root.BytePaths.fromUnicode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.db.SnapshotFault;
import org.abifit.loader.Verdict;
import org.abifit.plan.Digests;
import org.abifit.plan.Finding;
import org.abifit.plan.NeutralPlan;
import org.abifit.plan.SafetyRule;
import org.abifit.root.FileView;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit verify-plan}: whether a host still is as a plan says, for the start of a job. */
final class VerifyPlanCommand implements Callable<Integer> {
    private final Session session;

    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private Path file;
    private String host = "/";
    private final SafetyOptions safety = new SafetyOptions();

    private VerifyPlanCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        VerifyPlanCommand it = new VerifyPlanCommand(session);
        return Declared.command("verify-plan", it, "Say whether a host still is as a plan says, and the plan safe there.")
                .about("Looks at the files that the plan binds and at nothing else: quick enough for the start of each job. "
                        + "Exit 0: all as planned; 2: a file is gone, another one, or not safe to bind; 3: a file cannot be looked at.")
                .argument("FILE", Arguments::path, v -> it.file = v, "A plan that 'resolve --emit plan' printed.")
                .option("--host", "ROOT", Arguments::bytes, v -> it.host = v, "The host; this machine by default.")
                .with(it.safety)
                .with(it.database)
                .with(it.format)
                .examples("abifit verify-plan plan.json && srun podman run ...", "abifit verify-plan plan.json --host ./node17 --format json")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        NeutralPlan plan = PlanCheck.read(file);
        try (RootSource source = new RootSource(database.file(session), Optional.empty())) {
            List<Finding> findings = findings(plan, source.root(host));
            Verdict verdict = verdict(findings);
            if (format.json()) {
                json(verdict, findings);
            } else {
                session.out().line("%s on %s: %s".formatted(Names.shown(org.abifit.root.BytePaths.text(file)), Names.shown(host), sentence(verdict, plan)));
                findings.forEach(f -> session.out().line("  " + SafetyText.line(f)));
            }
            return CheckCommand.exit(verdict);
        }
    }

    private List<Finding> findings(NeutralPlan plan, RootSource.Root root) {
        FileView files = new FileView(root.tree());
        Digests digests = new Digests(files, root.folder());
        List<Finding> findings = new ArrayList<>();
        for (NeutralPlan.Bound bound : plan.binds()) {
            Optional<String> now = digests.of(fromUnicode(bound.from()));
            if (bound.digest().isPresent() && now.isPresent() && !now.equals(bound.digest())) {
                findings.add(new Finding(SafetyRule.DIGEST_CHANGED, bound.from(), now.get()));
            } else if (bound.digest().isPresent() && now.isEmpty() && files.lookup(fromUnicode(bound.from())) instanceof FileView.Lookup.Found) {
                findings.add(new Finding(SafetyRule.SOURCE_UNKNOWN, bound.from(), "its content cannot be read"));
            }
        }
        findings.addAll(safety.findings(plan, root, Optional.empty()));
        return findings;
    }

    private Verdict verdict(List<Finding> findings) {
        if (findings.stream().anyMatch(safety::forbids)) {
            return Verdict.FAIL;
        }
        return findings.stream().anyMatch(f -> f.rule().severity() == SafetyRule.Severity.UNKNOWN) ? Verdict.UNKNOWN : Verdict.OK;
    }

    private static String sentence(Verdict verdict, NeutralPlan plan) {
        return switch (verdict) {
            case OK -> "as planned (%d %s)".formatted(plan.binds().size(), plan.binds().size() == 1 ? "file" : "files");
            case FAIL -> "not as planned";
            case UNKNOWN -> "cannot be decided";
        };
    }

    private void json(Verdict verdict, List<Finding> findings) throws IOException {
        Json.print(session.out(), json -> {
            json.writeStartObject();
            json.writeNumberField("schema", 1);
            Json.name(json, "host", host);
            json.writeStringField("verdict", verdict.word());
            Json.list(json, "findings", findings, (to, finding) -> {
                to.writeStartObject();
                to.writeStringField("rule", finding.rule().id());
                to.writeStringField("severity", finding.rule().severity().word());
                to.writeStringField("subject", finding.subject());
                to.writeStringField("message", SafetyText.of(finding));
                to.writeEndObject();
            });
            json.writeEndObject();
        });
    }
}

package org.abifit.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.abifit.db.SnapshotFault;
import org.abifit.knowledge.Knowledge;
import org.abifit.plan.Emission;
import org.abifit.plan.EmitFormat;
import org.abifit.plan.Finding;
import org.abifit.plan.NeutralPlan;
import org.abifit.plan.PlanException;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.ImageAnswer;
import org.abifit.root.FileView;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code resolve} that print the plan of the best image for one host in the format of a container runtime. */
final class EmitOptions implements Declared.Part {
    private EmitFormat emit;
    private String host;
    private List<String> devices = List.of();
    private final SafetyOptions safety = new SafetyOptions();

    @Override
    public void declare(Declared into) {
        into.option("--emit", "FORMAT", EmitOptions::emitFormat, v -> emit = v,
                        "Print the plan of the best image for one host in a format: " + String.join(", ", EmitFormat.words()) + ".")
                .option("--for", "HOST", Arguments::bytes, v -> host = v, "With --emit: for which of several hosts.")
                .several("--device", "PATH", EmitOptions::device, v -> devices = v, "With --emit: devices of the host that the container is to have, as /dev/infiniband/uverbs0. None is added unless named.")
                .with(safety);
    }

    private static String device(String word) {
        if (!NeutralPlan.isDevice(word)) {
            throw new TypeConversionException("'%s' is no plain path below /dev".formatted(word));
        }
        return word;
    }

    private static EmitFormat emitFormat(String word) {
        return EmitFormat.of(word).orElseThrow(() -> new TypeConversionException(
                "'%s' is none of %s".formatted(word, String.join(", ", EmitFormat.words()))));
    }

    /** {@return whether a plan is to be printed in place of the answers} */
    boolean asked() {
        return emit != null;
    }

    /** {@return the exit code, after the plan is printed, or why there is none} */
    int print(Session session, RootSource source, List<String> apps, List<ImageAnswer> answers, List<String> wants,
            Knowledge knowledge) throws IOException, CommandFailure, SnapshotFault {
        ImageAnswer best = answers.getFirst();
        HostAnswer answer = chosen(best);
        ReasonText text = new ReasonText(best.image(), answer.host(), wants);
        if (!(answer instanceof HostAnswer.Fits fits)) {
            new ResolutionText(List.of(new ImageAnswer(best.image(), best.fit(), List.of(answer))), wants, false).lines().forEach(session.out()::note);
            return answer instanceof HostAnswer.Undecided ? Main.UNDECIDED : Main.NEGATIVE;
        }
        NeutralPlan plan = new Plans(source.root(best.image()), source.root(answer.host()), text).neutral(apps, fits.plan()).withDevices(devices);
        if (!isSafe(session, plan, source.root(best.image()), source.root(answer.host()))) {
            return Main.NEGATIVE;
        }
        try {
            Emission emission = emit.emit(plan);
            session.out().print(emission.text());
            emission.notes().forEach(session.out()::note);
            new CompanionText(knowledge, new FileView(source.root(answer.host()).tree())).lines(plan).forEach(session.out()::note);
            return Main.OK;
        } catch (PlanException e) {
            session.out().note(e.getMessage());
            return Main.NEGATIVE;
        }
    }

    /** Says all that is to be said; what was allowed by name is said, too. */
    private boolean isSafe(Session session, NeutralPlan plan, RootSource.Root image, RootSource.Root machine) {
        List<Finding> findings = safety.findings(plan, machine, Optional.of(image));
        findings.forEach(f -> session.out().note(SafetyText.line(f)));
        boolean refused = findings.stream().anyMatch(safety::forbids);
        if (refused) {
            session.out().note("the plan is not safe and is not printed: --allow-unsafe RULE takes the risk");
        }
        return !refused;
    }

    private HostAnswer chosen(ImageAnswer best) {
        if (host == null && best.hosts().size() > 1) {
            throw new UsageException("--emit prints the plan for one host: name it with --for");
        }
        String wanted = Optional.ofNullable(host).orElse(best.hosts().getFirst().host());
        return best.hosts().stream().filter(h -> h.host().equals(wanted)).findFirst()
                .orElseThrow(() -> new UsageException("--for %s is none of the hosts of --host".formatted(wanted)));
    }
}

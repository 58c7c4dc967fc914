package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.SavedPlan;
import org.abifit.db.SnapshotFault;
import org.abifit.drift.Drift;
import org.abifit.drift.DriftRoot;
import org.abifit.drift.PlanCase;
import org.abifit.drift.Severity;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit diff}: what changed between two states of a host, and which saved plans that breaks. */
final class DiffCommand implements Callable<Integer> {
    private static final int LINES = 40;

    private final Session session;
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private String before;
    private String after;
    private List<String> images = List.of();
    private List<String> plans = List.of();
    private boolean noPlans;
    private Severity least;
    private int limit = -1;
    private String cpuLevel;

    private DiffCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        DiffCommand it = new DiffCommand(session);
        return Declared.command("diff", it, "Tell what changed between two states of a host, and which saved plans that breaks.")
                .about("Breaking is what is gone and in use: by a saved plan, by an object of BEFORE or of an --image. Plans that were saved for the host (abifit resolve --save) "
                        + "are judged again on AFTER. Exit 2: a saved plan breaks; 0: none does.")
                .argument("BEFORE", Arguments::bytes, v -> it.before = v, "The old state: a snapshot (NAME or NAME@N), or a folder with a slash.")
                .argument("AFTER", Arguments::bytes, v -> it.after = v, "The new state, or what the host would become.")
                .several("--image", "ROOT", Arguments::bytes, v -> it.images = v, "Images whose objects count as users of the host's libraries.")
                .several("--plans", "NAME", Arguments::text, v -> it.plans = v, "Judge these saved plans; without it, those that were saved for the host BEFORE.")
                .flag("--no-plans", v -> it.noPlans = v, "Judge no saved plans.")
                .option("--severity", "breaking|risk|info", Declared.oneOf(List.of(Severity.values())), v -> it.least = v,
                        "Tell changes down to this severity (default: risk; with --format json: info).")
                .option("--limit", "N", Arguments::count, v -> it.limit = v, "Tell at most so many changes (default: %d; with --format json: all).".formatted(LINES))
                .option("--cpu-level", "LEVEL", Arguments::bytes, v -> it.cpuLevel = v, "Processor level of the host, as x86-64-v3.")
                .with(it.database)
                .with(it.format)
                .examples("abifit diff login@1 login@2", "abifit diff login ./new-node-image --severity breaking", "abifit diff login@4 login --image app --format json")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        Questions.checkCpuLevel(cpuLevel);
        if (noPlans && !plans.isEmpty()) {
            throw new UsageException("--plans and --no-plans exclude each other");
        }
        try (RootSource source = new RootSource(database.file(session), Optional.empty())) {
            DriftRoot old = root(source, before);
            DriftRoot now = root(source, after);
            List<DriftRoot> users = new ArrayList<>();
            for (String image : images) {
                users.add(root(source, image));
            }
            Drift drift = Drift.between(old, now, users, cases(source));
            boolean json = format.json();
            Severity down = least != null ? least : json ? Severity.INFO : Severity.RISK;
            int most = limit >= 0 ? limit : json ? Integer.MAX_VALUE : LINES;
            if (json) {
                Json.print(session.out(), to -> new DriftJson(to).drift(before, after, drift, down, most));
            } else {
                new DriftText(session.out(), drift, down, most).print();
            }
            return drift.broken().isEmpty() ? Main.OK : Main.NEGATIVE;
        }
    }

    private DriftRoot root(RootSource source, String ref) throws CommandFailure, SnapshotFault {
        RootSource.Root root = source.root(ref);
        return new DriftRoot(Names.shown(ref), root.tree(), source.machineOf(Optional.of(root), Optional.ofNullable(cpuLevel)));
    }

    private List<PlanCase> cases(RootSource source) throws CommandFailure, SnapshotFault {
        if (noPlans || !Files.exists(database.file(session))) {
            return List.of();
        }
        try (AbiStore store = database.reading(session)) {
            SavedPlans saved = new SavedPlans(store, source);
            List<PlanCase> cases = new ArrayList<>();
            for (SavedPlan plan : saved.named(plans, before)) {
                cases.add(saved.toJudge(plan));
            }
            return cases;
        }
    }
}

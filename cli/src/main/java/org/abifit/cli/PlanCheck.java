package org.abifit.cli;

import static org.abifit.root.BytePaths.fromUnicode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.db.SnapshotFault;
import org.abifit.loader.LoadRemark;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.plan.Digests;
import org.abifit.plan.NeutralPlan;
import org.abifit.plan.PlanException;
import org.abifit.plan.PlanReader;
import org.abifit.root.FileView;
import org.abifit.runs.Command;
import org.abifit.runs.Runs;
import org.abifit.runs.RunsJudge;

/** {@code abifit check --plan}: what the loader would say about a plan's applications, and what has changed since it was made. */
final class PlanCheck {
    private final Session session;
    private final RootSource source;
    private final QuestionOptions options;
    private final RunsJudge judge;
    private final Command command;

    PlanCheck(Session session, RootSource source, QuestionOptions options, RunsJudge judge, Command command) {
        this.session = session;
        this.source = source;
        this.options = options;
        this.judge = judge;
        this.command = command;
    }

    /** An application, what the loader says of it, which sonames come from the host, and whether it runs. */
    record Judged(String app, LoadReport report, List<String> fromHost, Runs runs, boolean lazyOnly) {

        /** A plan that says so itself need only load as the program is built. */
        Verdict verdict() {
            return lazyOnly ? report.lazy() : report.verdict();
        }
    }

    /** {@return the exit code, after the answer is printed: the worst of the plan's applications decides} */
    int run(Path file, boolean json, boolean verbose) throws IOException, CommandFailure, SnapshotFault {
        NeutralPlan plan = read(file);
        options.follow(plan);
        List<Judged> all = new ArrayList<>();
        for (String app : plan.apps()) {
            QuestionOptions.Asked asked = options.ask(source, fromUnicode(app));
            LoadReport report = new Loader().load(asked.question());
            Runs runs = judge.judge(asked.container(), asked.question(), report, command);
            all.add(new Judged(fromUnicode(app), report, asked.container().fromHost(report), runs, plan.lazyOnly()));
        }
        List<LoadRemark> changes = changes(plan);
        Judged worst = worst(all);
        if (json) {
            Json.print(session.out(), out -> new ReportJson(out).planned(worst, all, changes));
        } else {
            for (Judged judged : all) {
                CheckText.lines(judged.app(), judged.report(), judged.fromHost(), verbose).forEach(session.out()::line);
                RunsText.lines(judged.runs()).forEach(session.out()::line);
            }
            changes.forEach(c -> session.out().line("  note: " + Names.shown(c.message())));
        }
        return CheckCommand.exit(worst.verdict());
    }

    /**
     * {@return the plan in a file}
     *
     * @throws CommandFailure where there is none
     */
    static NeutralPlan read(Path file) throws IOException, CommandFailure {
        try {
            return PlanReader.read(Names.shown(org.abifit.root.BytePaths.text(file)), Files.readString(file));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new CommandFailure(file, "no such file", "give a plan as 'abifit resolve ... --emit plan' prints it");
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new CommandFailure(file, "is no %s text".formatted(StandardCharsets.UTF_8), "give a plan as 'abifit resolve ... --emit plan' prints it");
        } catch (PlanException e) {
            throw new CommandFailure(e.subject(), e.problem(), e.next());
        }
    }

    private static Judged worst(List<Judged> all) {
        for (Verdict verdict : List.of(Verdict.FAIL, Verdict.UNKNOWN)) {
            Optional<Judged> first = all.stream().filter(j -> j.verdict() == verdict).findFirst();
            if (first.isPresent()) {
                return first.get();
            }
        }
        return all.getFirst();
    }

    /** {@return what is not as the plan says, as far as it can be known without scanning folders} */
    private List<LoadRemark> changes(NeutralPlan plan) throws CommandFailure, SnapshotFault {
        List<LoadRemark> changes = new ArrayList<>();
        RootSource.Root image = source.root(options.image().orElseThrow());
        RootSource.Root host = source.root(options.host().orElseThrow());
        root(changes, "image-changed", "image", plan.image(), image);
        root(changes, "host-changed", "host", plan.host(), host);
        Digests digests = new Digests(new FileView(host.tree()), host.folder());
        for (NeutralPlan.Bound bound : plan.binds()) {
            Optional<String> now = digests.of(fromUnicode(bound.from()));
            if (bound.digest().isPresent() && now.isPresent() && !now.equals(bound.digest())) {
                String from = fromUnicode(bound.from());
                changes.add(new LoadRemark("digest-changed", from, "%s is not the file that the plan was made with".formatted(from)));
            }
        }
        return changes;
    }

    private static void root(List<LoadRemark> changes, String kind, String what, NeutralPlan.Root planned, RootSource.Root now) {
        Optional<String> digest = now.fingerprint().map(f -> "sha256:" + f);
        if (digest.isPresent() && planned.digest().isPresent() && !digest.equals(planned.digest())) {
            changes.add(new LoadRemark(kind, now.name(), "%s %s is not in the state that the plan was made with".formatted(what, now.name())));
        }
    }
}

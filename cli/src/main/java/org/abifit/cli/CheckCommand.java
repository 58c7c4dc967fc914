package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.db.SnapshotFault;
import org.abifit.loader.Container;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.plugin.PlugInReport;
import org.abifit.root.FileView;
import org.abifit.runs.Command;
import org.abifit.runs.Runs;
import org.abifit.runs.RunsJudge;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit check}: what the loader would say about one image with these files bound in. */
final class CheckCommand implements Callable<Integer> {
    private final Session session;

    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = Format.Choice.withReports();
    private final QuestionOptions options = new QuestionOptions();
    private String app;
    private final PluginChoice choice = new PluginChoice();
    private List<String> pluginFamilies;
    private final KnowledgeChoice knowledge = new KnowledgeChoice();
    private Path plan;
    private Path cases;
    private Path roots;
    private List<String> command = List.of();
    private boolean verbose;

    private CheckCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        CheckCommand it = new CheckCommand(session);
        return Declared.command("check", it, "Say what the dynamic loader would say: one image, explicit binds.")
                .about("Nothing is executed. Exit 0: it loads with all symbols bound; 2: it does not; 3: the facts do not decide. With --cases: 0 when all are answered.")
                .with(it.options)
                .option("--app", "PATH", Arguments::bytes, v -> it.app = v, "A program, script or shared object; its path in the image, after binding.")
                .optionalValue("--with-plugins", "FAMILY,...", "", Arguments::bytes, v -> it.pluginFamilies = v.isEmpty() ? List.of() : List.of(v.split(",")),
                        "Judge the plug-ins that it opens, too; all families of 'abifit plugins', or these.")
                .with(it.choice)
                .with(it.knowledge)
                .option("--plan", "FILE", Arguments::path, v -> it.plan = v, "Judge a plan that 'resolve --emit plan' printed; --image and --host count in place of its own.")
                .option("--cases", "FILE", Arguments::path, v -> it.cases = v, "Judge all cases of a file (JSON lines, plain or gzip), one JSON answer a line.")
                .option("--roots", "DIR", Arguments::path, v -> it.roots = v, "With --cases: a root called NAME is the folder DIR/NAME.")
                .arguments(0, Declared.COMMAND_LINE, Arguments::bytes, v -> it.command = v, "After '--': the command line that is run, where it is not just the application: a launcher and its words.")
                .flag("-v, --verbose", v -> it.verbose = v, "All errors, and where every library comes from.")
                .with(it.database)
                .with(it.format)
                .examples("abifit check --image ./rootfs --app /usr/bin/lmp", "abifit check --image app --host login --app /usr/bin/lmp \\",
                        "    --bind /usr/lib64/libmpi.so.40:/usr/lib/x86_64-linux-gnu/libmpi.so.40",
                        "abifit check --plan plan.json --host login",
                        "abifit check --cases cases.jsonl.gz --roots ./roots > answers.jsonl")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        if (cases != null && pluginFamilies != null || pluginFamilies == null && choice.isGiven()) {
            throw new UsageException("--with-plugins goes with --app, --plugins-file with --with-plugins");
        }
        if (plan != null && (cases != null || app != null || pluginFamilies != null || options.contradictsPlan())) {
            throw new UsageException("--plan says what to judge: of the other options only --image, --host, --env and those of the machine go with it");
        }
        if (format.report() && (plan != null || cases != null)) {
            throw new UsageException("--format %s goes with --app".formatted(Declared.word(format.chosen())));
        }
        try (RootSource source = new RootSource(database.file(session), Optional.ofNullable(roots))) {
            if (plan != null) {
                return new PlanCheck(session, source, options, runsJudge(new Loader()), Command.of(command)).run(plan, format.json(), verbose);
            }
            return cases != null ? answerAll(source) : one(source);
        }
    }

    private int one(RootSource source) throws IOException, CommandFailure, SnapshotFault {
        if (options.image().isEmpty() || app == null) {
            throw new UsageException("check needs --image and --app, or --cases");
        }
        QuestionOptions.Asked asked = options.ask(source, app);
        Loader loader = new Loader();
        Judged judged = judge(asked.container(), asked.question(), loader);
        print(judged, runsJudge(loader).judge(asked.container(), asked.question(), judged.report(), Command.of(command)));
        return exit(judged.verdict());
    }

    private RunsJudge runsJudge(Loader loader) throws CommandFailure {
        return knowledge.runsJudge(session.environment(), loader, choice.all(session.environment()));
    }

    static int exit(Verdict verdict) {
        return switch (verdict) {
            case OK -> Main.OK;
            case FAIL -> Main.NEGATIVE;
            case UNKNOWN -> Main.UNDECIDED;
        };
    }

    private void print(Judged judged, Runs runs) throws IOException {
        if (format.report()) {
            RuleReport.of(options.image().orElseThrow(), app, judged.report(), runs, judged.verdict()).print(session.out(), format.chosen());
        } else if (format.json()) {
            Json.print(session.out(), json -> new ReportJson(json).report(judged.report(), judged.fromHost(), runs, judged.plugins()));
        } else {
            CheckText.lines(app, judged.report(), judged.fromHost(), verbose).forEach(session.out()::line);
            RunsText.lines(runs).forEach(session.out()::line);
            judged.plugins().ifPresent(p -> PlugInText.besides(p, verbose).forEach(session.out()::line));
        }
    }

    /** A report, which sonames of it come from the host, and the application's plug-ins where they were asked for. */
    private record Judged(LoadReport report, List<String> fromHost, Optional<PlugInReport> plugins) {

        /** The application must load with all symbols bound, its plug-ins as they are opened. */
        Verdict verdict() {
            boolean appDecides = plugins.isEmpty() || report.verdict() == Verdict.FAIL || plugins.get().verdict() == Verdict.OK;
            return appDecides ? report.verdict() : plugins.get().verdict();
        }
    }

    private Judged judge(Container container, LoadQuestion question, Loader loader) throws CommandFailure {
        if (pluginFamilies == null) {
            LoadReport report = loader.load(question);
            return new Judged(report, container.fromHost(report), Optional.empty());
        }
        PlugInReport plugins = choice.judge(session.environment(), pluginFamilies, loader).judge(question);
        return new Judged(plugins.app(), container.fromHost(plugins.app()), Optional.of(plugins));
    }

    private int answerAll(RootSource source) throws IOException, CommandFailure, SnapshotFault {
        Loader loader = new Loader();
        RunsJudge runs = runsJudge(loader);
        try (InputStream in = Files.newInputStream(cases); CaseReader reader = new CaseReader(cases.toString(), in)) {
            Json.print(session.out(), json -> {
                try {
                    for (Optional<CaseReader.Case> next = reader.next(); next.isPresent(); next = reader.next()) {
                        answer(next.get(), source, loader, runs, json);
                    }
                } catch (CommandFailure e) {
                    throw new Carried(e);
                }
            });
            return Main.OK;
        } catch (Carried e) {
            throw e.failure;
        } catch (java.nio.file.NoSuchFileException e) {
            throw new CommandFailure(cases, "no such file", "give a file of cases");
        }
    }

    /** Takes a failure out of a writer that may only fail in its own way. */
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient CommandFailure failure;

        Carried(CommandFailure failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private void answer(CaseReader.Case question, RootSource source, Loader loader, RunsJudge runs, JsonGenerator json) throws IOException, CommandFailure, SnapshotFault {
        ReportJson out = new ReportJson(json);
        try {
            RootSource.Root in = source.root(question.image());
            Optional<RootSource.Root> from = question.host().isPresent() ? Optional.of(source.root(question.host().get())) : Optional.empty();
            Container container = Container.of(in.tree(), from.map(r -> new FileView(r.tree())), question.binds(), question.ldconfig());
            LoadQuestion asked = container.question(question.app(), question.env(), options.machine(source, from)).opening(question.opens());
            LoadReport report = loader.load(asked);
            out.answer(question.id(), report, container.fromHost(report), runs.judge(container, asked.opening(List.of()), report, question.command()), !question.opens().isEmpty());
        } catch (Container.BindException e) {
            out.unknown(Optional.of(question.id()), "bind", e.getMessage());
        }
    }
}

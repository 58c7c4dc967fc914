package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.abifit.db.SnapshotFault;
import org.abifit.loader.Bind;
import org.abifit.loader.Container;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.root.FileView;
import org.abifit.root.MachineFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code abifit check}: what the loader would say about one image with these files bound in. */
@Command(name = "check", sortOptions = false, header = "Say what the dynamic loader would say: one image, explicit binds.",
        description = {"", "Nothing is executed. Exit 0: it loads; 2: it does not; 3: the facts do not decide.", ""}, footer = {"", "Examples:",
            "  abifit check --image ./rootfs --app /usr/bin/lmp",
            "  abifit check --image app --host login --app /usr/bin/lmp \\",
            "      --bind /usr/lib64/libmpi.so.40:/usr/lib/x86_64-linux-gnu/libmpi.so.40",
            "  abifit check --cases cases.jsonl.gz --roots ./roots > answers.jsonl"})
final class CheckCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Option(names = "--image", paramLabel = "ROOT", description = "A folder (with a slash), a snapshot (NAME or NAME@N), or an image that comes with abifit.")
    private String image;

    @Option(names = "--host", paramLabel = "ROOT", description = "Where bound files come from, and whose processor counts.")
    private String host;

    @Option(names = "--app", paramLabel = "PATH", description = "A program, script or shared object; its path in the image, after binding.")
    private String app;

    @Option(names = "--bind", paramLabel = "FROM:TO", description = "Bind the host's file FROM at TO; links are followed on both sides. Repeatable.")
    private List<String> binds = new ArrayList<>();

    @Option(names = "--env", paramLabel = "K=V", description = "Set LD_LIBRARY_PATH, LD_PRELOAD ... for the application. Repeatable.")
    private List<String> env = new ArrayList<>();

    @Option(names = "--ldconfig", description = "Run the image's ldconfig (its model) after binding.")
    private boolean ldconfig;

    @Option(names = "--cpu-level", paramLabel = "LEVEL", description = "Processor level, as x86-64-v3. Default: the host snapshot's, else this machine's.")
    private String cpuLevel;

    @Option(names = "--cases", paramLabel = "FILE", description = "Judge all cases of a file (JSON lines, plain or gzip), one JSON answer a line.")
    private Path cases;

    @Option(names = "--roots", paramLabel = "DIR", description = "With --cases: a root called NAME is the folder DIR/NAME.")
    private Path roots;

    @Option(names = {"-v", "--verbose"}, description = "All errors, and where every library comes from.")
    private boolean verbose;

    @Mixin
    private DatabaseFile database;

    @Mixin
    private Format.Choice format;

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        if (cpuLevel != null && !cpuLevel.matches("x86-64-v[1-4]")) {
            throw new ParameterException(spec.commandLine(), "--cpu-level takes x86-64-v1 to x86-64-v4, not " + cpuLevel);
        }
        try (RootSource source = new RootSource(database.file(session), Optional.ofNullable(roots))) {
            return cases != null ? answerAll(source) : one(source);
        }
    }

    private int one(RootSource source) throws IOException, CommandFailure, SnapshotFault {
        if (image == null || app == null) {
            throw new ParameterException(spec.commandLine(), "check needs --image and --app, or --cases");
        }
        CaseReader.Case question = new CaseReader.Case("", image, absolute(app), Optional.ofNullable(host), parsedBinds(), parsedEnv(), ldconfig);
        try {
            Judged judged = judge(question, source, new Loader());
            print(judged);
            return exit(judged.report().verdict());
        } catch (Container.BindException e) {
            throw new CommandFailure(image, e.getMessage(), "look at the paths of --bind FROM:TO; FROM lies in --host");
        }
    }

    private static String absolute(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    static int exit(Verdict verdict) {
        return switch (verdict) {
            case OK -> Main.OK;
            case FAIL -> Main.NEGATIVE;
            case UNKNOWN -> Main.UNDECIDED;
        };
    }

    private void print(Judged judged) throws IOException {
        if (format.json()) {
            Json.print(session.out(), json -> new ReportJson(json).report(Optional.empty(), judged.report(), judged.fromHost()));
        } else {
            CheckText.lines(app, judged.report(), judged.fromHost(), verbose).forEach(session.out()::line);
        }
    }

    private List<Bind> parsedBinds() {
        List<Bind> parsed = new ArrayList<>();
        for (String bind : binds) {
            int colon = bind.indexOf(':');
            if (colon <= 0 || colon == bind.length() - 1) {
                throw new ParameterException(spec.commandLine(), "--bind takes FROM:TO, not " + bind);
            }
            parsed.add(new Bind(bind.substring(0, colon), bind.substring(colon + 1)));
        }
        if (!parsed.isEmpty() && host == null) {
            throw new ParameterException(spec.commandLine(), "--bind needs --host");
        }
        return parsed;
    }

    private Map<String, String> parsedEnv() {
        Map<String, String> parsed = new TreeMap<>();
        for (String pair : env) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new ParameterException(spec.commandLine(), "--env takes NAME=VALUE, not " + pair);
            }
            parsed.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return parsed;
    }

    /** A report, and which sonames of it come from the host. */
    private record Judged(LoadReport report, List<String> fromHost) {}

    private Judged judge(CaseReader.Case question, RootSource source, Loader loader) throws CommandFailure, SnapshotFault, Container.BindException {
        RootSource.Root in = source.root(question.image());
        Optional<RootSource.Root> from = question.host().isPresent() ? Optional.of(source.root(question.host().get())) : Optional.empty();
        MachineFacts machine = source.machineOf(from, Optional.ofNullable(cpuLevel));
        Container container = Container.of(in.tree(), from.map(r -> new FileView(r.tree())), question.binds(), question.ldconfig());
        LoadReport report = loader.load(container.question(question.app(), question.env(), machine));
        return new Judged(report, container.fromHost(report));
    }

    private int answerAll(RootSource source) throws IOException, CommandFailure, SnapshotFault {
        Loader loader = new Loader();
        try (InputStream in = Files.newInputStream(cases); CaseReader reader = new CaseReader(cases.toString(), in)) {
            Json.print(session.out(), json -> {
                try {
                    for (Optional<CaseReader.Case> next = reader.next(); next.isPresent(); next = reader.next()) {
                        answer(next.get(), source, loader, json);
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

    private void answer(CaseReader.Case question, RootSource source, Loader loader, JsonGenerator json) throws IOException, CommandFailure, SnapshotFault {
        ReportJson out = new ReportJson(json);
        try {
            Judged judged = judge(question, source, loader);
            out.report(Optional.of(question.id()), judged.report(), judged.fromHost());
        } catch (Container.BindException e) {
            out.unknown(Optional.of(question.id()), "bind", e.getMessage());
        }
    }
}

package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.abifit.db.SnapshotFault;
import org.abifit.lint.Finding;
import org.abifit.lint.LintFault;
import org.abifit.lint.Linter;
import org.abifit.lint.Severity;
import org.abifit.lint.SiteFormat;
import org.abifit.root.BytePaths;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** {@code abifit lint}: what is wrong with the lists of binds that a site has. */
final class LintCommand implements Callable<Integer> {
    private final Session session;

    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = Format.Choice.withReports();
    private final KnowledgeChoice knowledge = new KnowledgeChoice();
    private List<Path> files = List.of();
    private String host;
    private List<String> images = List.of();
    private Optional<SiteFormat> as = Optional.empty();
    private List<String> env = List.of();
    private String cpuLevel;

    private LintCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        LintCommand it = new LintCommand(session);
        return Declared.command("lint", it, "Says what is wrong with a site's own lists of binds, against a host and images.")
                .about("Reads Sarus hooks, CDI files, nvliblist.conf, scripts and modules that set APPTAINER_BIND and the like, EasyBuild recipes, podman-hpc modules, "
                        + "EDF and abifit's plans. Nothing is executed. Exit 0: no error; 2: errors; 1: a file cannot be read.")
                .arguments(1, "FILE", Arguments::path, v -> it.files = v, "A file of the site. Several are judged as installed together.")
                .option("--host", "ROOT", Arguments::bytes, v -> it.host = v, "Where bound files come from: a folder (with a slash) or a snapshot.")
                .repeated("--image", "ROOT", Arguments::bytes, v -> it.images = v, "An image that they are bound into; without one, what holds for any is said.")
                .option("--as", "FORMAT", LintCommand::format, v -> it.as = Optional.of(v), "What the files are, where their content does not tell: " + words() + ".")
                .repeated("--env", "K=V", Arguments::bytes, v -> it.env = v, "A variable that the files take from outside, as CRAY_MPICH_DIR.")
                .option("--cpu-level", "LEVEL", Arguments::bytes, v -> it.cpuLevel = v, "Processor level, as x86-64-v3. Default: the host snapshot's, else this machine's.")
                .with(it.knowledge)
                .with(it.database)
                .with(it.format)
                .examples("abifit lint bindings.lua --host login", "abifit lint nvidia.yaml --host gpu-node --image app", "abifit lint submit.sh --host login --env PWD=/scratch")
                .spec();
    }

    private static String words() {
        return String.join(", ", List.of(SiteFormat.values()).stream().map(SiteFormat::word).toList());
    }

    private static SiteFormat format(String given) {
        return List.of(SiteFormat.values()).stream().filter(f -> f.word().equals(given)).findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' is none of %s".formatted(given, words())));
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        if (host == null) {
            throw new UsageException("lint needs --host");
        }
        Questions.checkCpuLevel(cpuLevel);
        List<Finding> findings;
        try (RootSource source = new RootSource(database.file(session), Optional.empty())) {
            findings = lint(linter(source));
        }
        if (format.report()) {
            RuleReport.of(files.stream().map(f -> BytePaths.toUnicode(BytePaths.text(f))).toList(), findings).print(session.out(), format.chosen());
        } else if (format.json()) {
            Json.print(session.out(), json -> LintText.json(json, findings));
        } else {
            LintText.lines(findings).forEach(session.out()::line);
        }
        return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR) ? Main.NEGATIVE : Main.OK;
    }

    private Linter linter(RootSource source) throws CommandFailure, SnapshotFault {
        RootSource.Root from = source.root(host);
        List<Linter.Root> into = new ArrayList<>();
        for (String image : images) {
            into.add(new Linter.Root(image, source.root(image).tree()));
        }
        return new Linter(from.tree(), source.machineOf(Optional.of(from), Optional.ofNullable(cpuLevel)), into, knowledge.all(session.environment()));
    }

    private List<Finding> lint(Linter linter) throws CommandFailure {
        SequencedMap<String, byte[]> contents = new LinkedHashMap<>();
        for (Path file : files) {
            contents.put(BytePaths.toUnicode(BytePaths.text(file)), content(file));
        }
        try {
            return linter.lint(contents, as, Questions.env(env));
        } catch (LintFault e) {
            String at = e.column() > 0 ? "line %d, column %d".formatted(e.line(), e.column()) : "line %d".formatted(e.line());
            throw new CommandFailure(e.file(), "%s: %s".formatted(at, Names.printable(BytePaths.toUnicode(e.getMessage()))),
                    as.isPresent() ? "correct it, or leave --as away" : "correct it, or say with --as what it is");
        }
    }

    private static byte[] content(Path file) throws CommandFailure {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file, "no such file", "check the path");
        } catch (IOException e) {
            throw new CommandFailure(file, "cannot be read (%s)".formatted(e.getMessage()), "give a text file");
        }
    }
}

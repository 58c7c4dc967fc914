package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.abifit.db.AbiStore;
import org.abifit.db.Snapshot;
import org.abifit.db.SnapshotInfo;
import org.abifit.root.BytePaths;
import org.abifit.root.Glob;
import org.abifit.root.RootScan;
import org.abifit.root.RootScanner;
import org.abifit.root.ScanOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code abifit scan}: a root file system becomes a snapshot in the database. */
@Command(name = "scan", sortOptions = false,
        header = "Reads a root file system and stores what loaders could meet in it.",
        description = "%nThe root is a folder: that of an unpacked image, a mounted one, or / for this machine. Nothing in it is run. "
                + "A file that cannot be read is counted and listed, and the scan goes on. A name that is scanned again gets a new generation; "
                + "files that have not changed since are not read again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  abifit scan / --name login --kind host --label site=north",
            "  abifit scan ./rootfs --name app --kind image --db team.db",
            "  abifit scan / --kind host --exclude '/home/**' --exclude '*.pyc' --format json"})
final class ScanCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ROOT", description = "The folder that holds the root.")
    private Path root;

    @Option(names = "--name", paramLabel = "NAME", converter = Arguments.SnapshotName.class,
            description = "What to call the snapshot; for / the name of this machine by default.")
    private String name;

    @Option(names = "--kind", paramLabel = "host|image", description = "What the root is; for / a host by default.")
    private Kind kind;

    @Mixin
    private DatabaseFile database;

    @Option(names = "--exclude", paramLabel = "GLOB",
            description = "Leave out what matches: a pattern with a slash is held against the whole path, one without against the last name.")
    private List<Glob> excludes = new ArrayList<>();

    @Option(names = "--cross-mounts", description = "Go into other file systems than the root's, too.")
    private boolean crossMounts;

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "Say something about the snapshot.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--jobs", paramLabel = "N", description = "Read with so many threads; as many as there are processors by default.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--verbose", description = "List all problems.")
    private boolean verbose;

    @Mixin
    private Format.Choice format;

    /** What a root may be. */
    private enum Kind {
        HOST(Snapshot.Kind.HOST), IMAGE(Snapshot.Kind.IMAGE);

        private final Snapshot.Kind stored;

        Kind(Snapshot.Kind stored) {
            this.stored = stored;
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    ScanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (jobs < 1) {
            throw wrong("--jobs must be at least 1");
        }
        BooleanSupplier cancelled = session.shutdown().watched();
        Path folder = folder();
        String called = called(folder);
        Snapshot.Kind what = what(folder);
        String rootPath = BytePaths.text(folder);
        try (AbiStore store = database.writing(session)) {
            RootScan scan = RootScanner.scan(folder, options(store.prior(called, rootPath), cancelled));
            if (cancelled.getAsBoolean()) {
                throw new RootScan.CancelledException();
            }
            SnapshotInfo info = store.save(called, what, texts(labels), rootPath, Instant.now(), Version.text(), scan);
            session.out().clearProgress();
            new ScanReport(info, scan).print(session.out(), format.json(), verbose);
            return Main.OK;
        } catch (RootScan.CancelledException e) {
            session.out().note("cancelled: nothing was stored");
            return Main.INTERRUPTED;
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private Path folder() throws IOException, CommandFailure {
        try {
            Path folder = root.toRealPath();
            if (!Files.isDirectory(folder)) {
                throw new CommandFailure(root, "is no folder", "name the folder that holds the root");
            }
            return folder;
        } catch (NoSuchFileException e) {
            throw new CommandFailure(root, "there is no such folder", "name the folder that holds the root");
        }
    }

    private String called(Path folder) {
        if (name != null) {
            return name;
        }
        return Optional.of(folder).filter(ScanCommand::isThisMachine).flatMap(f -> hostName())
                .orElseThrow(() -> wrong("Missing option '--name': what shall the snapshot be called?"));
    }

    private Snapshot.Kind what(Path folder) {
        if (kind != null) {
            return kind.stored;
        }
        if (isThisMachine(folder)) {
            return Snapshot.Kind.HOST;
        }
        throw wrong("Missing option '--kind': is the root that of a host or of an image?");
    }

    private static boolean isThisMachine(Path folder) {
        return folder.getNameCount() == 0;
    }

    private static Optional<String> hostName() {
        try {
            return Optional.of(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip()).filter(n -> !n.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private ScanOptions options(Optional<ScanOptions.Prior> prior, BooleanSupplier cancelled) {
        ScanOptions.Progress progress = (entries, read) -> session.out().progress("scanning: %d entries, %d files read".formatted(entries, read));
        return new ScanOptions(excludes, jobs, crossMounts, prior, progress, cancelled);
    }

    private static Map<String, String> texts(Map<String, String> bytes) {
        Map<String, String> texts = new LinkedHashMap<>();
        bytes.forEach((key, value) -> texts.put(Arguments.text(key), Arguments.text(value)));
        return texts;
    }
}

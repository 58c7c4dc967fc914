package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** {@code abifit scan}: a root file system becomes a snapshot in the database. */
final class ScanCommand implements Callable<Integer> {
    private final Session session;
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private Path root;
    private Optional<String> name = Optional.empty();
    private Optional<Snapshot.Kind> kind = Optional.empty();
    private List<Glob> excludes = List.of();
    private List<Label> labels = List.of();
    private boolean crossMounts;
    private int jobs = Runtime.getRuntime().availableProcessors();
    private boolean verbose;

    /** What the user says about a snapshot. */
    private record Label(String key, String value) {
        static Label of(String bytes) {
            String text = Arguments.text(bytes);
            int end = text.indexOf('=');
            if (end < 1) {
                throw new TypeConversionException("'%s' is not KEY=VALUE".formatted(bytes));
            }
            return new Label(text.substring(0, end), text.substring(end + 1));
        }
    }

    private ScanCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        ScanCommand it = new ScanCommand(session);
        return Declared.command("scan", it, "Reads a root file system and stores what loaders could meet in it.")
                .about("The root is a folder: that of an unpacked image, a mounted one, or / for this machine. Nothing in it is run. "
                        + "A file that cannot be read is counted and listed, and the scan goes on. A name that is scanned again gets a new generation; "
                        + "files that have not changed since are not read again.")
                .argument("ROOT", Arguments::path, v -> it.root = v, "The folder that holds the root.")
                .option("--name", "NAME", Arguments::snapshotName, v -> it.name = Optional.of(v),
                        "What to call the snapshot; for / the name of this machine by default.")
                .option("--kind", "host|image", Declared.oneOf(List.of(Snapshot.Kind.values())), v -> it.kind = Optional.of(v),
                        "What the root is; for / a host by default.")
                .with(it.database)
                .repeated("--exclude", "GLOB", Arguments::glob, v -> it.excludes = v,
                        "Leave out what matches: a pattern with a slash is held against the whole path, one without against the last name.")
                .flag("--cross-mounts", v -> it.crossMounts = v, "Go into other file systems than the root's, too.")
                .repeated("--label", "KEY=VALUE", Label::of, v -> it.labels = v, "Say something about the snapshot.")
                .option("--jobs", "N", Arguments::count, v -> it.jobs = v, "Read with so many threads; as many as there are processors by default.")
                .flag("-v, --verbose", v -> it.verbose = v, "List all problems.")
                .with(it.format)
                .examples("abifit scan / --name login --kind host --label site=north", "abifit scan ./rootfs --name app --kind image --db team.db",
                        "abifit scan / --exclude '/home/**' --exclude '*.pyc' --format json")
                .spec();
    }

    @Override
    public Integer call() throws Exception {
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
            SnapshotInfo info = store.save(called, what, texts(), rootPath, Instant.now(), Version.text(), scan);
            session.out().clearProgress();
            new ScanReport(info, scan).print(session.out(), format.json(), verbose);
            return Main.OK;
        } catch (RootScan.CancelledException e) {
            session.out().note("cancelled: nothing was stored");
            return Main.INTERRUPTED;
        }
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
        return name.or(() -> isThisMachine(folder) ? hostName() : Optional.empty())
                .orElseThrow(() -> new UsageException("Missing option '--name': what shall the snapshot be called?"));
    }

    private Snapshot.Kind what(Path folder) {
        return kind.or(() -> isThisMachine(folder) ? Optional.of(Snapshot.Kind.HOST) : Optional.empty())
                .orElseThrow(() -> new UsageException("Missing option '--kind': is the root that of a host or of an image?"));
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

    private Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        labels.forEach(l -> texts.put(l.key(), l.value()));
        return texts;
    }
}

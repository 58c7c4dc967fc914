package org.abifit.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.Snapshot;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit db show}. */
final class DbShowCommand implements Callable<Integer> {
    private final Session session;
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private String name;
    private boolean times;
    private boolean verbose;

    private DbShowCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        DbShowCommand it = new DbShowCommand(session);
        return Declared.command("show", it, "Shows what a snapshot holds: system, machine, loaders, problems.")
                .argument("NAME[@N]", Arguments::text, v -> it.name = v, "The snapshot.")
                .with(it.database)
                .flag("--times", v -> it.times = v, "Say when it was scanned, and by which version.")
                .flag("-v, --verbose", v -> it.verbose = v, "List all problems.")
                .with(it.format)
                .examples("abifit db show login", "abifit db show login@2 --verbose", "abifit db show login --format json")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        try (AbiStore store = database.reading(session)) {
            Snapshot snapshot = store.load(name);
            if (format.json()) {
                Json.print(session.out(), json -> SnapshotJson.show(json, snapshot, times));
            } else {
                SnapshotText.show(session.out(), snapshot, times, verbose);
            }
            return Main.OK;
        }
    }
}

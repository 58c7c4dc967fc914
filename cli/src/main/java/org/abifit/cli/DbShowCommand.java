package org.abifit.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.Snapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code abifit db show}. */
@Command(name = "show", sortOptions = false, header = "Shows what a snapshot holds: system, machine, loaders, problems.",
        footerHeading = "%nExamples:%n",
        footer = {"  abifit db show login", "  abifit db show login@2 --verbose", "  abifit db show login --format json"})
final class DbShowCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME[@N]", converter = Arguments.Text.class, description = "The snapshot.")
    private String name;

    @Mixin
    private DatabaseFile database;

    @Option(names = "--times", description = "Say when it was scanned, and by which version.")
    private boolean times;

    @Option(names = "--verbose", description = "List all problems.")
    private boolean verbose;

    @Mixin
    private Format.Choice format;

    DbShowCommand(Session session) {
        this.session = session;
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

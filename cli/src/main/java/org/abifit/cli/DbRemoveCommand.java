package org.abifit.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.SnapshotInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code abifit db remove}. */
@Command(name = "remove", sortOptions = false, header = "Removes a snapshot; 'abifit db gc' then makes the file smaller.",
        footerHeading = "%nExamples:%n",
        footer = {"  abifit db remove login@1", "  abifit db remove login --all"})
final class DbRemoveCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME[@N]", converter = Arguments.Text.class, description = "The snapshot; NAME is the newest of that name.")
    private String name;

    @Option(names = "--all", description = "Remove all generations of the name.")
    private boolean all;

    @Mixin
    private DatabaseFile database;

    @Mixin
    private Format.Choice format;

    DbRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        try (AbiStore store = database.writing(session)) {
            List<SnapshotInfo> removed = all ? store.removeAll(name) : List.of(store.remove(name));
            DbChange.print(session.out(), format.json(), "removed", removed.toArray(SnapshotInfo[]::new));
            return Main.OK;
        }
    }
}

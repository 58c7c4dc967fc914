package org.abifit.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.SnapshotInfo;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit db remove}. */
final class DbRemoveCommand implements Callable<Integer> {
    private final Session session;
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private String name;
    private boolean all;

    private DbRemoveCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        DbRemoveCommand it = new DbRemoveCommand(session);
        return Declared.command("remove", it, "Removes a snapshot; 'abifit db gc' then makes the file smaller.")
                .argument("NAME[@N]", Arguments::text, v -> it.name = v, "The snapshot; NAME is the newest of that name.")
                .flag("--all", v -> it.all = v, "Remove all generations of the name.")
                .with(it.database)
                .with(it.format)
                .examples("abifit db remove login@1", "abifit db remove login --all")
                .spec();
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

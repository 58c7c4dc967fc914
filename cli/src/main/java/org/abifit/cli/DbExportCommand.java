package org.abifit.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.SnapshotInfo;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit db export}. */
final class DbExportCommand implements Callable<Integer> {
    private final Session session;
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private String name;
    private String file;

    private DbExportCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        DbExportCommand it = new DbExportCommand(session);
        return Declared.command("export", it, "Writes a snapshot to a file of its own, for another machine.")
                .about("The file says nothing of the time and the place of the scan: equal roots give equal files.")
                .argument("NAME[@N]", Arguments::text, v -> it.name = v, "The snapshot.")
                .argument("FILE", Arguments::bytes, v -> it.file = v, "The file, which is replaced if it exists; - is standard output.")
                .with(it.database)
                .with(it.format)
                .examples("abifit db export login login.abifit", "abifit db export login@2 - | ssh other abifit db import -")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        try (AbiStore store = database.reading(session)) {
            SnapshotInfo info = store.info(name);
            if (file.equals("-")) {
                store.exportTo(info.ref(), session.out().bytes());
                return Main.OK;
            }
            store.exportTo(info.ref(), Arguments.path(file));
            DbChange.print(session.out(), format.json(), "exported", info);
            return Main.OK;
        }
    }
}

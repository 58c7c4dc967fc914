package org.abifit.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.SnapshotInfo;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit db import}. */
final class DbImportCommand implements Callable<Integer> {
    private final Session session;
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private String file;
    private Optional<String> name = Optional.empty();

    private DbImportCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        DbImportCommand it = new DbImportCommand(session);
        return Declared.command("import", it, "Stores an exported snapshot as a new generation of its name.")
                .argument("FILE", Arguments::bytes, v -> it.file = v, "The exported file; - is standard input.")
                .option("--name", "NAME", Arguments::snapshotName, v -> it.name = Optional.of(v), "What to call it instead.")
                .with(it.database)
                .with(it.format)
                .examples("abifit db import login.abifit", "abifit db import login.abifit --name north-login --db team.db")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        try (AbiStore store = database.writing(session)) {
            DbChange.print(session.out(), format.json(), "imported", imported(store));
            return Main.OK;
        }
    }

    private SnapshotInfo imported(AbiStore store) throws IOException {
        if (!file.equals("-")) {
            return store.importFrom(Arguments.path(file), name);
        }
        try (InputStream in = new FileInputStream(FileDescriptor.in)) {
            return store.importFrom(in, name);
        }
    }
}

package org.abifit.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.SnapshotInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code abifit db import}. */
@Command(name = "import", sortOptions = false, header = "Stores an exported snapshot as a new generation of its name.",
        footerHeading = "%nExamples:%n",
        footer = {"  abifit db import login.abifit", "  abifit db import login.abifit --name north-login --db team.db"})
final class DbImportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The exported file; - is standard input.")
    private String file;

    @Option(names = "--name", paramLabel = "NAME", converter = Arguments.SnapshotName.class, description = "What to call it instead.")
    private String name;

    @Mixin
    private DatabaseFile database;

    @Mixin
    private Format.Choice format;

    DbImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        try (AbiStore store = database.writing(session)) {
            DbChange.print(session.out(), format.json(), "imported", imported(store));
            return Main.OK;
        }
    }

    private SnapshotInfo imported(AbiStore store) throws IOException {
        Optional<String> called = Optional.ofNullable(name);
        if (!file.equals("-")) {
            return store.importFrom(Arguments.path(file), called);
        }
        try (InputStream in = new FileInputStream(FileDescriptor.in)) {
            return store.importFrom(in, called);
        }
    }
}

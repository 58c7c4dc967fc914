package org.abifit.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.SnapshotInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code abifit db export}. */
@Command(name = "export", sortOptions = false, header = "Writes a snapshot to a file of its own, for another machine.",
        description = "%nThe file says nothing of the time and the place of the scan: equal roots give equal files.%n",
        footerHeading = "%nExamples:%n",
        footer = {"  abifit db export login login.abifit", "  abifit db export login@2 - | ssh other abifit db import -"})
final class DbExportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME[@N]", converter = Arguments.Text.class, description = "The snapshot.")
    private String name;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file, which is replaced if it exists; - is standard output.")
    private String file;

    @Mixin
    private DatabaseFile database;

    @Mixin
    private Format.Choice format;

    DbExportCommand(Session session) {
        this.session = session;
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

package org.abifit.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.Reclaimed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code abifit db gc}. */
@Command(name = "gc", sortOptions = false, header = "Deletes what no snapshot holds any more, and makes the file smaller.",
        footerHeading = "%nExamples:%n",
        footer = {"  abifit db gc", "  abifit db gc --db team.db"})
final class DbGcCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private DatabaseFile database;

    @Mixin
    private Format.Choice format;

    DbGcCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        try (AbiStore store = database.writing(session)) {
            Reclaimed freed = store.gc();
            if (format.json()) {
                Json.print(session.out(), json -> {
                    json.writeStartObject();
                    json.writeNumberField("schema", 1);
                    json.writeNumberField("objects", freed.objects());
                    json.writeNumberField("trees", freed.trees());
                    json.writeNumberField("bytes", freed.bytes());
                    json.writeEndObject();
                });
            } else {
                session.out().line("deleted %d objects and %d trees; the file is %d bytes smaller".formatted(freed.objects(), freed.trees(), freed.bytes()));
            }
            return Main.OK;
        }
    }
}

package org.abifit.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.Reclaimed;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit db gc}. */
final class DbGcCommand implements Callable<Integer> {
    private final Session session;
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();

    private DbGcCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        DbGcCommand it = new DbGcCommand(session);
        return Declared.command("gc", it, "Deletes what no snapshot holds any more, and makes the file smaller.")
                .with(it.database)
                .with(it.format)
                .examples("abifit db gc", "abifit db gc --db team.db")
                .spec();
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

package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.SnapshotInfo;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit db list}. */
final class DbListCommand implements Callable<Integer> {
    private final Session session;
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private boolean times;

    private DbListCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        DbListCommand it = new DbListCommand(session);
        return Declared.command("list", it, "Lists all snapshots, by name and generation.")
                .with(it.database)
                .flag("--times", v -> it.times = v, "Say when each was scanned, and by which version.")
                .with(it.format)
                .examples("abifit db list", "abifit db list --times --db team.db", "abifit db list --format json")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        try (AbiStore store = database.reading(session)) {
            List<SnapshotInfo> all = store.list();
            if (format.json()) {
                Json.print(session.out(), json -> write(json, all));
            } else {
                text(all);
            }
            return Main.OK;
        }
    }

    private void text(List<SnapshotInfo> all) {
        if (all.isEmpty()) {
            session.out().note("the database holds no snapshot");
        }
        int width = all.stream().mapToInt(i -> Names.printable(i.ref()).length()).max().orElse(0);
        for (SnapshotInfo info : all) {
            String line = "%s  %-5s  %7d entries  %6d ELF  %s".formatted(padded(Names.printable(info.ref()), width), ScanReport.kind(info),
                    info.counts().entries(), info.counts().elf(), info.fingerprint().substring(0, 12));
            session.out().line(line + SnapshotText.times(info, times) + labels(info));
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String labels(SnapshotInfo info) {
        StringBuilder text = new StringBuilder();
        info.labels().forEach((key, value) -> text.append("  ").append(Names.printable(key)).append('=').append(Names.printable(value)));
        return text.toString();
    }

    private void write(JsonGenerator json, List<SnapshotInfo> all) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        Json.list(json, "snapshots", all, (to, info) -> {
            to.writeStartObject();
            SnapshotJson.info(to, info, times);
            to.writeEndObject();
        });
        json.writeEndObject();
    }
}

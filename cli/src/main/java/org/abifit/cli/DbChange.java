package org.abifit.cli;

import java.io.IOException;
import java.util.List;
import org.abifit.db.SnapshotInfo;

/** What was done with some snapshots. */
final class DbChange {
    private DbChange() {}

    /** Prints what was done. */
    static void print(Out out, boolean json, String done, SnapshotInfo... snapshots) throws IOException {
        if (!json) {
            List.of(snapshots).forEach(i -> out.line("%s %s".formatted(done, Names.printable(i.ref()))));
            return;
        }
        Json.print(out, to -> {
            to.writeStartObject();
            to.writeNumberField("schema", 1);
            to.writeStringField("done", done);
            Json.list(to, "snapshots", List.of(snapshots), (each, info) -> {
                each.writeStartObject();
                SnapshotJson.name(each, info);
                each.writeEndObject();
            });
            to.writeEndObject();
        });
    }
}

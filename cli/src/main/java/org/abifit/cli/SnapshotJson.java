package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.db.Snapshot;
import org.abifit.db.SnapshotInfo;
import org.abifit.root.MachineFacts;

/** Snapshots as JSON. */
final class SnapshotJson {
    private SnapshotJson() {}

    /** Writes the fields that name a snapshot. */
    static void name(JsonGenerator json, SnapshotInfo info) throws IOException {
        json.writeStringField("name", info.name());
        json.writeNumberField("generation", info.generation());
        json.writeStringField("kind", ScanReport.kind(info));
        json.writeStringField("fingerprint", info.fingerprint());
    }

    /** Writes the fields that tell what is known of a snapshot without reading it. */
    static void info(JsonGenerator json, SnapshotInfo info, boolean times) throws IOException {
        name(json, info);
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : info.labels().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
        Json.name(json, "root", info.rootPath());
        if (times) {
            text(json, "scannedAt", info.scannedAt().map(Instant::toString));
            text(json, "scannedBy", info.toolVersion());
        }
        json.writeObjectFieldStart("counts");
        ScanReport.counts(json, info.counts());
        json.writeEndObject();
    }

    /** Writes an object with a snapshot's name, and what it holds. */
    static void show(JsonGenerator json, Snapshot snapshot, boolean times) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        info(json, snapshot.info(), times);
        text(json, "system", SnapshotFacts.system(snapshot.tree()));
        machine(json, snapshot.machine());
        loaders(json, SnapshotFacts.loaders(snapshot.tree()));
        Problems.write(json, snapshot.problems());
        json.writeEndObject();
    }

    private static void machine(JsonGenerator json, MachineFacts machine) throws IOException {
        json.writeObjectFieldStart("machine");
        text(json, "cpuLevel", machine.cpuLevel());
        if (machine.pageSize().isPresent()) {
            json.writeNumberField("pageSize", machine.pageSize().get());
        } else {
            json.writeNullField("pageSize");
        }
        text(json, "kernel", machine.kernel());
        json.writeEndObject();
    }

    private static void loaders(JsonGenerator json, List<SnapshotFacts.Loader> loaders) throws IOException {
        Json.list(json, "loaders", loaders, (to, loader) -> {
            to.writeStartObject();
            Json.name(to, "path", loader.path());
            to.writeStringField("machine", loader.machine());
            to.writeStringField("libc", loader.libc());
            Json.name(to, "release", loader.release());
            Json.name(to, "banner", loader.banner());
            to.writeEndObject();
        });
    }

    private static void text(JsonGenerator json, String field, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(field, text.get());
        } else {
            json.writeNullField(field);
        }
    }
}

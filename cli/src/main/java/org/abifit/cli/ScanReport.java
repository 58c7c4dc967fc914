package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.abifit.db.SnapshotInfo;
import org.abifit.root.RootScan;

/**
 * What came of a scan.
 *
 * @param info the snapshot
 * @param scan what was scanned
 */
record ScanReport(SnapshotInfo info, RootScan scan) {

    void print(Out out, boolean json, boolean verbose) throws IOException {
        if (json) {
            Json.print(out, this::write);
        } else {
            text(out, verbose);
        }
    }

    private void text(Out out, boolean verbose) {
        SnapshotInfo.Counts counts = info.counts();
        out.line("%s: %s".formatted(out.style(Out.Style.HEAD, Names.printable(info.ref())), kind(info)));
        out.line("  %d entries, %d ELF files (%d different), %d files read".formatted(counts.entries(), counts.elf(), counts.objects(), scan.counts().read()));
        out.line("  fingerprint %s".formatted(info.fingerprint()));
        Problems.text(out, scan.problems(), verbose);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        json.writeStringField("name", info.name());
        json.writeNumberField("generation", info.generation());
        json.writeStringField("kind", kind(info));
        json.writeStringField("fingerprint", info.fingerprint());
        json.writeObjectFieldStart("counts");
        counts(json, info.counts());
        json.writeNumberField("read", scan.counts().read());
        json.writeEndObject();
        Problems.write(json, scan.problems());
        json.writeEndObject();
    }

    /** {@return what was scanned, as a word} */
    static String kind(SnapshotInfo info) {
        return info.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Writes the fields of an object of counts. */
    static void counts(JsonGenerator json, SnapshotInfo.Counts counts) throws IOException {
        json.writeNumberField("entries", counts.entries());
        json.writeNumberField("files", counts.files());
        json.writeNumberField("elf", counts.elf());
        json.writeNumberField("objects", counts.objects());
        json.writeNumberField("problems", counts.problems());
    }
}

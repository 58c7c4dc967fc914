package org.abifit.db;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.root.ScanProblem;

/**
 * What an exported snapshot says of itself: nothing that depends on when, where or by whom it was scanned.
 *
 * @param kind what was scanned
 * @param name what it was called
 * @param labels what its users said about it
 * @param problems what could not be taken in
 */
record Manifest(Snapshot.Kind kind, String name, SortedMap<String, String> labels, List<ScanProblem> problems) {
    /** Two empty strings. */
    private static final int LEAST_LABEL = 2;

    static Manifest of(Snapshot snapshot) {
        return new Manifest(snapshot.kind(), snapshot.name(), snapshot.labels(), snapshot.problems());
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter(256);
        out.number(kind.ordinal()).text(name).number(labels.size());
        labels.forEach((key, value) -> out.text(key).text(value));
        return out.blob(ProblemCodec.encode(problems)).toBytes();
    }

    /**
     * {@return the manifest of a stored form}
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    static Manifest decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        Snapshot.Kind kind = in.oneOf(Snapshot.Kind.values(), "kind");
        String name = in.text();
        int n = in.count("labels", LEAST_LABEL);
        SortedMap<String, String> labels = new TreeMap<>();
        for (int i = 0; i < n; i++) {
            labels.put(in.text(), in.text());
        }
        Manifest manifest = new Manifest(kind, name, labels, ProblemCodec.decode(in.blob()));
        in.end();
        if (!Arrays.equals(manifest.encode(), bytes)) {
            throw new IllegalArgumentException("a manifest that is not in its one form");
        }
        return manifest;
    }
}

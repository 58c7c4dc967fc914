package org.abifit.db;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a snapshot without reading it.
 *
 * @param name what its users call it
 * @param generation 1 for the first snapshot of that name; numbers are never used twice
 * @param kind what was scanned
 * @param labels what its users say about it, by key
 * @param scannedAt when it was scanned, to the millisecond; empty for imported ones
 * @param toolVersion the version of abifit that scanned it; empty for imported ones
 * @param rootPath the folder that was scanned, as a byte string; empty for imported ones
 * @param fingerprint SHA-256, in hexadecimal, of all that does not depend on when and where it was scanned: equal trees on equal
 *     machines have equal fingerprints
 * @param counts how much it holds
 */
public record SnapshotInfo(String name, int generation, Snapshot.Kind kind, SortedMap<String, String> labels, Optional<Instant> scannedAt,
        Optional<String> toolVersion, Optional<String> rootPath, String fingerprint, Counts counts) {

    /** Keeps the labels sorted and to itself. */
    public SnapshotInfo {
        labels = sorted(labels);
    }

    /** Entries of the tree (its root not counted), regular files, ELF files, different ELF objects, and problems of the scan. */
    public record Counts(long entries, long files, long elf, long objects, long problems) {}

    /** {@return {@code NAME@N}, which means this snapshot also when there are newer ones} */
    public String ref() {
        return name + "@" + generation;
    }

    static SortedMap<String, String> sorted(Map<String, String> labels) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}

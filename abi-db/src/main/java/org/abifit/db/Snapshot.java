package org.abifit.db;

import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.abifit.root.Directory;
import org.abifit.root.ElfRef;
import org.abifit.root.MachineFacts;
import org.abifit.root.RootScan;
import org.abifit.root.ScanProblem;

/**
 * A stored scan. The tree is in memory; the facts of an ELF file are read when they are first asked for, as long as the
 * {@link AbiStore} that gave the snapshot is open. All of it may be used by several threads.
 *
 * @param info what is known of it without reading it
 * @param tree the whole root
 * @param machine facts of the machine, when its own root was scanned
 * @param problems what could not be taken in, sorted by path
 */
public record Snapshot(SnapshotInfo info, Directory tree, MachineFacts machine, List<ScanProblem> problems) {

    /** What was scanned: a machine that runs containers, or what a container is made of. */
    public enum Kind { HOST, IMAGE }

    /** {@return the {@linkplain SnapshotInfo#fingerprint() fingerprint} that a scan would have if it were stored} */
    public static String fingerprintOf(RootScan scan) {
        return TreeCodec.encode(scan.tree(), scan.machine()).fingerprint();
    }

    /**
     * {@return an exported snapshot, without a database; all of it is in memory}
     *
     * @param file what to call it in errors
     * @param from the export; stays open
     * @throws SnapshotFault when it is none, is damaged, too large, or of another format
     */
    public static Snapshot read(String file, InputStream from) throws SnapshotFault {
        SnapshotFileReader.Imported imported = SnapshotFileReader.read(file, from);
        Map<String, ElfRef> objects = new HashMap<>();
        imported.tree().objects().forEach(o -> objects.put(o.digest(), o));
        TreeCodec.Decoded tree = TreeCodec.decode(imported.tree().bytes(), objects::get);
        Manifest manifest = imported.manifest();
        SnapshotInfo info = new SnapshotInfo(manifest.name(), 1, manifest.kind(), manifest.labels(), Optional.empty(), Optional.empty(), Optional.empty(),
                imported.tree().fingerprint(), imported.tree().counts(manifest.problems().size()));
        return new Snapshot(info, tree.tree(), tree.machine(), manifest.problems());
    }

    /** {@return what its users call it} */
    public String name() {
        return info.name();
    }

    /** {@return which snapshot of that name} */
    public int generation() {
        return info.generation();
    }

    /** {@return what was scanned} */
    public Kind kind() {
        return info.kind();
    }

    /** {@return what its users say about it} */
    public SortedMap<String, String> labels() {
        return info.labels();
    }

    /** {@return when it was scanned; empty for imported ones} */
    public Optional<Instant> scannedAt() {
        return info.scannedAt();
    }

    /** {@return the version of abifit that scanned it; empty for imported ones} */
    public Optional<String> toolVersion() {
        return info.toolVersion();
    }

    /** {@return the folder that was scanned, as a byte string; empty for imported ones} */
    public Optional<String> rootPath() {
        return info.rootPath();
    }

    /** {@return the identity of its content, see {@link SnapshotInfo#fingerprint()}} */
    public String fingerprint() {
        return info.fingerprint();
    }

    /** {@return how much it holds} */
    public SnapshotInfo.Counts counts() {
        return info.counts();
    }
}

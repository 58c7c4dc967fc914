package org.abifit.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.abifit.root.RootScan;
import org.abifit.root.ScanOptions;

/**
 * The door of this package: a database of snapshots in one file.
 *
 * <h2>What is stored</h2>
 * A snapshot is a row with a name, a generation and a tree. A tree is one blob: the whole root, a quarter of a megabyte for
 * 12,000 entries, with its ELF files as digests. An object is one blob: the facts of all ELF files with that digest. Both are
 * found by the SHA-256 of their content, so a hundred images made from one base share its objects, and a rescan that finds
 * nothing new adds one row. There are no rows for symbols: half a million of them would take seconds to insert and index, and
 * whoever asks for a symbol has the object at hand, whose table finds it in microseconds.
 *
 * <p>What depends on when and where a scan was made (its time, the folder, device and inode numbers) lies beside the tree, never
 * in it. So the digest of the tree is the fingerprint of the snapshot, and exported files of equal roots are equal.
 *
 * <h2>How it stays whole</h2>
 * All that {@link #save} stores goes in with one transaction, after the scan, when every byte is known: a process that is killed
 * at any moment leaves the database as it was, or with the whole snapshot. Objects are never changed. Generations are never given
 * out twice, so {@code NAME@N} never changes its meaning.
 *
 * <p>On a local disk, a write-ahead log lets readers go on while somebody writes. It needs memory that all of them share, which
 * machines do not: on a network file system the database falls back to a rollback journal and file locks ({@link Journal}),
 * which is slower and right. Readers that may not write (a folder of another user, a read-only medium) get by without either, as
 * long as the file is complete by itself; a writer therefore empties its log when it closes.
 *
 * <h2>What is trusted</h2>
 * The database is its owner's: what is read from it is checked against damage by a checksum, and {@link #verify} checks the
 * digests. An exported file may come from anybody: it must be exactly what an export of its content would be, within limits.
 *
 * <p>A store may be used by several threads; they take turns. Methods that write throw {@link IllegalStateException} in a store
 * that is open for reading, and all do when it is closed.
 */
public final class AbiStore implements AutoCloseable {
    private final Database database;
    private final Objects objects;

    AbiStore(Database database) {
        this.database = database;
        this.objects = new Objects(database);
    }

    /**
     * {@return the database in this file, to write to; it is created, with the folders above it, if there is none}
     *
     * @throws SnapshotFault when it cannot be written, belongs to another program, or to a newer abifit
     */
    public static AbiStore openForWriting(Path file) throws SnapshotFault {
        return new AbiStore(Opening.forWriting(file));
    }

    /**
     * {@return the database in this file, to read; neither the file nor its folder need be writable}
     *
     * @throws SnapshotFault when there is none, it is empty, cannot be read, belongs to another program, or to a newer abifit
     */
    public static AbiStore openForReading(Path file) throws SnapshotFault {
        return new AbiStore(Opening.forReading(file));
    }

    /**
     * Stores a scan as a new generation of its name.
     *
     * @param rootPath the folder that was scanned, as a byte string; only compared, by {@link #prior}
     * @return the new snapshot
     * @throws SnapshotFault when the name is none, or nothing can be stored
     */
    public SnapshotInfo save(String name, Snapshot.Kind kind, Map<String, String> labels, String rootPath, Instant scannedAt, String toolVersion,
            RootScan scan) throws SnapshotFault {
        SnapshotName.checked(name, database.file());
        TreeCodec.Encoded tree = TreeCodec.encode(scan.tree(), scan.machine());
        byte[] identities = IdentityCodec.encode(tree.files(), scan.identities());
        SnapshotInfo.Counts counts = tree.counts(scan.problems().size());
        return database.write(sql -> {
            SnapshotInfo info = new SnapshotInfo(name, Snapshots.nextGeneration(sql, name), kind, SnapshotInfo.sorted(labels),
                    Optional.of(scannedAt.truncatedTo(ChronoUnit.MILLIS)), Optional.of(toolVersion), Optional.of(rootPath),
                    tree.fingerprint(), counts);
            Objects.insert(sql, tree);
            long id = Snapshots.insert(sql, info, scan.problems());
            Snapshots.insertIdentities(sql, id, info, identities);
            return info;
        });
    }

    /**
     * {@return all snapshots, by name and generation}
     *
     * @throws SnapshotFault when the database cannot be read
     */
    public List<SnapshotInfo> list() throws SnapshotFault {
        return database.read(sql -> Snapshots.all(sql).stream().map(Snapshots.Stored::info).toList());
    }

    /**
     * {@return what is known of the snapshot that {@code NAME} or {@code NAME@N} names}
     *
     * @throws SnapshotFault when there is none, or the database cannot be read
     */
    public SnapshotInfo info(String ref) throws SnapshotFault {
        return database.read(sql -> find(sql, ref).info());
    }

    private Snapshots.Stored find(Sql sql, String ref) throws SQLException, SnapshotFault {
        return Snapshots.find(sql, SnapshotName.parse(ref)).orElseThrow(() -> missing(ref));
    }

    private SnapshotFault missing(String ref) {
        return new SnapshotFault(database.file(), "there is no snapshot \"%s\"".formatted(ref), "list the snapshots, or scan it first");
    }

    /**
     * {@return the snapshot that {@code NAME} or {@code NAME@N} names; the facts of its ELF files are read when they are first
     * asked for, and if that fails, {@link java.io.UncheckedIOException} is thrown there}
     *
     * @throws SnapshotFault when there is none, or the database cannot be read
     */
    public Snapshot load(String ref) throws SnapshotFault {
        return database.read(sql -> {
            Snapshots.Stored stored = find(sql, ref);
            byte[] tree = objects.tree(sql, stored.tree());
            return decoded(stored, () -> {
                TreeCodec.Decoded t = TreeCodec.decode(tree, objects::ref);
                return new Snapshot(stored.info(), t.tree(), t.machine(), ProblemCodec.decode(stored.problems()));
            });
        });
    }

    private <T> T decoded(Snapshots.Stored stored, Supplier<T> decoder) throws SnapshotFault {
        try {
            return decoder.get();
        } catch (IllegalArgumentException e) {
            throw Faults.damaged(database.file(), stored.info().ref(), e.getMessage());
        }
    }

    /**
     * {@return what makes a rescan cheap: the newest snapshot of a name, if it is of the same root and was scanned, not imported,
     * by a version that stored facts as this one does}
     *
     * @throws SnapshotFault when the database cannot be read
     */
    public Optional<ScanOptions.Prior> prior(String name, String rootPath) throws SnapshotFault {
        return database.read(sql -> {
            Optional<Snapshots.Stored> newest = Snapshots.find(sql, SnapshotName.parse(name))
                    .filter(s -> s.info().rootPath().equals(Optional.of(rootPath)));
            return newest.isEmpty() ? Optional.empty() : prior(sql, newest.get());
        });
    }

    private Optional<ScanOptions.Prior> prior(Sql sql, Snapshots.Stored stored) throws SQLException, SnapshotFault {
        Optional<byte[]> identities = Snapshots.identities(sql, stored);
        if (identities.isEmpty()) {
            return Optional.empty();
        }
        byte[] tree = objects.tree(sql, stored.tree());
        return decoded(stored, () -> identities.filter(IdentityCodec::isCurrent).map(i -> {
            TreeCodec.Decoded t = TreeCodec.decode(tree, objects::ref);
            return new ScanOptions.Prior(t.tree(), IdentityCodec.decode(i, t.files()));
        }));
    }

    /**
     * Removes one snapshot; what only it held stays in the file until {@link #gc}.
     *
     * @param ref {@code NAME} for the newest of that name, or {@code NAME@N}
     * @return the snapshot that was removed
     * @throws SnapshotFault when there is none, or the database cannot be written
     */
    public SnapshotInfo remove(String ref) throws SnapshotFault {
        return database.write(sql -> {
            Snapshots.Stored stored = find(sql, ref);
            Snapshots.remove(sql, stored);
            return stored.info();
        });
    }

    /**
     * Removes all snapshots of a name.
     *
     * @return those that were removed, oldest first
     * @throws SnapshotFault when there is none, or the database cannot be written
     */
    public List<SnapshotInfo> removeAll(String name) throws SnapshotFault {
        return database.write(sql -> {
            List<Snapshots.Stored> all = Snapshots.all(sql).stream().filter(s -> s.info().name().equals(name)).toList();
            if (all.isEmpty()) {
                throw missing(name);
            }
            for (Snapshots.Stored stored : all) {
                Snapshots.remove(sql, stored);
            }
            return all.stream().map(Snapshots.Stored::info).toList();
        });
    }

    /**
     * Stores plans, all of them or none; each takes the place of one of the same name for the same host.
     *
     * @throws SnapshotFault when a name is none, or they cannot be stored
     */
    public void savePlans(List<SavedPlan> plans, Instant savedAt) throws SnapshotFault {
        for (SavedPlan plan : plans) {
            SnapshotName.checkedPlan(plan.name(), database.file());
        }
        database.write(sql -> {
            for (SavedPlan plan : plans) {
                Plans.put(sql, plan, savedAt);
            }
            return null;
        });
    }

    /**
     * {@return all saved plans, by name and host; none in a database that was last written before there were any}
     *
     * @throws SnapshotFault when the database cannot be read, or a plan is damaged
     */
    public List<SavedPlan> plans() throws SnapshotFault {
        return database.read(sql -> Plans.all(sql, database.file()));
    }

    /**
     * Removes all plans of a name.
     *
     * @return those that were removed, by host
     * @throws SnapshotFault when there is none, or the database cannot be written
     */
    public List<SavedPlan> removePlans(String name) throws SnapshotFault {
        return database.write(sql -> {
            List<SavedPlan> all = Plans.all(sql, database.file()).stream().filter(p -> p.name().equals(name)).toList();
            if (all.isEmpty()) {
                throw new SnapshotFault(database.file(), "there is no saved plan \"%s\"".formatted(name), "list the plans");
            }
            for (SavedPlan plan : all) {
                Plans.remove(sql, plan);
            }
            return all;
        });
    }

    /**
     * Deletes what no snapshot holds and makes the file smaller.
     *
     * @return how much it was
     * @throws SnapshotFault when the database cannot be written or is damaged; then nothing is deleted
     */
    public Reclaimed gc() throws SnapshotFault {
        return new Collector(database, objects).collect();
    }

    /**
     * Reads everything and checks it against its digests.
     *
     * @return what is wrong; empty when nothing is
     * @throws SnapshotFault when the database cannot be read at all
     */
    public List<StoreProblem> verify() throws SnapshotFault {
        return database.read(sql -> new Verifier(sql, database.file()).verify());
    }

    /**
     * Writes a snapshot to a file of its own, which appears when it is complete.
     *
     * @param ref {@code NAME} or {@code NAME@N}
     * @throws SnapshotFault when there is no such snapshot, the database cannot be read, or the file cannot be written
     */
    public void exportTo(String ref, Path file) throws SnapshotFault {
        new Exchange(database, objects).write(load(ref), file);
    }

    /**
     * Writes a snapshot to a stream, which stays open.
     *
     * @param ref {@code NAME} or {@code NAME@N}
     * @throws SnapshotFault when there is no such snapshot, or the database cannot be read
     * @throws IOException when the stream fails
     */
    public void exportTo(String ref, OutputStream to) throws IOException {
        new Exchange(database, objects).write(load(ref), to);
    }

    /**
     * Stores an exported snapshot as a new generation of its name.
     *
     * @param newName what to call it instead
     * @return the new snapshot
     * @throws SnapshotFault when the file is no exported snapshot, is damaged, too large or of a newer format, or nothing can be stored
     */
    public SnapshotInfo importFrom(Path file, Optional<String> newName) throws SnapshotFault {
        return new Exchange(database, objects).read(file, newName);
    }

    /**
     * Stores an exported snapshot from a stream, which stays open, as a new generation of its name.
     *
     * @param newName what to call it instead
     * @return the new snapshot
     * @throws SnapshotFault as {@link #importFrom(Path, Optional)} does
     */
    public SnapshotInfo importFrom(InputStream from, Optional<String> newName) throws SnapshotFault {
        return new Exchange(database, objects).read("the imported stream", from, newName);
    }

    /** Ends the use of the database and of the objects of its snapshots. */
    @Override
    public void close() throws SnapshotFault {
        database.close();
    }
}

package org.abifit.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.abifit.root.BytePaths;
import org.abifit.root.ElfRef;

/** Carries snapshots between a database and files of their own. */
final class Exchange {
    private final Database database;
    private final Objects objects;

    Exchange(Database database, Objects objects) {
        this.database = database;
        this.objects = objects;
    }

    /** Writes to a stream, which stays open. */
    void write(Snapshot snapshot, OutputStream to) throws IOException {
        TreeCodec.Encoded tree = TreeCodec.encode(snapshot.tree(), snapshot.machine());
        SnapshotFile.write(Manifest.of(snapshot), tree.bytes(), tree.objects().stream().map(ElfRef::digest).toList(), objects::stored, to);
    }

    /** Writes to a file. */
    void write(Snapshot snapshot, Path file) throws SnapshotFault {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A device or a pipe is written to, not replaced.
                fill(snapshot, file, StandardOpenOption.WRITE);
            } else {
                replace(snapshot, file);
            }
        } catch (SnapshotFault e) {
            throw e;
        } catch (IOException e) {
            throw new SnapshotFault(file, "cannot be written (%s)".formatted(e.getMessage()), "look at the disk and the folder's permissions", e);
        }
    }

    private void fill(Snapshot snapshot, Path file, StandardOpenOption... how) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, how)) {
            write(snapshot, out);
        }
    }

    /** Nobody sees half a file; and the other half of a killed run, or a link that somebody put there, is not written to. */
    private void replace(Snapshot snapshot, Path file) throws IOException {
        Path part = BytePaths.path(BytePaths.text(file.toAbsolutePath()) + ".part");
        Files.deleteIfExists(part);
        try {
            fill(snapshot, part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Stores what a file holds. */
    SnapshotInfo read(Path file, Optional<String> newName) throws SnapshotFault {
        try (InputStream in = Files.newInputStream(file)) {
            return read(SnapshotFault.shown(file), in, newName);
        } catch (SnapshotFault e) {
            throw e;
        } catch (IOException e) {
            throw new SnapshotFault(file, "cannot be read (%s)".formatted(e.getMessage()), "check the file and its permissions", e);
        }
    }

    /** Stores what a stream holds, which stays open. */
    SnapshotInfo read(String file, InputStream from, Optional<String> newName) throws SnapshotFault {
        SnapshotFileReader.Imported imported = SnapshotFileReader.read(file, from);
        Manifest manifest = imported.manifest();
        String name = SnapshotName.checked(newName.orElse(manifest.name()), database.file());
        SnapshotInfo.Counts counts = imported.tree().counts(manifest.problems().size());
        return database.write(sql -> {
            SnapshotInfo info = new SnapshotInfo(name, Snapshots.nextGeneration(sql, name), manifest.kind(), manifest.labels(), Optional.empty(),
                    Optional.empty(), Optional.empty(), imported.tree().fingerprint(), counts);
            Objects.insert(sql, imported.tree());
            Snapshots.insert(sql, info, manifest.problems());
            return info;
        });
    }
}

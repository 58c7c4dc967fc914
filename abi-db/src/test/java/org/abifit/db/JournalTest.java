package org.abifit.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs"})
    void localFileSystemsShareMemory(String type) {
        assertEquals(Journal.WAL, Journal.on(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "lustre", "gpfs", "cifs", "smb3", "smbfs", "9p", "fuse", "fuse.sshfs", "fuse.glusterfs", "beegfs", "ceph",
            "afs", "pvfs2", "panfs", "dvs", "wekafs", "virtiofs", "NFS4", "something-new", ""})
    void allOthersAreTakenForShared(String type) {
        assertEquals(Journal.DELETE, Journal.on(type));
    }

    private String mode(Path file) throws SnapshotFault {
        try (Database database = Opening.forReading(file)) {
            return database.read(sql -> sql.first(row -> row.getString(1), "PRAGMA journal_mode")).orElseThrow();
        }
    }

    @Test
    void withoutSharedMemoryNothingLiesBesideTheDatabase() throws Exception {
        Path file = temporary.resolve("abi.db");
        try (AbiStore store = new AbiStore(Opening.forWriting(file, Journal.DELETE))) {
            Samples.save(store, "login", Samples.everything());
            assertEquals(List.of(), store.verify());
            assertFalse(Files.exists(Path.of(file + "-shm")));
            assertFalse(Files.exists(Path.of(file + "-wal")));
        }
        assertEquals("delete", mode(file));
    }

    @Test
    void aDatabaseThatMovesChangesItsJournal() throws Exception {
        Path file = temporary.resolve("abi.db");
        for (Journal journal : List.of(Journal.WAL, Journal.DELETE, Journal.WAL)) {
            try (AbiStore store = new AbiStore(Opening.forWriting(file, journal))) {
                Samples.save(store, "login", Samples.everything());
            }
            assertEquals(journal.mode(), mode(file));
        }
        try (AbiStore store = AbiStore.openForReading(file)) {
            assertEquals(3, store.list().size());
            assertTrue(store.verify().isEmpty());
        }
    }

    @Test
    void readersSeeADatabaseThatAnotherOneHasOpen() throws Exception {
        Path file = temporary.resolve("abi.db");
        try (AbiStore writer = new AbiStore(Opening.forWriting(file, Journal.DELETE))) {
            Samples.save(writer, "login", Samples.everything());
            try (AbiStore reader = AbiStore.openForReading(file)) {
                assertEquals(1, reader.list().size());
                Samples.save(writer, "login", Samples.everything());
                assertEquals(2, reader.list().size());
            }
        }
    }
}

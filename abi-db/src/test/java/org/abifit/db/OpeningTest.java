package org.abifit.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.abifit.root.BytePaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OpeningTest {
    /** Makes the folder of the file read-only in a mount namespace of its own; exits with 77 where the system does not let us. */
    private static final String READ_ONLY = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" || exit 77; exec \"$@\"";
    @TempDir
    Path temporary;

    private Path saved(Path file) throws SnapshotFault {
        try (AbiStore store = AbiStore.openForWriting(file)) {
            Samples.save(store, "login", Samples.everything());
        }
        return file;
    }

    private void raw(Path file, String statement) throws SnapshotFault {
        try (Database database = Opening.forWriting(file)) {
            database.outside(sql -> {
                sql.run(statement);
                return null;
            });
        }
    }

    @Test
    void aReaderCreatesNothing() {
        Path file = temporary.resolve("none.db");
        SnapshotFault fault = assertThrows(SnapshotFault.class, () -> AbiStore.openForReading(file));
        assertEquals(file.toString(), fault.file());
        assertTrue(fault.getMessage().contains("there is no such database"), fault::getMessage);
        assertFalse(Files.exists(file));
        assertThrows(SnapshotFault.class, () -> AbiStore.openForReading(temporary));
    }

    @Test
    void foldersAreMadeForTheOwnerOnly() throws Exception {
        Path file = saved(temporary.resolve("share/abifit/abi.db"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        Path blocked = Files.createFile(temporary.resolve("file")).resolve("abi.db");
        assertThrows(SnapshotFault.class, () -> AbiStore.openForWriting(blocked));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a?mode=memory", "a#b", "100%", "%41", "a&b", "R\u00fcbe", "caf\u00e9-as-bytes-\u00ff", "a'b\"c", "a:b;c"})
    void everyNameIsJustAName(String name) throws Exception {
        Path file = BytePaths.path(BytePaths.text(temporary) + "/" + (name.contains("bytes") ? name : BytePaths.fromUnicode(name)));
        saved(file);
        assertTrue(Files.isRegularFile(file));
        try (AbiStore store = AbiStore.openForReading(file)) {
            assertEquals(1, store.list().size());
        }
    }

    @Test
    void otherFilesAreRefused() throws Exception {
        Path text = Files.writeString(temporary.resolve("text.db"), "this is no database, but longer than a header of SQLite\n".repeat(3));
        assertTrue(assertThrows(SnapshotFault.class, () -> AbiStore.openForReading(text)).problem().contains("is not an SQLite database"));
        assertThrows(SnapshotFault.class, () -> AbiStore.openForWriting(text));
        Path other = saved(temporary.resolve("other.db"));
        raw(other, "PRAGMA application_id=7");
        assertTrue(assertThrows(SnapshotFault.class, () -> AbiStore.openForReading(other)).problem().contains("another program"));
        assertTrue(assertThrows(SnapshotFault.class, () -> AbiStore.openForWriting(other)).problem().contains("another program"));
        Path empty = Files.createFile(temporary.resolve("empty.db"));
        assertTrue(assertThrows(SnapshotFault.class, () -> AbiStore.openForReading(empty)).problem().contains("holds no snapshots yet"));
        saved(empty);
    }

    @Test
    void aNewerDatabaseIsRefused() throws Exception {
        Path file = saved(temporary.resolve("abi.db"));
        raw(file, "PRAGMA user_version=3");
        for (SnapshotFault fault : List.of(assertThrows(SnapshotFault.class, () -> AbiStore.openForReading(file)),
                assertThrows(SnapshotFault.class, () -> AbiStore.openForWriting(file)))) {
            assertEquals("has schema 3, newer than 2", fault.problem());
            assertTrue(fault.next().contains("newer one"));
        }
    }

    @Test
    void whatIsOpenForReadingIsNotWritten() throws Exception {
        try (AbiStore store = AbiStore.openForReading(saved(temporary.resolve("abi.db")))) {
            assertThrows(IllegalStateException.class, () -> Samples.save(store, "login", Samples.everything()));
            assertThrows(IllegalStateException.class, store::gc);
            assertThrows(IllegalStateException.class, () -> store.remove("login"));
        }
    }

    @Test
    void aReaderDoesNotWaitForAWriter() throws Exception {
        Path file = saved(temporary.resolve("abi.db"));
        try (Database writer = Opening.forWriting(file); AbiStore early = AbiStore.openForReading(file)) {
            long nanos = writer.write(sql -> {
                sql.update("DELETE FROM snapshot");
                long start = System.nanoTime();
                assertEquals(1, early.list().size());
                try (AbiStore late = AbiStore.openForReading(file)) {
                    assertEquals("login@1", late.load("login").info().ref());
                }
                return System.nanoTime() - start;
            });
            assertTrue(TimeUnit.NANOSECONDS.toSeconds(nanos) < 5, () -> "waited " + nanos);
            assertEquals(0, early.list().size());
        }
    }

    @Test
    void writersQueue() throws Exception {
        Path file = temporary.resolve("abi.db");
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            List<Callable<Path>> writers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                writers.add(() -> saved(file));
            }
            for (Future<Path> done : pool.invokeAll(writers)) {
                done.get();
            }
        }
        try (AbiStore store = AbiStore.openForReading(file)) {
            assertEquals(12, store.list().size());
            assertEquals(12, store.info("login").generation());
        }
    }

    /** {@return what a process says that may not write in the folder} */
    private List<String> withoutWriting(String what, Path file) throws IOException, InterruptedException {
        Process child;
        try {
            child = Child.start(List.of("unshare", "-rm", "sh", "-c", READ_ONLY, file.getParent().toString()), what, file.toString());
        } catch (IOException e) {
            assumeTrue(false, "no unshare here");
            throw e;
        }
        List<String> lines = child.inputReader().lines().toList();
        int exit = child.waitFor();
        assumeTrue(exit == 0 || exit == Child.FAULT, () -> "no read-only mounts here: " + lines);
        return lines;
    }

    @Test
    void aReadOnlyMediumIsRead() throws Exception {
        Path file = saved(temporary.resolve("abi.db"));
        Files.deleteIfExists(Path.of(file + "-wal"));
        Files.deleteIfExists(Path.of(file + "-shm"));
        assertEquals(List.of("login@1"), withoutWriting("list", file));
        Files.createFile(Path.of(file + "-wal"));
        assertEquals(List.of("login@1"), withoutWriting("list", file));
        List<String> writing = withoutWriting("write", file);
        assertTrue(writing.size() == 1 && writing.get(0).contains("may not be written"), writing::toString);
    }

    @Test
    void aReadOnlyMediumWithAnUnfinishedLogIsExplained() throws Exception {
        Path file = temporary.resolve("abi.db");
        Path folder = Files.createDirectory(temporary.resolve("copy"));
        try (AbiStore store = AbiStore.openForWriting(file)) {
            Samples.save(store, "login", Samples.everything());
            Files.copy(file, folder.resolve("abi.db"));
            Files.copy(Path.of(file + "-wal"), folder.resolve("abi.db-wal"));
        }
        List<String> said = withoutWriting("list", folder.resolve("abi.db"));
        assertTrue(said.size() == 1 && said.get(0).contains("abi.db-wal") && said.get(0).contains("gc"), said::toString);
        try (AbiStore store = AbiStore.openForWriting(folder.resolve("abi.db"))) {
            assertEquals(1, store.list().size());
        }
        assertEquals(List.of("login@1"), withoutWriting("list", folder.resolve("abi.db")));
    }

    @Test
    void aFrozenFileThatIsWrittenAllTheSameIsNoticed() throws Exception {
        Path file = saved(temporary.resolve("abi.db"));
        try (Database reader = Opening.asFrozen(file)) {
            assertEquals(1, reader.<Integer>read(sql -> sql.number("SELECT count(*) FROM snapshot")));
            saved(file);
            SnapshotFault fault = assertThrows(SnapshotFault.class, () -> reader.read(sql -> sql.number("SELECT count(*) FROM snapshot")));
            assertTrue(fault.problem().contains("was written"));
        }
    }
}

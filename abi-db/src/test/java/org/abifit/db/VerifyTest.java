package org.abifit.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.RegularFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that somebody else wrote to. */
class VerifyTest {
    @TempDir
    Path temporary;
    private Path file;

    @BeforeEach
    void save() throws SnapshotFault {
        file = temporary.resolve("abi.db");
        try (AbiStore store = AbiStore.openForWriting(file)) {
            Samples.save(store, "all", Samples.everything());
            assertEquals(List.of(), store.verify());
        }
    }

    private List<StoreProblem> verify() throws SnapshotFault {
        try (AbiStore store = AbiStore.openForReading(file)) {
            return store.verify();
        }
    }

    private void sql(String statement) throws SnapshotFault {
        try (Database database = Opening.forWriting(file)) {
            database.outside(sql -> {
                sql.run("PRAGMA foreign_keys=OFF; " + statement);
                return null;
            });
        }
    }

    private void flip(String near) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(near);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static void has(List<StoreProblem> problems, String where, String text) {
        assertTrue(problems.stream().anyMatch(p -> p.where().startsWith(where) && p.text().contains(text)), problems::toString);
    }

    @Test
    void aFlippedByteOfAnObjectIsFound() throws Exception {
        flip("function_39");
        has(verify(), "object ", "do not have its digest");
        try (AbiStore store = AbiStore.openForReading(file)) {
            Snapshot snapshot = store.load("all");
            Content.Elf elf = (Content.Elf) ((RegularFile) ((Directory) snapshot.tree().child("lib")).child("libbar.so.2")).content();
            assertTrue(assertThrows(UncheckedIOException.class, () -> elf.ref().file()).getMessage().contains("checksum"));
        }
    }

    @Test
    void aFlippedByteOfATreeIsFound() throws Exception {
        flip("libbar.so.2\u0008");
        has(verify(), "tree ", "do not have its digest");
        try (AbiStore store = AbiStore.openForReading(file)) {
            assertTrue(assertThrows(SnapshotFault.class, () -> store.load("all")).getMessage().contains("checksum"));
        }
        try (AbiStore store = AbiStore.openForWriting(file)) {
            assertThrows(SnapshotFault.class, store::gc);
            assertEquals(1, store.list().size());
        }
    }

    @Test
    void aMissingObjectIsFound() throws Exception {
        sql("DELETE FROM object WHERE soname='libbar.so.2'");
        has(verify(), "tree ", "is missing");
    }

    @Test
    void columnsThatDisagreeAreFound() throws Exception {
        sql("UPDATE object SET soname='libbaz.so' WHERE soname='libbar.so.2'");
        has(verify(), "object ", "columns");
        sql("UPDATE snapshot SET files=99");
        has(verify(), "all@1", "counts");
    }

    @Test
    void aSnapshotWithoutTreeIsFound() throws Exception {
        sql("DELETE FROM tree");
        has(verify(), "database", "refers to nothing");
    }

    @Test
    void damagedIdentitiesAreFound() throws Exception {
        sql("UPDATE identity SET body=x'0105'");
        has(verify(), "all@1", "number of files");
    }

    @Test
    void damagedPagesAreFound() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 2 * 16384, 2 * 16384 + 200, (byte) 0x5a);
        Files.write(file, bytes);
        has(verify(), "database", "");
    }
}

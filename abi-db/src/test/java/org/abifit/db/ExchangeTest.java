package org.abifit.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.ElfRef;
import org.abifit.root.MachineFacts;
import org.abifit.root.RegularFile;
import org.abifit.root.RootScan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Export and import, also of files that nobody exported. */
class ExchangeTest {
    @TempDir
    Path temporary;
    private AbiStore store;

    @BeforeEach
    void open() throws SnapshotFault {
        store = AbiStore.openForWriting(temporary.resolve("abi.db"));
    }

    @AfterEach
    void close() throws SnapshotFault {
        store.close();
    }

    private byte[] exported(String ref) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.exportTo(ref, out);
        return out.toByteArray();
    }

    private SnapshotFault refused(byte[] file) {
        SnapshotFault fault = assertThrows(SnapshotFault.class, () -> store.importFrom(new ByteArrayInputStream(file), Optional.of("bad")));
        assertEquals("the imported stream", fault.file());
        return fault;
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutputStream packed = new ZstdOutputStream(out, 9)) {
            packed.write(plain);
        }
        return out.toByteArray();
    }

    private static ByteWriter begun(int format) {
        return new ByteWriter(64).raw(SnapshotFile.MAGIC).number(format);
    }

    private static byte[] manifest(String name) {
        return new Manifest(Snapshot.Kind.IMAGE, name, new TreeMap<>(), List.of()).encode();
    }

    /** {@return a whole file, with its checksum, of parts that need not fit each other} */
    private static byte[] file(byte[] manifest, byte[] tree, byte[]... objects) throws Exception {
        ByteWriter out = begun(SnapshotFile.FORMAT).blob(manifest).blob(tree).number(objects.length);
        Arrays.stream(objects).forEach(out::blob);
        return packed(new ByteWriter(64).raw(out.toBytes()).raw(SnapshotFile.sha256().digest(out.toBytes())).toBytes());
    }

    @Test
    void equalRootsGiveEqualFiles() throws Exception {
        store.save("a", Snapshot.Kind.HOST, Map.of("k", "v"), "/one", Samples.NOON, "0.1.0", Samples.scan(Samples.root(temporary.resolve("one"))));
        store.save("a", Snapshot.Kind.HOST, Map.of("k", "v"), "/two", Samples.NOON.plusSeconds(9), "0.2.0",
                Samples.scan(Samples.root(temporary.resolve("two/deep"))));
        assertArrayEquals(exported("a@1"), exported("a@2"));
    }

    @Test
    void whatIsExportedIsImported() throws Exception {
        RootScan everything = Samples.everything();
        SnapshotInfo saved = Samples.save(store, "all", everything);
        Path file = temporary.resolve("all.abisnap");
        store.exportTo("all", file);
        try (AbiStore elsewhere = AbiStore.openForWriting(temporary.resolve("elsewhere.db"))) {
            SnapshotInfo imported = elsewhere.importFrom(file, Optional.empty());
            assertEquals("all@1", imported.ref());
            assertEquals(saved.fingerprint(), imported.fingerprint());
            assertEquals(saved.counts(), imported.counts());
            assertEquals(saved.labels(), imported.labels());
            assertEquals(Optional.empty(), imported.scannedAt());
            assertEquals(Optional.empty(), imported.rootPath());
            Snapshot loaded = elsewhere.load("all");
            assertEquals(imported, loaded.info());
            assertArrayEquals(Samples.bytes(everything), Samples.bytes(loaded));
            assertEquals(everything.problems(), loaded.problems());
            assertEquals(Optional.empty(), elsewhere.prior("all", "/"));
            assertEquals("new@1", elsewhere.importFrom(file, Optional.of("new")).ref());
            assertEquals(List.of(), elsewhere.verify());
            elsewhere.exportTo("all@1", temporary.resolve("again.abisnap"));
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(temporary.resolve("again.abisnap")));
        }
    }

    @Test
    void aFileAppearsWhenItIsComplete() throws Exception {
        Path file = temporary.resolve("none.abisnap");
        assertThrows(SnapshotFault.class, () -> store.exportTo("none", file));
        assertFalse(Files.exists(file));
        Files.writeString(temporary.resolve("none.abisnap.part"), "left by a killed run");
        Samples.save(store, "none", Samples.everything());
        store.exportTo("none", file);
        assertFalse(Files.exists(temporary.resolve("none.abisnap.part")));
        SnapshotFault fault = assertThrows(SnapshotFault.class, () -> store.exportTo("none", temporary.resolve("no/such/folder")));
        assertTrue(fault.getMessage().contains("no/such/folder"));
        assertThrows(SnapshotFault.class, () -> store.importFrom(temporary.resolve("missing"), Optional.empty()));
        Path device = Files.createSymbolicLink(temporary.resolve("device"), Path.of("/dev/null"));
        store.exportTo("none", device);
        assertTrue(Files.isSymbolicLink(device));
        Files.delete(device);
    }

    @Test
    void cutFilesAreRefused() throws Exception {
        Samples.save(store, "all", Samples.everything());
        byte[] whole = exported("all");
        for (int length = 0; length < whole.length; length += length < 64 ? 1 : 13) {
            refused(Arrays.copyOf(whole, length));
        }
        refused(Arrays.copyOf(whole, whole.length - 1));
        refused(Arrays.copyOf(whole, whole.length + 1));
        assertEquals(1, store.list().size());
    }

    /** Some bits of a zstd frame mean nothing, so a flip there may leave the content as it was. */
    @Test
    void flippedFilesAreRefusedOrTheSame() throws Exception {
        String fingerprint = Samples.save(store, "all", Samples.everything()).fingerprint();
        byte[] whole = exported("all");
        int refused = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x10;
            try {
                assertEquals(fingerprint, store.importFrom(new ByteArrayInputStream(flipped), Optional.empty()).fingerprint());
            } catch (SnapshotFault e) {
                refused++;
            }
        }
        assertTrue(refused > whole.length - 20, "refused %d of %d".formatted(refused, whole.length));
    }

    @Test
    void whatIsNoSnapshotIsRefused() throws Exception {
        assertTrue(refused(packed(new byte[100])).problem().contains("begins with something else"));
        assertTrue(refused("#!/bin/sh\n".repeat(100).getBytes(StandardCharsets.US_ASCII)).problem().contains("no exported snapshot"));
        refused(new byte[0]);
    }

    @Test
    void aNewerFormatIsNamed() throws Exception {
        SnapshotFault fault = refused(packed(begun(2).raw(new byte[100]).toBytes()));
        assertEquals("has format 2; this version reads format 1", fault.problem());
        assertTrue(fault.next().contains("newer version"));
    }

    @Test
    void aSmallFileThatUnfoldsIntoAHugeOneIsRefused() throws Exception {
        byte[] bomb = packed(begun(1).blob(new byte[50_000_000]).toBytes());
        assertTrue(bomb.length < 10_000);
        assertTrue(refused(bomb).problem().contains("what it unfolds to is"));
    }

    @Test
    void aLengthIsNotBelieved() throws Exception {
        assertTrue(refused(packed(begun(1).number(SnapshotFileReader.MOST_MANIFEST + 1L).toBytes())).problem().contains("the size of the manifest"));
        assertTrue(refused(packed(begun(1).number(-1).toBytes())).problem().contains("18446744073709551615"));
        assertTrue(refused(packed(begun(1).number(SnapshotFileReader.MOST_MANIFEST).toBytes())).problem().contains("ends too early"));
    }

    @Test
    void partsThatDoNotFitAreRefused() throws Exception {
        byte[] empty = TreeCodec.encode(Directory.EMPTY, MachineFacts.UNKNOWN).bytes();
        ElfRef object = Samples.object("liba.so", 2);
        Directory folder = new Directory(Map.of("a", new RegularFile(1, 0, 0, new Content.Elf(object))), Optional.empty());
        byte[] one = TreeCodec.encode(folder, MachineFacts.UNKNOWN).bytes();
        assertEquals("ok@1", store.importFrom(new ByteArrayInputStream(file(manifest("ok"), one, object.stored())), Optional.empty()).ref());
        assertTrue(refused(file(manifest("x"), empty, object.stored())).problem().contains("objects that its tree does not have"));
        assertTrue(refused(file(manifest("x"), one)).problem().contains("is missing"));
        assertTrue(refused(file(manifest("x"), one, object.stored(), object.stored())).problem().contains("not sorted"));
        assertTrue(refused(file(manifest("x"), empty, new byte[] {1, 2, 3})).problem().contains("cannot be decoded"));
        assertTrue(refused(file(new byte[] {7}, empty)).problem().contains("kind is 7"));
        byte[] padded = Arrays.copyOf(object.stored(), object.stored().length + 1);
        assertTrue(refused(file(manifest("x"), empty, padded)).problem().contains("cannot be decoded"));
        assertThrows(SnapshotFault.class, () -> store.importFrom(new ByteArrayInputStream(file(manifest("a/b"), empty)), Optional.empty()));
    }

    @Test
    void damagedObjectsWithARightChecksumAreRefused() throws Exception {
        byte[] stored = Samples.object("liba.so", 3).stored();
        byte[] empty = TreeCodec.encode(Directory.EMPTY, MachineFacts.UNKNOWN).bytes();
        for (int i = 0; i < stored.length; i++) {
            byte[] flipped = stored.clone();
            flipped[i] ^= (byte) 0x80;
            refused(file(manifest("x"), empty, flipped));
        }
    }

    @Test
    void theFileIsOneZstdFrame() throws Exception {
        Samples.save(store, "all", Samples.everything());
        byte[] plain = new ZstdInputStream(new ByteArrayInputStream(exported("all"))).readAllBytes();
        assertArrayEquals(SnapshotFile.MAGIC, Arrays.copyOf(plain, SnapshotFile.MAGIC.length));
    }
}

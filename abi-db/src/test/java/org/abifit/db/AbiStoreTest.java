package org.abifit.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.abifit.elf.ElfFile;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.ElfRef;
import org.abifit.root.FileView;
import org.abifit.root.RegularFile;
import org.abifit.root.RootScan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbiStoreTest {
    @TempDir
    Path temporary;
    private Path file;
    private Path root;
    private RootScan scan;

    @BeforeEach
    void scanRoot() throws Exception {
        file = temporary.resolve("data/abi.db");
        root = Samples.root(temporary.resolve("root"));
        scan = Samples.scan(root);
    }

    private static ElfRef elf(Directory tree, String path) {
        return switch (new FileView(tree).lookup(path)) {
            case FileView.Lookup.Found found -> ((Content.Elf) ((RegularFile) found.node()).content()).ref();
            case FileView.Lookup other -> throw new AssertionError(other);
        };
    }

    @Test
    void whatWasSavedIsLoaded() throws Exception {
        SnapshotInfo info;
        try (AbiStore store = AbiStore.openForWriting(file)) {
            info = store.save("login", Snapshot.Kind.HOST, Map.of("site", "north", "rack", "7"), root.toString(), Samples.NOON, "0.1.0", scan);
        }
        try (AbiStore store = AbiStore.openForReading(file)) {
            Snapshot snapshot = store.load("login");
            assertEquals(info, snapshot.info());
            assertEquals(info, store.info("login@1"));
            assertEquals(List.of(info), store.list());
            assertArrayEquals(Samples.bytes(scan), Samples.bytes(snapshot));
            assertEquals(scan.problems(), snapshot.problems());
            assertEquals(elf(scan.tree(), "/opt/lib/libfoo.so.1").file().soname(), elf(snapshot.tree(), "/opt/lib/libfoo.so.1").file().soname());
            assertArrayEquals(elf(scan.tree(), "/usr/bin/app").stored(), elf(snapshot.tree(), "/usr/bin/app").stored());
            assertNotNull(snapshot.tree().child(Samples.ODD_NAME));
        }
        assertEquals("login@1", info.ref());
        assertEquals(Map.of("rack", "7", "site", "north"), info.labels());
        assertEquals(Optional.of(Samples.NOON), info.scannedAt());
        assertEquals(Snapshot.fingerprintOf(scan), info.fingerprint());
        assertEquals(scan.counts().elf(), info.counts().elf());
        assertEquals(scan.counts().files(), info.counts().files());
        assertEquals(scan.counts().entries(), info.counts().entries());
        assertEquals(2, info.counts().objects());
        assertEquals(1, info.counts().problems());
    }

    @Test
    void everyKindOfEntryIsStored() throws Exception {
        RootScan everything = Samples.everything();
        try (AbiStore store = AbiStore.openForWriting(file)) {
            Samples.save(store, "all", everything);
            Snapshot snapshot = store.load("all");
            assertArrayEquals(Samples.bytes(everything), Samples.bytes(snapshot));
            assertEquals(Samples.MACHINE, snapshot.machine());
            assertEquals(everything.problems(), snapshot.problems());
            assertEquals(2, store.prior("all", "/").orElseThrow().identities().size());
            assertEquals(List.of(), store.verify());
        }
    }

    @Test
    void aNameScannedAgainGetsANewGeneration() throws Exception {
        try (AbiStore store = AbiStore.openForWriting(file)) {
            SnapshotInfo first = Samples.save(store, "login", scan);
            Files.writeString(root.resolve("opt/new"), "new");
            SnapshotInfo second = Samples.save(store, "login", Samples.scan(root));
            assertEquals("login@2", second.ref());
            assertNotEquals(first.fingerprint(), second.fingerprint());
            assertEquals(second, store.load("login").info());
            assertEquals(first, store.load("login@1").info());
            assertEquals(List.of(first, second), store.list());
        }
    }

    @Test
    void aGenerationIsGivenOutOnce() throws Exception {
        try (AbiStore store = AbiStore.openForWriting(file)) {
            Samples.save(store, "login", scan);
            Samples.save(store, "login", scan);
            assertEquals("login@2", store.remove("login").ref());
            assertEquals("login@1", store.info("login").ref());
            assertEquals("login@3", Samples.save(store, "login", scan).ref());
            assertEquals(List.of("login@1", "login@3"), store.removeAll("login").stream().map(SnapshotInfo::ref).toList());
            assertEquals("login@4", Samples.save(store, "login", scan).ref());
        }
    }

    @Test
    void aRescanReadsNothingThatHasNotChanged() throws Exception {
        try (AbiStore store = AbiStore.openForWriting(file)) {
            assertEquals(Optional.empty(), store.prior("login", "/"));
            SnapshotInfo first = Samples.save(store, "login", scan);
            assertEquals(Optional.empty(), store.prior("login", "/elsewhere"));
            RootScan again = Samples.scan(root, store.prior("login", "/"));
            assertEquals(0, again.counts().read());
            SnapshotInfo second = Samples.save(store, "login", again);
            assertEquals(first.fingerprint(), second.fingerprint());
            Files.writeString(root.resolve("etc/ld.so.conf"), "/opt/other\n");
            RootScan changed = Samples.scan(root, store.prior("login", "/"));
            assertEquals(1, changed.counts().read());
            assertEquals(List.of(), store.verify());
        }
    }

    @Test
    void factsOfAnotherFormatAreScannedAgain() throws Exception {
        try (AbiStore store = AbiStore.openForWriting(file); Database database = Opening.forWriting(file)) {
            Samples.save(store, "login", scan);
            database.write(sql -> sql.update("UPDATE identity SET body = x'01' || substr(body, 2)"));
            assertEquals(Optional.empty(), store.prior("login", "/"));
        }
    }

    @Test
    void equalObjectsAndTreesAreStoredOnce() throws Exception {
        try (AbiStore store = AbiStore.openForWriting(file)) {
            Samples.save(store, "login", scan);
            Samples.save(store, "compute", Samples.scan(Samples.root(temporary.resolve("copy"))));
            Samples.save(store, "more", Samples.everything());
            assertSame(elf(store.load("login").tree(), "/opt/copy/libfoo.so.1"), elf(store.load("compute").tree(), "/opt/lib/libfoo.so.1.0.0"));
        }
        try (Database database = Opening.forReading(file)) {
            assertEquals(2, database.<Integer>read(sql -> sql.number("SELECT count(*) FROM tree")));
            assertEquals(4, database.<Integer>read(sql -> sql.number("SELECT count(*) FROM object")));
        }
    }

    @Test
    void theColumnsBesideTheFactsAgreeWithThem() throws Exception {
        ElfRef ref = Samples.object("libfoo.so.1", 3);
        ElfFile facts = ref.file();
        Headline expected = new Headline(facts.size(), facts.header().machine(), facts.header().elfClass(), Optional.of("libfoo.so.1"));
        assertEquals(expected, Headline.of(ref.stored()));
        ElfRef program = elf(scan.tree(), "/usr/bin/app");
        assertEquals(Optional.empty(), Headline.of(program.stored()).soname());
    }

    @Test
    void gcDeletesWhatNoSnapshotHolds() throws Exception {
        try (AbiStore store = AbiStore.openForWriting(file)) {
            Samples.save(store, "keep", scan);
            Samples.save(store, "drop", Samples.numbered(1, 20));
            assertEquals(new Reclaimed(0, 0, 0), store.gc());
            store.remove("drop");
            Reclaimed reclaimed = store.gc();
            assertEquals(20, reclaimed.objects());
            assertEquals(1, reclaimed.trees());
            assertTrue(reclaimed.bytes() > 0, reclaimed::toString);
            assertEquals(List.of(), store.verify());
            assertNotNull(elf(store.load("keep").tree(), "/usr/bin/app").file());
        }
    }

    @Test
    void anObjectThatGcTookIsMissedInWords() throws Exception {
        try (AbiStore store = AbiStore.openForWriting(file)) {
            Samples.save(store, "drop", scan);
            Snapshot loaded = store.load("drop");
            store.remove("drop");
            store.gc();
            UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> elf(loaded.tree(), "/usr/bin/app").file());
            assertTrue(assertInstanceOf(SnapshotFault.class, e.getCause()).problem().contains("is missing"));
        }
    }

    @Test
    void aRescanOfWhatGcTookIsNotStoredByHalves() throws Exception {
        try (AbiStore store = AbiStore.openForWriting(file); AbiStore other = AbiStore.openForWriting(file)) {
            Samples.save(store, "login", scan);
            RootScan again = Samples.scan(root, store.prior("login", "/"));
            other.removeAll("login");
            other.gc();
            assertTrue(assertThrows(SnapshotFault.class, () -> Samples.save(store, "login", again)).problem().contains("is missing"));
            assertEquals(List.of(), store.list());
            assertEquals(List.of(), store.verify());
            assertEquals("login@2", Samples.save(store, "login", scan).ref());
        }
    }

    @Test
    void whatIsNotThereIsSaidSo() throws Exception {
        try (AbiStore store = AbiStore.openForWriting(file)) {
            Samples.save(store, "login", scan);
            assertTrue(assertThrows(SnapshotFault.class, () -> store.load("logout")).getMessage().contains("no snapshot \"logout\""));
            assertThrows(SnapshotFault.class, () -> store.load("login@2"));
            assertThrows(SnapshotFault.class, () -> store.info("login@99999999999"));
            assertThrows(SnapshotFault.class, () -> store.remove("logout"));
            assertThrows(SnapshotFault.class, () -> store.removeAll("login@1"));
        }
    }

    @Test
    void namesThatMeanSomethingElseAreRefused() throws Exception {
        try (AbiStore store = AbiStore.openForWriting(file)) {
            for (String name : List.of("", ".", "..", "a/b", "a@1", "a\nb", "x".repeat(256))) {
                assertThrows(SnapshotFault.class, () -> Samples.save(store, name, scan), name);
            }
            for (String name : List.of("a", "app@sha256:12ab", "R\u00fcbe 1.2", "a@")) {
                assertEquals(name, Samples.save(store, name, scan).name());
                assertEquals(name, store.load(name).name());
                assertEquals(name, store.load(name + "@1").name());
            }
        }
    }

    @Test
    void threadsMayReadObjectsTogether() throws Exception {
        try (AbiStore store = AbiStore.openForWriting(file)) {
            Samples.save(store, "many", Samples.numbered(1, 40));
        }
        try (AbiStore store = AbiStore.openForReading(file); ExecutorService pool = Executors.newFixedThreadPool(8)) {
            Callable<List<Optional<String>>> look = () -> {
                Directory tree = store.load("many").tree();
                return tree.names().stream().map(n -> elf(tree, "/" + n).file().soname()).toList();
            };
            List<Future<List<Optional<String>>>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                results.add(pool.submit(look));
            }
            for (Future<List<Optional<String>>> result : results) {
                assertEquals(look.call(), result.get());
            }
        }
    }

    @Test
    void aClosedStoreIsNotUsed() throws Exception {
        AbiStore store = AbiStore.openForWriting(file);
        Samples.save(store, "login", scan);
        store.close();
        store.close();
        assertThrows(IllegalStateException.class, store::list);
        assertFalse(Files.exists(Path.of(file + "-wal")));
    }
}

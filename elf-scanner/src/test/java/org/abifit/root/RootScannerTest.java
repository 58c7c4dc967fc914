package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan says of the entries of a tree. */
class RootScannerTest {
    private static final byte[] LIBRARY = TinyElf.library("libx.so.1").needed("libc.so.6").define("f", "V1").build();

    @TempDir
    Path folder;

    private RootScan scan(TinyTree tree) throws Exception {
        return Scans.scan(tree.writeTo(folder.resolve("root")));
    }

    @Test
    void eachFileIsWhatItIsToALoader() throws Exception {
        RootScan scan = scan(new TinyTree().file("lib/libx.so.1", LIBRARY).file("lib/text", "INPUT ( libx.so.1 )\n").file("lib/empty", "")
                .file("lib/libcut.so", Arrays.copyOf(LIBRARY, 100)).program("bin/script", "#!/bin/sh -e\n".getBytes()).program("bin/prog", TinyElf.program().build())
                .file("etc/os-release", "ID=tiny\n").folder("srv"));
        assertEquals(Optional.of("libx.so.1"), Scans.elf(scan, "/lib/libx.so.1").file().soname());
        assertEquals(Content.Plain.PLAIN, Scans.file(scan, "/lib/text").content());
        assertEquals(Content.Plain.PLAIN, Scans.file(scan, "/lib/empty").content());
        assertTrue(assertInstanceOf(Content.Malformed.class, Scans.file(scan, "/lib/libcut.so").content()).header().isPresent());
        assertEquals(new Content.Script("/bin/sh -e"), Scans.file(scan, "/bin/script").content());
        assertEquals("ID=tiny\n", Scans.kept(scan, "/etc/os-release"));
        assertEquals(Set.of(), ((Directory) Scans.at(scan, "/srv")).names());
        assertEquals(new RootScan.Counts(11, 7, 2, 7), scan.counts());
        assertEquals(MachineFacts.UNKNOWN, scan.machine());
    }

    @Test
    void sizesAndPermissionBitsAreKept() throws Exception {
        RootScan scan = scan(new TinyTree().file("a", "12345").program("b", new byte[1]).file("c", "").mode("c", 0400));
        assertEquals(new RegularFile(5, 0644, 0, Content.Plain.PLAIN), Scans.file(scan, "/a"));
        assertTrue(Scans.file(scan, "/b").executable() && !Scans.file(scan, "/a").executable());
        assertEquals(0400, Scans.file(scan, "/c").mode());
        assertTrue(new RegularFile(0, 04755, 0, Content.Plain.PLAIN).setId() && new RegularFile(0, 02755, 0, Content.Plain.PLAIN).setId());
    }

    @Test
    void linksAreNotedAndNeverFollowed() throws Exception {
        RootScan scan = scan(new TinyTree().symlink("usr/self", "/usr/self").symlink("up", "..").symlink("loop/a", "b").symlink("loop/b", "a").file("usr/f", "f"));
        assertEquals(new Symlink(".."), Scans.at(scan, "/up"));
        assertEquals(1, scan.counts().files());
        assertEquals(List.of(new ScanProblem("/usr/self", ScanProblem.Kind.LINK, "points at itself")), scan.problems());
        assertEquals(new FileView.Lookup.Loop(), new FileView(scan.tree()).lookup("/loop/a"));
    }

    @Test
    void theRootItselfMayBeALink() throws Exception {
        new TinyTree().file("f", "x").writeTo(folder.resolve("root"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("root"));
        assertEquals(Set.of("f"), Scans.scan(folder.resolve("link")).tree().names());
    }

    @Test
    void whatIsNoFolderCannotBeScanned() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "");
        assertThrows(IOException.class, () -> Scans.scan(file));
        assertThrows(IOException.class, () -> Scans.scan(folder.resolve("none")));
    }

    @Test
    void ofASparseLibraryOnlyTheTablesAreRead() throws Exception {
        Path root = new TinyTree().file("big.so", LIBRARY).writeTo(folder.resolve("root"));
        try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("big.so").toFile(), "rw")) {
            sparse.setLength(4L << 30);
        }
        RootScan scan = Scans.scan(root);
        assertEquals(4L << 30, Scans.elf(scan, "/big.so").file().size());
        assertEquals(Optional.of("libx.so.1"), Scans.elf(scan, "/big.so").file().soname());
    }

    @Test
    void filesWithTheSameFactsShareOneObject() throws Exception {
        RootScan scan = scan(new TinyTree().file("a/libx.so", LIBRARY).file("b/libx.so", LIBRARY).file("c/liby.so", TinyElf.library("liby.so").build()));
        assertSame(Scans.elf(scan, "/a/libx.so"), Scans.elf(scan, "/b/libx.so"));
        assertNotEquals(Scans.elf(scan, "/a/libx.so"), Scans.elf(scan, "/c/liby.so"));
        assertEquals(3, scan.counts().elf());
    }

    @Test
    void excludesMayNameFoldersOnTheWay() throws Exception {
        Path root = new TinyTree().file("home/u/lib.so", LIBRARY).file("opt/x/cache/f", "x").file("opt/cache/f", "x").file("b/c.pyc", "x").writeTo(folder.resolve("root"));
        RootScan scan = Scans.without(root, "/home", "/opt/*/cache", "*.pyc");
        assertEquals(Set.of("opt", "b"), scan.tree().names());
        assertNull(((Directory) Scans.at(scan, "/opt/x")).child("cache"));
        assertEquals(1, scan.counts().files());
    }

    @Test
    void aScanIsAskedNowAndThenWhetherToStop() throws Exception {
        TinyTree tree = new TinyTree();
        for (int i = 0; i < 3000; i++) {
            tree.file("d" + i % 7 + "/f" + i, "x");
        }
        Path root = tree.writeTo(folder.resolve("root"));
        AtomicInteger asked = new AtomicInteger();
        assertThrows(RootScan.CancelledException.class, () -> Scans.asking(root, () -> asked.incrementAndGet() > 3));
        assertEquals(4, asked.get());
        assertEquals(3000, Scans.asking(root, () -> false).counts().files());
    }

    @Test
    void progressIsTold() throws Exception {
        Path root = new TinyTree().file("f", "x").writeTo(folder.resolve("root"));
        AtomicInteger told = new AtomicInteger();
        RootScanner.scan(root, new ScanOptions(List.of(), 1, false, Optional.empty(), (entries, read) -> told.addAndGet((int) entries), () -> false));
        assertEquals(1, told.get());
    }
}

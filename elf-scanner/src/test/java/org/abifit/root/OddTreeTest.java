package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.abifit.root.ScanProblem.Kind;
import org.abifit.testkit.Broken;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What does not belong in a root is named and passed by. */
@Timeout(60)
class OddTreeTest {
    @TempDir
    Path root;

    @Test
    void everyOddEntryIsReportedAndStaysInTheTree() throws Exception {
        byte[] library = Scans.library("foo");
        new TinyTree()
                .file("lib/libcut.so", Broken.truncated(library, library.length / 2))
                .file("lib/libshort.so", Arrays.copyOf(library, 7))
                .file("lib/libtext.so", "INPUT(libc.so.6)\n")
                .file("lib/libempty.so.1", "")
                .file("lib/libgood.so", library)
                .symlink("lib/self", "self")
                .writeTo(root);
        try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("lib/libsparse.so").toFile(), "rw")) {
            sparse.setLength(4L << 30);
        }
        RootScan scan = Scans.scan(root);
        assertEquals(List.of("/lib/libcut.so MALFORMED", "/lib/libempty.so.1 NOT_ELF", "/lib/libshort.so MALFORMED", "/lib/libsparse.so NOT_ELF",
                "/lib/libtext.so NOT_ELF", "/lib/self LINK"), kinds(scan));
        assertEquals(Set.of("libcut.so", "libshort.so", "libtext.so", "libempty.so.1", "libgood.so", "libsparse.so", "self"), lib(scan).names());
        assertEquals(4L << 30, ((RegularFile) lib(scan).child("libsparse.so")).size());
        assertEquals(1, scan.counts().elf());
    }

    @Test
    void aFifoIsNeverOpened() throws Exception {
        Path fifo = root.resolve("lib/libpipe.so");
        Files.createDirectories(fifo.getParent());
        assumeTrue(makeFifo(fifo), "no mkfifo");
        RootScan scan = Scans.scan(root);
        assertEquals(List.of("/lib/libpipe.so SPECIAL"), kinds(scan));
        assertEquals(new Special(Special.Kind.FIFO), lib(scan).child("libpipe.so"));
    }

    @Test
    void anUnreadableFolderIsHiddenNotEmpty() throws Exception {
        Path closed = new TinyTree().file("lib/closed/libfoo.so", Scans.library("foo")).writeTo(root).resolve("lib/closed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(closed), "root reads everything");
            RootScan scan = Scans.scan(root);
            assertEquals(List.of(new ScanProblem("/lib/closed", Kind.UNREADABLE, "permission denied")), scan.problems());
            assertTrue(((Directory) lib(scan).child("closed")).hidden().isPresent());
            assertInstanceOf(FileView.Lookup.Unknown.class, new FileView(scan.tree()).lookup("/lib/closed/libfoo.so"));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void tooDeepFoldersAreReportedOnce() throws Exception {
        Files.createDirectories(root.resolve("d/".repeat(300)));
        List<ScanProblem> problems = Scans.scan(root).problems();
        assertEquals(List.of(Kind.UNREADABLE), problems.stream().map(ScanProblem::kind).toList());
    }

    private static List<String> kinds(RootScan scan) {
        return scan.problems().stream().map(p -> p.path() + " " + p.kind()).toList();
    }

    private static Directory lib(RootScan scan) {
        return (Directory) scan.tree().child("lib");
    }

    private static boolean makeFifo(Path at) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", at.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second scan reads what changed and nothing else. */
class RescanTest {
    @TempDir
    Path folder;
    private Path root;
    private Path library;

    @BeforeEach
    void write() throws Exception {
        root = Scans.system().writeTo(folder.resolve("root"));
        library = root.resolve("usr/lib/libbar.so");
        Files.delete(root.resolve("opt/libbar.so"));
    }

    @Test
    void nothingIsReadWhenNothingChanged() throws Exception {
        RootScan first = Scans.scan(root);
        RootScan second = Scans.again(root, first);
        assertEquals(first.counts().files(), first.counts().read());
        assertEquals(0, second.counts().read());
        assertEquals(TreeText.of(first.tree()), TreeText.of(second.tree()));
        assertEquals(first.problems(), second.problems());
    }

    @Test
    void aRescanOfARescanReadsNothing() throws Exception {
        assertEquals(0, Scans.again(root, Scans.again(root, Scans.scan(root))).counts().read());
    }

    @Test
    void changedContentOfTheSameSizeAndTimeIsReadAgain() throws Exception {
        RootScan first = Scans.scan(root);
        byte[] other = Scans.library("baz");
        assertEquals(Files.size(library), other.length, "the change must not show in the size");
        var modified = Files.getLastModifiedTime(library);
        Object changed = Files.getAttribute(library, "unix:ctime");
        do {
            Files.write(library, other);
            Files.setLastModifiedTime(library, modified);
        } while (changed.equals(Files.getAttribute(library, "unix:ctime")));
        expectOnlyLibraryRead(first);
    }

    @Test
    void aFileReplacedByRenameIsReadAgain() throws Exception {
        RootScan first = Scans.scan(root);
        Path fresh = Files.write(folder.resolve("fresh"), Scans.library("baz"));
        Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(library));
        Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
        expectOnlyLibraryRead(first);
    }

    private void expectOnlyLibraryRead(RootScan first) throws Exception {
        RootScan second = Scans.again(root, first);
        assertEquals(1, second.counts().read());
        assertNotEquals(TreeText.of(first.tree()), TreeText.of(second.tree()));
        assertEquals(TreeText.of(Scans.scan(root).tree()), TreeText.of(second.tree()));
    }

    @Test
    void problemsOfUnchangedFilesAreReportedAgain() throws Exception {
        Files.writeString(root.resolve("usr/lib/libtext.so"), "text");
        RootScan first = Scans.scan(root);
        assertEquals(1, first.problems().size());
        assertEquals(first.problems(), Scans.again(root, first).problems());
    }

    @Test
    void excludesTakeOutWholeFoldersAndNames() throws Exception {
        Directory tree = Scans.without(root, "/usr/bin", "*.so").tree();
        FileView view = new FileView(tree);
        assertNull(((Directory) tree.child("usr")).child("bin"));
        assertEquals(Set.of("libfoo.so.1", "libfoo.so.1.0"), ((Directory) ((FileView.Lookup.Found) view.lookup("/usr/lib")).node()).names());
    }

    @Test
    void aScanCanBeCancelled() throws Exception {
        for (int i = 0; i < 600; i++) {
            Files.createFile(root.resolve("var/empty/" + i));
        }
        AtomicInteger asked = new AtomicInteger();
        assertThrows(RootScan.CancelledException.class, () -> Scans.asking(root, () -> asked.incrementAndGet() > 0));
        assertEquals(1, asked.get());
    }

    @Test
    void threadsDoNotShowInTheTree() throws Exception {
        for (int i = 0; i < 300; i++) {
            Files.write(root.resolve("var/empty/lib" + i + ".so"), Scans.library("f%02d".formatted(i % 50)));
        }
        RootScan one = Scans.scan(root, 1);
        RootScan four = Scans.scan(root, 4);
        assertEquals(TreeText.of(one.tree()), TreeText.of(four.tree()));
        assertEquals(one.counts(), four.counts());
    }
}

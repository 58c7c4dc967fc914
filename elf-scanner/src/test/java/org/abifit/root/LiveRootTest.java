package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.abifit.testkit.Broken;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live root shows what a scan shows, but looks only where it is asked to. */
class LiveRootTest {
    @TempDir
    Path root;

    @BeforeEach
    void write() throws Exception {
        Scans.system().file("usr/lib/libcut.so", Broken.truncated(Scans.library("cut"), 80)).writeTo(root);
    }

    @Test
    void bothSeeTheSame() throws Exception {
        assertEquals(TreeText.renumbered(Scans.scan(root).tree()), TreeText.renumbered(LiveRoot.open(root)));
    }

    @Test
    void bothKeepWhatNamesPlugIns() throws Exception {
        TinyTree tree = new TinyTree().file("etc/libibverbs.d/mlx5.driver", "driver mlx5\n").file("usr/lib64/gconv/gconv-modules", "# none\n").file("etc/pam.d/su", "#\n")
                .file("usr/share/vulkan/icd.d/lvp.json", "{}").file("etc/OpenCL/vendors/pocl.icd", "libpocl.so\n").file("etc/nsswitch.conf", "passwd: files\n");
        Path other = tree.writeTo(root.resolve("other"));
        assertEquals(TreeText.renumbered(Scans.scan(other).tree()), TreeText.renumbered(LiveRoot.open(other)));
        assertInstanceOf(Content.Kept.class, file(LiveRoot.open(other), "/etc/OpenCL/vendors/pocl.icd").content());
    }

    @Test
    void hardLinksAgreeInWhateverOrderTheyAreAskedFor() throws Exception {
        Directory tree = LiveRoot.open(root);
        RegularFile bar = file(tree, "/usr/lib/libbar.so");
        RegularFile foo = file(tree, "/usr/lib/libfoo.so.1.0");
        assertEquals(bar.linkGroup(), file(tree, "/opt/libbar.so").linkGroup());
        assertEquals(foo.linkGroup(), file(tree, "/lib/libagain.so").linkGroup());
        assertNotEquals(foo.linkGroup(), bar.linkGroup());
        assertEquals(0, file(tree, "/usr/bin/tool").linkGroup());
    }

    @Test
    void contentIsReadWhenAskedForAndOnce() throws Exception {
        RegularFile file = file(LiveRoot.open(root), "/usr/share/text");
        Files.writeString(root.resolve("usr/share/text"), "#!/bin/late\n");
        assertEquals(new Content.Script("/bin/late"), file.content());
        Files.delete(root.resolve("usr/share/text"));
        assertEquals(new Content.Script("/bin/late"), file.content());
    }

    @Test
    void aFileGoneBeforeItWasReadIsUnreadable() throws Exception {
        RegularFile file = file(LiveRoot.open(root), "/usr/bin/tool");
        RegularFile kept = file(LiveRoot.open(root), "/etc/ld.so.conf");
        Files.delete(root.resolve("usr/bin/tool"));
        Files.delete(root.resolve("etc/ld.so.conf"));
        assertInstanceOf(Content.Unreadable.class, file.content());
        assertEquals(new Content.Unreadable("no such file"), kept.content());
    }

    @Test
    void aFileGoneAfterListingIsMissing() throws Exception {
        Directory lib = (Directory) ((FileView.Lookup.Found) new FileView(LiveRoot.open(root)).lookup("/usr/lib")).node();
        assertEquals(5, lib.names().size());
        Files.delete(root.resolve("usr/lib/libbar.so"));
        assertNull(lib.child("libbar.so"));
    }

    @Test
    void whatWasSeenIsKept() throws Exception {
        Directory tree = LiveRoot.open(root);
        RegularFile before = file(tree, "/usr/bin/tool");
        Files.delete(root.resolve("usr/bin/tool"));
        assertSame(before, file(tree, "/usr/bin/tool"));
    }

    @Test
    void onlyAFolderIsARoot() {
        assertThrows(IOException.class, () -> LiveRoot.open(root.resolve("usr/bin/tool")));
        assertThrows(IOException.class, () -> LiveRoot.open(root.resolve("nowhere")));
    }

    private static RegularFile file(Directory tree, String path) {
        return (RegularFile) assertInstanceOf(FileView.Lookup.Found.class, new FileView(tree).lookup(path)).node();
    }
}

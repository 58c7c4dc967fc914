package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever changed, a second scan finds what a first one would. */
class ChangedTreeTest {
    private static final byte[] OLD = TinyElf.library("libold.so").build(), NEW = TinyElf.library("libnew.so").build();

    @TempDir
    Path root;
    private RootScan before;

    @BeforeEach
    void scanOnce() throws Exception {
        new TinyTree().file("lib/liba.so", OLD).file("lib/libb.so", OLD).hardLink("lib/libc.so", "lib/libb.so").file("etc/ld.so.conf", "include /opt/x.conf\n")
                .file("opt/x.conf", "/opt/lib\n").file("opt/y.conf", "#!/y\n/y\n").file("broken", "\177ELF").symlink("l", "lib").writeTo(root);
        before = Scans.scan(root);
    }

    /** {@return a rescan, which read so many files and says what a scan says that knows nothing} */
    private RootScan rescan(int read) throws Exception {
        RootScan after = Scans.again(root, before);
        assertEquals(read, after.counts().read());
        RootScan fresh = Scans.scan(root);
        assertEquals(TreeText.of(fresh.tree()), TreeText.of(after.tree()));
        assertEquals(fresh.problems(), after.problems());
        assertEquals(fresh.counts().elf(), after.counts().elf());
        return after;
    }

    @Test
    void changedUnderItsOtherName() throws Exception {
        Files.write(root.resolve("lib/libc.so"), NEW);
        RootScan after = rescan(2);
        assertEquals(Optional.of("libnew.so"), Scans.elf(after, "/lib/libb.so").file().soname());
        assertEquals(Optional.of("libold.so"), Scans.elf(after, "/lib/liba.so").file().soname());
    }

    @Test
    void addedRemovedAndMoved() throws Exception {
        Files.delete(root.resolve("lib/liba.so"));
        Files.write(root.resolve("lib/libd.so"), NEW);
        Files.move(root.resolve("broken"), root.resolve("lib/broken"));
        rescan(2);
    }

    @Test
    void aFolderInThePlaceOfAFileAndAFileInThatOfALink() throws Exception {
        Files.delete(root.resolve("lib/liba.so"));
        Files.createDirectory(root.resolve("lib/liba.so"));
        Files.delete(root.resolve("l"));
        Files.write(root.resolve("l"), NEW);
        rescan(1);
    }

    @Test
    void configurationThatIsNoLongerNamed() throws Exception {
        Files.writeString(root.resolve("etc/ld.so.conf"), "include /opt/y.conf\n");
        before = rescan(1);
        assertEquals(Content.Plain.PLAIN, Scans.file(before, "/opt/x.conf").content());
        assertEquals("#!/y\n/y\n", Scans.kept(before, "/opt/y.conf"));
        Files.delete(root.resolve("etc/ld.so.conf"));
        assertEquals(new Content.Script("/y"), Scans.file(rescan(0), "/opt/y.conf").content());
    }

    /** It moves the time of change, and more cannot be known without reading. */
    @Test
    void aChangeOfModeReadsTheFileAgain() throws Exception {
        Files.setPosixFilePermissions(root.resolve("lib/liba.so"), PosixFilePermissions.fromString("r-xr-xr-x"));
        assertEquals(0555, Scans.file(rescan(1), "/lib/liba.so").mode());
    }
}

package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a root lies, and in which order it was written, does not show in what is known of it. */
class SameTreeTest {
    @TempDir
    Path folder;

    @Test
    void copiesAtDifferentPlacesGiveTheSameText() throws Exception {
        Path one = Scans.system().writeTo(folder.resolve("one"));
        Path other = Scans.system().writeTo(folder.resolve("somewhere/else/entirely"));
        RootScan first = Scans.scan(one);
        RootScan second = Scans.scan(other);
        assertEquals(TreeText.of(first.tree()), TreeText.of(second.tree()));
        assertEquals(first.problems(), second.problems());
    }

    @Test
    void groupNumbersGoByNameNotByInode() throws Exception {
        Path one = new TinyTree().file("a", "1").hardLink("z", "a").file("b", "2").hardLink("c/d", "b").writeTo(folder.resolve("one"));
        Path other = new TinyTree().file("b", "2").hardLink("c/d", "b").file("a", "1").hardLink("z", "a").writeTo(folder.resolve("other"));
        List<String> text = TreeText.of(Scans.scan(one).tree());
        assertEquals(text, TreeText.of(Scans.scan(other).tree()));
        assertEquals(List.of("/a file 1 644 group 1 plain", "/b file 1 644 group 2 plain", "/c/d file 1 644 group 2 plain", "/c folder",
                "/z file 1 644 group 1 plain"), text);
    }

    @Test
    void aFileWhoseOtherNameLiesOutsideHasNoGroup() throws Exception {
        Path root = new TinyTree().file("in", "1").writeTo(folder.resolve("root"));
        Files.createLink(folder.resolve("out"), root.resolve("in"));
        assertEquals(List.of("/in file 1 644 group 0 plain"), TreeText.of(Scans.scan(root).tree()));
    }

    @Test
    void aLinkOutOfTheRootStaysALink() throws Exception {
        Files.writeString(folder.resolve("outside"), "#!/secret\n");
        Path root = new TinyTree().symlink("up", "../outside").symlink("far", "/no/such/place").writeTo(folder.resolve("root"));
        assertEquals(List.of("/far -> /no/such/place", "/up -> ../outside"), TreeText.of(Scans.scan(root).tree()));
    }
}

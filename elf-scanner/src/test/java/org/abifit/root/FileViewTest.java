package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.root.FileView.Lookup;
import org.junit.jupiter.api.Test;

/** Paths lead where the kernel would lead a process that has this root. */
class FileViewTest {
    private static final RegularFile FILE = file(1);
    private final Directory root = folder(Map.of(
            "usr", folder(Map.of("lib", folder(Map.of(
                    "libc.so", FILE,
                    "relative", new Symlink("../lib/libc.so"),
                    "absolute", new Symlink("/usr/lib/libc.so"),
                    "above", new Symlink("../../../../usr/lib/libc.so"),
                    "dangling", new Symlink("/usr/none/of/this"))))),
            "lib", new Symlink("usr/lib"),
            "one", new Symlink("two"),
            "two", new Symlink("/one"),
            "closed", new Directory(Map.of(), Optional.of("permission denied"))));
    private final FileView view = new FileView(root);

    private static Directory folder(Map<String, Node> entries) {
        return new Directory(entries, Optional.empty());
    }

    private static RegularFile file(long size) {
        return new RegularFile(size, 0644, 0, Content.Plain.PLAIN);
    }

    private static Lookup.Found found(String path) {
        return new Lookup.Found(path, FILE);
    }

    @Test
    void nothingLiesAboveTheRoot() {
        assertEquals(found("/usr/lib/libc.so"), view.lookup("/../../usr/../usr/lib/libc.so"));
        assertEquals(found("/usr/lib/libc.so"), view.lookup("/usr/lib/above"));
        assertEquals(new Lookup.Found("/", root), view.lookup("/.."));
        assertEquals(new Lookup.Found("/", root), view.lookup("/"));
    }

    @Test
    void linksAreFollowedInsideTheRoot() {
        assertEquals(found("/usr/lib/libc.so"), view.lookup("/lib/relative"));
        assertEquals(found("/usr/lib/libc.so"), view.lookup("//lib/./absolute"));
        assertEquals(new Lookup.Found("/usr", root.child("usr")), view.lookup("/lib/.."), "the parent of what a link points at");
    }

    @Test
    void loopsEnd() {
        assertEquals(new Lookup.Loop(), view.lookup("/one"));
        assertEquals(new Lookup.Loop(), view.lookup("/one/file"));
    }

    @Test
    void fortyLinksAreFollowedAndNoMore() {
        Map<String, Node> chain = new java.util.HashMap<>(Map.of("0", FILE));
        for (int i = 1; i <= 41; i++) {
            chain.put(String.valueOf(i), new Symlink(String.valueOf(i - 1)));
        }
        FileView links = new FileView(folder(chain));
        assertEquals(found("/0"), links.lookup("/40"));
        assertEquals(new Lookup.Loop(), links.lookup("/41"));
    }

    @Test
    void aFileIsNoFolder() {
        assertEquals(new Lookup.NotDirectory("/usr/lib/libc.so"), view.lookup("/lib/libc.so/x"));
        assertEquals(new Lookup.NotDirectory("/usr/lib/libc.so"), view.lookup("/lib/absolute/.."));
    }

    @Test
    void missingSaysHowFarItWent() {
        assertEquals(new Lookup.Missing("/usr", List.of("none", "of", "this")), view.lookup("/lib/dangling"));
        assertEquals(new Lookup.Missing("/usr/lib", List.of("a", "b")), view.lookup("/lib/a/b"));
    }

    @Test
    void whatWasNotSeenIsUnknownNotMissing() {
        assertEquals(new Lookup.Unknown("/closed", "permission denied"), view.lookup("/closed/x/y"));
    }

    @Test
    void lookupLinkStopsAtTheLastName() {
        assertEquals(new Lookup.Found("/usr/lib/dangling", new Symlink("/usr/none/of/this")), view.lookupLink("/lib/dangling"));
        assertEquals(new Lookup.Found("/lib", new Symlink("usr/lib")), view.lookupLink("/lib"));
        assertEquals(new Lookup.Found("/one", new Symlink("two")), view.lookupLink("/one"));
    }

    @Test
    void anOverlayLeavesTheOriginalAlone() {
        List<String> before = TreeText.of(root);
        FileView bound = view.overlay();
        RegularFile other = file(2);
        bound.put("/usr/lib/libc.so", other);
        bound.put("/opt/new/deep/file", other);
        assertEquals(new Lookup.Found("/usr/lib/libc.so", other), bound.lookup("/lib/relative"));
        assertEquals(new Lookup.Found("/opt/new/deep/file", other), bound.lookup("/opt/new/deep/file"));
        assertEquals(new Symlink("/usr/lib/libc.so"), ((Directory) ((Lookup.Found) bound.lookup("/lib")).node()).child("absolute"));
        assertEquals(before, TreeText.of(root));
        assertEquals(new Lookup.Missing("/", List.of("opt")), view.lookup("/opt"));
    }

    @Test
    void overlaysOfOneViewDoNotSeeEachOther() {
        FileView one = view.overlay();
        FileView two = view.overlay();
        one.put("/usr/lib/one", FILE);
        assertInstanceOf(Lookup.Missing.class, two.lookup("/usr/lib/one"));
    }

    @Test
    void putRefusesWhatIsNoFolder() {
        assertThrows(IllegalStateException.class, () -> view.put("/usr/x", FILE));
        assertThrows(IllegalArgumentException.class, () -> view.overlay().put("/lib/x", FILE));
        assertThrows(IllegalArgumentException.class, () -> view.overlay().put("/usr/lib/libc.so/x", FILE));
    }

    /** A slash at the end asks for a folder, in a link's target too. */
    @Test
    void aSlashAtTheEndAsksForAFolder() {
        FileView slashes = view.overlay();
        slashes.put("/slash", new Symlink("usr/lib/libc.so/"));
        slashes.put("/folder", new Symlink("/usr/lib/"));
        for (String path : List.of("/usr/lib/libc.so/", "/usr/lib/libc.so/.", "/lib/absolute/", "/slash")) {
            assertEquals(new Lookup.NotDirectory("/usr/lib/libc.so"), slashes.lookup(path), path);
        }
        assertEquals(found("/usr/lib/libc.so"), slashes.lookup("/folder/libc.so"));
        assertEquals("/usr/lib", ((Lookup.Found) slashes.lookupLink("/lib/")).path());
        assertEquals(new Lookup.Missing("/", List.of("no", "..", "such")), slashes.lookup("/no/../such/"));
    }

    @Test
    void anOverlayOfAnOverlayLeavesThatAlone() {
        FileView first = view.overlay();
        first.put("/usr/lib/first", FILE);
        List<String> before = TreeText.of(first.root());
        FileView second = first.overlay();
        second.put("/usr/lib/second", FILE);
        assertEquals(before, TreeText.of(first.root()));
        assertEquals(found("/usr/lib/first"), second.lookup("/lib/first"));
        assertEquals(found("/usr/lib/second"), second.lookup("/lib/second"));
    }

    /** A bound folder may be the folder of another view. */
    @Test
    void aFolderOfAnotherViewIsNotChanged() {
        FileView other = new FileView(Directory.EMPTY).overlay();
        other.put("/a/b", FILE);
        FileView over = view.overlay();
        over.put("/mnt", other.root());
        over.put("/mnt/a/c", FILE);
        assertEquals(found("/mnt/a/b"), over.lookup("/mnt/a/b"));
        assertInstanceOf(Lookup.Missing.class, other.lookup("/a/c"));
    }

    @Test
    void whatIsPutIntoAClosedFolderIsSeen() {
        FileView over = view.overlay();
        over.put("/closed/bound", FILE);
        assertEquals(found("/closed/bound"), over.lookup("/closed/bound"));
        assertInstanceOf(Lookup.Unknown.class, over.lookup("/closed/other"));
    }

    @Test
    void theRootItselfCannotBeReplaced() {
        assertThrows(IllegalArgumentException.class, () -> view.overlay().put("/", FILE));
        assertThrows(IllegalArgumentException.class, () -> view.overlay().put("/./", FILE));
    }

    @Test
    void namesAreSortedByBytes() {
        Directory odd = folder(Map.of("b", FILE, "\u00ff", FILE, "B", FILE, "a\u0001", FILE, "a", FILE));
        assertEquals(List.of("B", "a", "a\u0001", "b", "\u00ff"), List.copyOf(odd.names()));
    }
}

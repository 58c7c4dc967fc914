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
}

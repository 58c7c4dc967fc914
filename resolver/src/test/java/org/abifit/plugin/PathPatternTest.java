package org.abifit.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** Files by patterns of their paths. */
class PathPatternTest {
    private final World world = World.of(Release.GLIBC_2_36).config("/usr/lib/a/x.so", "x").config("/usr/lib/a/b/y.so", "y").config("/usr/lib/a/b/c/z.so", "z")
            .config("/usr/lib/a/b/c/z.txt", "z").link("/usr/lib/a/link.so", "x.so").link("/usr/lib/a/gone.so", "none.so").link("/usr/lib/linked", "a/b")
            .folder("/usr/lib/a/folder.so").config("/usr/lib/a/s*r.so", "star");

    private List<String> files(String pattern) {
        return PathPattern.files(world.files(), pattern).paths();
    }

    @Test
    void namesAreMatchedOneByOneAndSorted() {
        assertEquals(List.of("/usr/lib/a/link.so", "/usr/lib/a/s*r.so", "/usr/lib/a/x.so"), files("/usr/lib/a/*.so"));
        assertEquals(List.of("/usr/lib/linked/y.so"), files("/usr/lib/*/y.so"));
        assertEquals(List.of("/usr/lib/a/b/c/z.so"), files("/usr/*/a/b/?/z.[s]o"));
    }

    @Test
    void twoStarsAreAnyFoldersButNoLinks() {
        assertEquals(List.of("/usr/lib/a/link.so", "/usr/lib/a/s*r.so", "/usr/lib/a/x.so", "/usr/lib/a/b/y.so", "/usr/lib/a/b/c/z.so"), files("/usr/lib/**/*.so"));
    }

    @Test
    void whatIsAboveAFolderIsAboveWhereLinksLead() {
        assertEquals(List.of("/usr/lib/a/x.so"), files("/usr/lib/linked/../x.so"));
    }

    @Test
    void quotedCharactersAreThemselves() {
        assertEquals(List.of("/usr/lib/a/s*r.so"), files("/usr/lib/a/s\\*r.so"));
        assertFalse(PathPattern.isPattern("s\\*r"));
        assertTrue(PathPattern.isPattern("s\\*r*"));
    }

    @Test
    void onlyAbsolutePathsLeadAnywhere() {
        assertEquals(List.of(), files("usr/lib/a/x.so"));
        assertEquals(List.of(), files("/none/*"));
    }

    @Test
    void aFolderThatTheScanCouldNotSeeIsNamed() {
        Directory closed = new Directory(Map.of("shut", new Directory(Map.of(), Optional.of("permission denied"))), Optional.empty());
        List<FileView.Lookup.Unknown> shut = List.of(new FileView.Lookup.Unknown("/shut", "permission denied"));
        assertEquals(new PathPattern.Files(List.of(), shut), PathPattern.files(new FileView(closed), "/shut/*.so"));
        assertEquals(new PathPattern.Files(List.of(), shut), PathPattern.files(new FileView(closed), "/shut/a.so"));
    }
}

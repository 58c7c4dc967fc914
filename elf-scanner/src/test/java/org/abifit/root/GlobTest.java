package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shell patterns. */
class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*.so, libc.so, true", "*.so, libc.so.6, false", "*.so, a/b.so, false", "'', '', true", "*, '', true",
        "lib?.so, libc.so, true", "lib?.so, lib.so, false", "a?b, a/b, false",
        "**.so, a/b/c.so, true", "/usr/**/x, /usr/a/b/x, true", "/usr/*/x, /usr/a/b/x, false",
        "[a-c]x, bx, true", "[a-c]x, dx, false", "[!a-c]x, dx, true", "[!a-c]x, ax, false", "[]a], ], true", "[[]x, [x, true",
        "[a&&b], &, true", "[a&&b], a, true", "\\*, *, true", "\\*, a, false", "a\\, a\\, true",
        "a.b, axb, false", "(x|y), x, false", "(x|y), (x|y), true", "a+$, a+$, true"})
    void wholeNames(String glob, String name, boolean matches) {
        assertEquals(matches, Glob.of(glob).matches(name));
    }

    @Test
    void newlinesAreCharactersLikeOthers() {
        assertTrue(Glob.of("a**b").matches("a\nb"));
        assertTrue(Glob.of("a*b").matches("a\nb"));
    }

    @ParameterizedTest
    @CsvSource({"*.so, /usr/lib/x.so, true", "lib, /usr/lib, true", "lib, /usr/lib/x, false", "/usr/lib, /usr/lib, true",
        "/lib, /usr/lib, false", "/usr/*, /usr/lib, true"})
    void aSlashMakesItAWholePath(String glob, String path, boolean matches) {
        assertEquals(matches, Glob.of(glob).matchesPath(path));
    }

    @Test
    void unfinishedSetsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Glob.of("a[bc"));
    }

    @Test
    void textAndPatterns() {
        assertEquals("*.so", Glob.of("*.so").toString());
        assertTrue(Glob.isPattern("a?"));
        assertFalse(Glob.isPattern("/usr/lib"));
    }
}

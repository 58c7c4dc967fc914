package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

    @ParameterizedTest
    @CsvSource({"[!]], x, true", "[!]], ], false", "[]-], -, true", "[a-], -, true", "[-a], -, true", "[\\], \\, true", "[^a], b, true", "[^a], a, false",
        "[!a], /, false", "[.-0], /, false", "***, a/b/c, true", "x[0-9]y, x5y, true", "[a-c], aa, false"})
    void sets(String glob, String name, boolean matches) {
        assertEquals(matches, Glob.of(glob).matches(name));
    }

    /** To try one way after the other would take longer than the universe lasts. */
    @Test
    void aPatternMadeToBeTriedForEverIsNot() {
        String name = "a".repeat(250);
        assertFalse(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Glob.of("*a".repeat(100) + "b").matches(name)));
        assertTrue(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Glob.of("**a".repeat(100)).matches(name)));
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.strings().withChars("ab/*?").ofMaxLength(7);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab/").ofMaxLength(7);
    }

    @Property(tries = 5000)
    void matchesWhatTryingEveryWayMatches(@ForAll("globs") String glob, @ForAll("names") String name) {
        assertEquals(naive(glob, name), Glob.of(glob).matches(name));
    }

    private static boolean naive(String glob, String name) {
        if (glob.isEmpty()) {
            return name.isEmpty();
        }
        if (glob.startsWith("*")) {
            boolean deep = glob.startsWith("**");
            boolean takesOne = !name.isEmpty() && (deep || name.charAt(0) != '/');
            return naive(glob.substring(deep ? 2 : 1), name) || takesOne && naive(glob, name.substring(1));
        }
        boolean first = !name.isEmpty() && (glob.charAt(0) == '?' ? name.charAt(0) != '/' : name.charAt(0) == glob.charAt(0));
        return first && naive(glob.substring(1), name.substring(1));
    }
}

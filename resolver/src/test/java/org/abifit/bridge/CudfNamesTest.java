package org.abifit.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

/** Names that every reader of CUDF takes, and lines that read back. */
class CudfNamesTest {
    @Test
    void otherBytesAreEscapedInLowerCase() {
        assertEquals("libc.so.6%28GLIBC%5f2.34%29", CudfNames.feature("libc.so.6", "GLIBC_2.34"));
        assertEquals("libstdc++.so.6", CudfNames.part("libstdc++.so.6"));
        assertEquals("lib%ff%28x%29%25.so", CudfNames.part("lib\u00ff(x)%.so"));
    }

    @Test
    void aLibraryIsNotMistakenForWhatWeCallSo() {
        assertEquals("%61pp", CudfNames.part("app"));
        assertEquals("%67libc", CudfNames.part("glibc"));
    }

    @Test
    void hostsHaveNamesOfTheirOwn() {
        assertEquals(List.of("machine", "login", "login-2", "image-2", "log%5fin@2"), CudfNames.hosts(List.of("/", "./a/login", "b/login/", "image", "log_in@2")));
    }

    @Property(tries = 300)
    void namesAreLegal(@ForAll @CharRange(from = 0, to = 0xff) String bytes) {
        assertTrue(("host/" + CudfNames.part(bytes)).matches("[A-Za-z0-9+./@()%-]+"), bytes);
    }

    @Property(tries = 300)
    void linesReadBack(@ForAll List<@CharRange(from = 0, to = 0xff) String> words) {
        String line = CudfNames.line(words);
        assertEquals(words, CudfNames.words(line));
        assertTrue(line.chars().allMatch(c -> c >= 0x20 && c < 0x7f), line);
    }
}

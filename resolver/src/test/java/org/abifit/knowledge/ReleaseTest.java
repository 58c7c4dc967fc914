package org.abifit.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ReleaseTest {
    @Test
    void numbersCountNotLetters() {
        assertTrue(Release.of("1.10").compareTo(Release.of("1.9")) > 0);
        assertEquals(0, Release.of("4").compareTo(Release.of("4.0.0")));
        assertTrue(Release.of("535.161.07").compareTo(Release.of("535.161.8")) < 0);
    }

    @Test
    void whatIsNoReleaseIsSaidSo() {
        for (String text : new String[] {"", "1.", ".1", "1.x", "1..2", "9999999999"}) {
            assertTrue(Release.parse(text).isEmpty(), text);
            assertThrows(IllegalArgumentException.class, () -> Release.of(text));
        }
    }
}

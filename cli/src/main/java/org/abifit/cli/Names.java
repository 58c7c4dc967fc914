package org.abifit.cli;

import java.nio.charset.StandardCharsets;
import org.abifit.root.BytePaths;

/** Names of all sorts, as they can be printed: no control character of theirs reaches a terminal. */
final class Names {
    private Names() {}

    /** {@return a byte string for people and for JSON} */
    static String shown(String bytes) {
        return BytePaths.toUnicode(bytes);
    }

    /** {@return a text for people} */
    static String printable(String text) {
        return text.codePoints().anyMatch(Character::isISOControl)
                ? BytePaths.toUnicode(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)) : text;
    }
}

package org.abifit.debian;

/** Characters that words of control files are made of. */
final class Ascii {
    // Relation fields give these a meaning of their own.
    private static final String SEPARATORS = "()|,<>[]";

    private Ascii() {
    }

    /** {@return whether a text is one printable word without separators} */
    static boolean isWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isPrintable(c) || SEPARATORS.indexOf(c) >= 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** {@return whether a character can be seen} */
    static boolean isPrintable(char c) {
        return c > ' ' && c < 0x7f;
    }

    /** {@return what is quoted in a message: one line, and not too long} */
    static String shown(String text) {
        String line = text.strip().replace('\n', ' ');
        return line.length() <= 60 ? line : line.substring(0, 60) + "...";
    }
}

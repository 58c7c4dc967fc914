package org.abifit.cudf;

/** The lexical spaces of CUDF 2.0, section 2.2.2, as far as they are sets of characters. */
final class Lexical {
    private static final boolean[] PKGNAME_PARTS = pkgnameParts();

    private Lexical() {
    }

    static boolean isIdent(String text) {
        return !text.isEmpty() && identEnd(text, 0) == text.length();
    }

    /** {@return where the {@code ident} that starts at {@code from} ends; {@code from} itself where none starts} */
    static int identEnd(String text, int from) {
        if (from >= text.length() || !isLower(text.charAt(from))) {
            return from;
        }
        int end = from + 1;
        while (end < text.length() && isIdentPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean isPkgname(String text) {
        return !text.isEmpty() && pkgnameEnd(text, 0) == text.length();
    }

    /** {@return where the {@code pkgname} that starts at {@code from} ends; {@code from} itself where none starts} */
    static int pkgnameEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isPkgnamePart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** {@return whether UTF-8 can carry the text in one line: no CR, LF or NUL, no half of a surrogate pair} */
    static boolean isString(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == '\0' || isLoneSurrogate(text, i)) {
                return false;
            }
        }
        return true;
    }

    static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** {@return what stands there, fit for a message: a printable character in quotes, another by its code point} */
    static String found(String text, int at) {
        if (at >= text.length()) {
            return "the end";
        }
        int c = text.codePointAt(at);
        return c > ' ' && c < 0x7f ? "'" + (char) c + "'" : "U+%04X".formatted(c);
    }

    private static boolean isIdentPart(char c) {
        return isLower(c) || isDigit(c) || c == '-';
    }

    private static boolean isPkgnamePart(char c) {
        return c < PKGNAME_PARTS.length && PKGNAME_PARTS[c];
    }

    // Names are most of a document, so each character is one look-up.
    private static boolean[] pkgnameParts() {
        boolean[] parts = new boolean[0x80];
        for (char c = 0; c < parts.length; c++) {
            parts[c] = isLower(c) || isDigit(c) || c >= 'A' && c <= 'Z' || "+./@()%-".indexOf(c) >= 0;
        }
        return parts;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }
}

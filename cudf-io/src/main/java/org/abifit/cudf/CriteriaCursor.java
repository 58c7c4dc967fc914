package org.abifit.cudf;

import java.util.Collection;

/**
 * A place in a criteria text that moves on as words are read. Blanks mean nothing, wherever they stand between words;
 * capitals mean what small letters mean (aspcud folds them too).
 */
final class CriteriaCursor {
    private final String text;
    private int at;

    CriteriaCursor(String text) {
        this.text = folded(text);
    }

    // Letter by letter: folding a whole text can change its length, and columns would be wrong.
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            folded.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return folded.toString();
    }

    /** {@return where the next word starts} */
    int at() {
        while (at < text.length() && (Lexical.isBlank(text.charAt(at)) || text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
            at++;
        }
        return at;
    }

    boolean atEnd() {
        return at() == text.length();
    }

    /** {@return whether this symbol stands next} */
    boolean sees(String symbol) {
        return text.startsWith(symbol, at());
    }

    /** {@return whether this symbol stands next; if so, it is passed} */
    boolean take(String symbol) {
        boolean there = sees(symbol);
        at += there ? symbol.length() : 0;
        return there;
    }

    void expect(String symbol) throws CriteriaFault {
        if (!take(symbol)) {
            throw expected("'" + symbol + "'");
        }
    }

    /** {@return whether more of a list follows: a comma, which is passed, or the symbol that ends it, which is passed too} */
    boolean moreBefore(String end) throws CriteriaFault {
        if (take(",")) {
            return true;
        }
        if (!take(end)) {
            throw expected("',' or '" + end + "'");
        }
        return false;
    }

    /** {@return the letters and underscores that stand next, one of these words} */
    String word(Collection<String> known) throws CriteriaFault {
        int start = at();
        String word = letters(start);
        if (!known.contains(word)) {
            throw new CriteriaFault(start, "expected " + String.join(", ", known) + "; found " + (word.isEmpty() ? found() : "'" + word + "'"));
        }
        at += word.length();
        return word;
    }

    /** {@return whether this very word stands next; if so, it is passed} */
    boolean takeWord(String word) {
        boolean there = letters(at()).equals(word);
        at += there ? word.length() : 0;
        return there;
    }

    /** {@return the name of a property} */
    String property() throws CriteriaFault {
        int start = at();
        at = Lexical.identEnd(text, start);
        if (at == start) {
            throw expected("the name of a property");
        }
        return text.substring(start, at);
    }

    /** {@return a number that has no sign} */
    long number() throws CriteriaFault {
        int start = at();
        int end = start;
        while (end < text.length() && Lexical.isDigit(text.charAt(end))) {
            end++;
        }
        if (end == start) {
            throw expected("a number");
        }
        at = end;
        try {
            return Long.parseLong(text.substring(start, end));
        } catch (NumberFormatException tooLong) {
            throw new CriteriaFault(start, "number out of range (64 bits)");
        }
    }

    CriteriaFault expected(String what) {
        return new CriteriaFault(at(), "expected " + what + ", found " + found());
    }

    private String found() {
        return Lexical.found(text, at());
    }

    private String letters(int from) {
        int end = from;
        while (end < text.length() && (text.charAt(end) >= 'a' && text.charAt(end) <= 'z' || text.charAt(end) == '_')) {
            end++;
        }
        return text.substring(from, end);
    }
}

package org.abifit.lint;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables in texts, as shells write them (POSIX, "Parameter Expansion"); of the operators, defaults, alternatives and errors. */
final class Expansion {
    private static final Pattern BARE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern BRACED = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:?[-=+?])?(.*)\\}", Pattern.DOTALL);

    private Expansion() {}

    /**
     * {@return the text with variables replaced; what has no value stays as it is written}
     *
     * @param values gives a variable's value, or null
     */
    static LinedText of(String text, int line, Function<String, LinedText> values) {
        LinedText all = LinedText.EMPTY;
        int start = 0;
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', start)) {
            int end = end(text, at);
            all = all.plus(LinedText.of(text.substring(start, at), line)).plus(one(text.substring(at, end), line, values));
            start = end;
        }
        return all.plus(LinedText.of(text.substring(start), line));
    }

    /** {@return the index behind what begins at a character: a variable or command in its brackets, else the character} */
    static int end(String text, int at) {
        char c = text.charAt(at);
        if (c == '`') {
            int end = text.indexOf('`', at + 1);
            return end < 0 ? at + 1 : end + 1;
        }
        if (c != '$') {
            return at + 1;
        }
        if (text.startsWith("{", at + 1)) {
            return closed(text, at + 1, '{', '}');
        }
        if (text.startsWith("(", at + 1)) {
            return closed(text, at + 1, '(', ')');
        }
        Matcher bare = BARE.matcher(text).region(at, text.length());
        return bare.lookingAt() ? bare.end() : at + 1;
    }

    /** {@return the index behind the bracket that closes the one at an index; where none does, that index} */
    private static int closed(String text, int at, char open, char close) {
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            depth += text.charAt(i) == open ? 1 : text.charAt(i) == close ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return at;
    }

    private static LinedText one(String written, int line, Function<String, LinedText> values) {
        LinedText asWritten = LinedText.of(written, line);
        Matcher braced = BRACED.matcher(written);
        if (!braced.matches()) {
            LinedText value = BARE.matcher(written).matches() ? values.apply(written.substring(1)) : null;
            return value != null ? value : asWritten;
        }
        String name = braced.group(1);
        String operator = braced.group(2) == null ? "" : braced.group(2);
        String word = braced.group(3).replace("\"", "");
        LinedText value = values.apply(name);
        boolean counts = value != null && !(operator.startsWith(":") && value.text().isEmpty());
        return switch (operator.isEmpty() ? ' ' : operator.charAt(operator.length() - 1)) {
            case '-', '=' -> counts ? value : of(word, line, values);
            case '+' -> counts || value == null && !names(word, name) ? of(word, line, values) : LinedText.EMPTY;
            case '?' -> counts ? value : asWritten;
            default -> value != null && word.isEmpty() ? value : asWritten;
        };
    }

    /**
     * {@return whether a text takes a variable} An alternative that does so, as in {@code ${A:+$A,}}, keeps what was there before, which is nothing
     * where the file is all that is read; any other is a branch of the script, and all branches are taken.
     */
    private static boolean names(String text, String variable) {
        return Pattern.compile("\\$\\{?" + variable + "(?![A-Za-z0-9_])").matcher(text).find();
    }

    /** {@return whether a text still holds something that only its user knows} */
    static boolean open(String text) {
        return text.indexOf('$') >= 0 || text.indexOf('`') >= 0 || text.contains("%(");
    }
}

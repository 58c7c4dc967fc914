package org.abifit.lint;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables in texts, as shells write them (POSIX, "Parameter Expansion"); of the operators, defaults only. */
final class Expansion {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)(?::?-([^}]*))?\\}|([A-Za-z_][A-Za-z0-9_]*))");

    private Expansion() {}

    /**
     * {@return the text with variables replaced}
     *
     * @param values gives a variable's value, or null
     */
    static LinedText of(String text, int line, Function<String, LinedText> values) {
        Matcher variable = VARIABLE.matcher(text);
        LinedText all = LinedText.EMPTY;
        int start = 0;
        while (variable.find()) {
            String name = variable.group(1) != null ? variable.group(1) : variable.group(3);
            LinedText value = values.apply(name);
            String rest = variable.group(2) != null ? variable.group(2) : variable.group();
            all = all.plus(LinedText.of(text.substring(start, variable.start()), line)).plus(value != null ? value : LinedText.of(rest, line));
            start = variable.end();
        }
        return all.plus(LinedText.of(text.substring(start), line));
    }

    /** {@return whether a text still holds something that only its user knows} */
    static boolean open(String text) {
        return text.indexOf('$') >= 0 || text.indexOf('`') >= 0 || text.contains("%(");
    }
}

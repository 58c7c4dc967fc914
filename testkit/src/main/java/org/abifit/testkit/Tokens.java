package org.abifit.testkit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The words of one line: separated by spaces; a word, or a part of one, in double quotes may hold anything, with {@code \"},
 * {@code \\}, {@code \n} and {@code \xHH} (one byte, ISO 8859-1) for what a line cannot show.
 */
public final class Tokens {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private int at;

    private Tokens(String line) {
        this.line = line;
    }

    /** {@return the words of a line} */
    public static List<String> of(String line) {
        Tokens tokens = new Tokens(line);
        tokens.read();
        return tokens.words;
    }

    private void read() {
        while (at < line.length()) {
            if (line.charAt(at) == ' ') {
                at++;
            } else {
                words.add(word());
            }
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (; at < line.length() && (quoted || line.charAt(at) != ' '); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else {
                word.append(quoted && c == '\\' ? escaped() : c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quote that does not end: " + line);
        }
        return word.toString();
    }

    private char escaped() {
        char c = line.charAt(++at);
        if (c != 'x') {
            return c == 'n' ? '\n' : c;
        }
        at += 2;
        return (char) HexFormat.fromHexDigits(line, at - 1, at + 1);
    }

    /** {@return a word as it stands in a line, quoted where it must be} */
    public static String quote(String word) {
        boolean plain = !word.isEmpty() && word.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
        if (plain) {
            return word;
        }
        StringBuilder quoted = new StringBuilder("\"");
        word.chars().forEach(c -> quoted.append(escape((char) c)));
        return quoted.append('"').toString();
    }

    private static String escape(char c) {
        if (c == '"' || c == '\\') {
            return "\\" + c;
        }
        if (c == '\n') {
            return "\\n";
        }
        return c < ' ' || c > '~' ? "\\x" + HexFormat.of().toHexDigits((byte) c) : String.valueOf(c);
    }
}

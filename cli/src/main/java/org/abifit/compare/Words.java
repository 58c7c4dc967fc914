package org.abifit.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command template into words as a shell would, and does nothing else that a shell does: no variables, no patterns, no substitution. What
 * runs is seen at sight, and a document whose name has a blank stays one word.
 */
final class Words {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private StringBuilder word;
    private char quote;

    private Words(String text) {
        this.text = text;
    }

    /** {@return the words; throws {@link IllegalArgumentException} where a quote is not closed} */
    static List<String> split(String text) {
        Words it = new Words(text);
        for (int i = 0; i < text.length(); i++) {
            i = it.take(i);
        }
        if (it.quote != 0) {
            throw new IllegalArgumentException("a quote is not closed: " + text);
        }
        it.end();
        return List.copyOf(it.words);
    }

    private int take(int at) {
        char c = text.charAt(at);
        if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
            end();
        } else if (c == quote) {
            quote = 0;
        } else if (quote == 0 && (c == '\'' || c == '"')) {
            begin();
            quote = c;
        } else if (c == '\\' && quote != '\'' && at + 1 < text.length()) {
            begin().append(text.charAt(at + 1));
            return at + 1;
        } else {
            begin().append(c);
        }
        return at;
    }

    // A pair of quotes with nothing inside is a word, too.
    private StringBuilder begin() {
        if (word == null) {
            word = new StringBuilder();
        }
        return word;
    }

    private void end() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }
}

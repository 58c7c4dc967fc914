package org.abifit.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a line looks like that names plug-ins: words, split at white space. <code>*</code> is any word, {@code a|b} one of two,
 * <code>{name}</code> within a word is a name, <code>{names}</code> stands for all words that are left. A line may go on after the
 * rule's last word. {@code #} starts a comment; brackets and what they hold are one word, and never a name.
 */
public final class LineRule {
    private static final String NAME = "{name}", NAMES = "{names}";

    private final List<String> words;

    private LineRule(List<String> words) {
        this.words = words;
    }

    /**
     * {@return the rule of this text}
     *
     * @throws IllegalArgumentException when it holds no name
     */
    public static LineRule of(String text) {
        if (!text.contains(NAME) && !text.contains(NAMES)) {
            throw new IllegalArgumentException("holds neither {name} nor {names}");
        }
        return new LineRule(split(text));
    }

    /** {@return the names on a line, in order; none where the line looks different} */
    List<String> names(String line) {
        int comment = line.indexOf('#');
        List<String> given = split(comment < 0 ? line : line.substring(0, comment));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(NAMES)) {
                given.subList(Math.min(i, given.size()), given.size()).stream().filter(w -> !w.startsWith("[")).forEach(names::add);
            } else if (i >= given.size() || !takes(word, given.get(i), names)) {
                return List.of();
            }
        }
        return names;
    }

    private static boolean takes(String word, String given, List<String> names) {
        int at = word.indexOf(NAME);
        if (at < 0) {
            return word.equals("*") || Stream.of(word.split("\\|")).anyMatch(given::equalsIgnoreCase);
        }
        String before = word.substring(0, at);
        String after = word.substring(at + NAME.length());
        int length = given.length() - before.length() - after.length();
        if (length <= 0 || given.startsWith("[") || !given.regionMatches(true, 0, before, 0, at) || !given.endsWith(after)) {
            return false;
        }
        names.add(given.substring(at, at + length));
        return true;
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            int end = end(text, at);
            words.add(text.substring(at, end));
            at = end;
        }
        return words;
    }

    private static int end(String text, int from) {
        if (text.charAt(from) == '[') {
            int close = text.indexOf(']', from);
            return close < 0 ? text.length() : close + 1;
        }
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}

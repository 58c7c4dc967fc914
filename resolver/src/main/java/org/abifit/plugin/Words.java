package org.abifit.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts values in place of words in braces: <code>{dir}</code> a folder of the opener, <code>{version}</code> the first number with dots in
 * the opener's file name with links followed ({@code 3.11} of {@code python3.11}), <code>{digits}</code> the same without dots,
 * <code>{suffix}</code> the opener's file name from {@code .so} on, <code>{node:PREFIX}</code> the rest of a version node that the opener
 * defines, <code>{value}</code>, <code>{list}</code> and <code>{name}</code> what a place gives. Values come out of images: whatever means
 * something in patterns is quoted.
 */
final class Words {
    private static final String NODE = "node:";

    private final Opener opener;
    private final Map<String, String> values = new TreeMap<>();

    Words(Opener opener) {
        this.opener = opener;
        values.put("suffix", opener.suffix());
        opener.version().ifPresent(version -> {
            values.put("version", version);
            values.put("digits", version.replace(".", ""));
        });
    }

    private Words(Words others) {
        this.opener = others.opener;
        this.values.putAll(others.values);
    }

    /** {@return these words and one more} */
    Words with(String word, String value) {
        Words more = new Words(this);
        more.values.put(word, value);
        return more;
    }

    /** {@return a text with all words replaced, once for each folder of the opener where it asks for one; none where a word has no value} */
    List<String> expand(String text) {
        List<String> all = new ArrayList<>();
        if (text.contains("{dir}")) {
            opener.folders().forEach(folder -> with("dir", folder).replace(text).ifPresent(all::add));
        } else {
            replace(text).ifPresent(all::add);
        }
        return all;
    }

    private Optional<String> replace(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            Optional<String> value = close < 0 ? Optional.empty() : value(text.substring(open + 1, close));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            out.append(text, at, open).append(quoted(value.get()));
            at = close + 1;
        }
        return Optional.of(out.append(text.substring(at)).toString());
    }

    private Optional<String> value(String word) {
        return word.startsWith(NODE) ? opener.nodeAfter(word.substring(NODE.length())) : Optional.ofNullable(values.get(word));
    }

    private static String quoted(String value) {
        StringBuilder out = new StringBuilder();
        value.chars().forEach(c -> out.append("*?[\\".indexOf(c) < 0 ? "" : "\\").append((char) c));
        return out.toString();
    }
}

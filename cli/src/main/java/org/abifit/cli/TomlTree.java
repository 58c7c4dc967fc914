package org.abifit.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TOML text as maps, lists, texts, numbers and truth values, with the lines on which its fields stand. The parser knows no lines of
 * fields, so they are looked for a second time: headers of tables, and keys at the start of a line.
 */
final class TomlTree {
    private static final TomlFactory FACTORY = TomlFactory.builder().build();
    private static final Pattern HEADER = Pattern.compile("\\s*(\\[\\[?)\\s*([A-Za-z0-9_.-]+)\\s*]].*|\\s*(\\[)\\s*([A-Za-z0-9_.-]+)\\s*].*");
    private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s*=.*");

    private final String text;
    private final Map<String, Object> top;

    private TomlTree(String text, Map<String, Object> top) {
        this.text = text;
        this.top = top;
    }

    /**
     * {@return what a text holds}
     *
     * @throws JacksonException where it is no TOML; it names line and column
     */
    static TomlTree parse(String text) throws JacksonException {
        return new TomlTree(text, JsonTree.object(FACTORY, text));
    }

    /** {@return all of it} */
    Map<String, Object> top() {
        return top;
    }

    /** {@return the line of a field, from 1 on; of what holds it, where it has none of its own} */
    int line(String field) {
        Map<String, Integer> lines = lines();
        String at = field;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return lines.getOrDefault(at, lines.getOrDefault(field + "[0]", 1));
    }

    /** Looked for only when something is wrong. */
    private Map<String, Integer> lines() {
        Map<String, Integer> lines = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        String table = "";
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher header = HEADER.matcher(line);
            Matcher key = KEY.matcher(line);
            if (header.matches()) {
                boolean several = header.group(2) != null;
                table = place(several ? header.group(2) : header.group(4), several, counts);
                lines.putIfAbsent(table, number);
            } else if (key.matches()) {
                lines.putIfAbsent(table.isEmpty() ? key.group(1) : table + "." + key.group(1), number);
            }
        }
        return lines;
    }

    /** {@return where a table stands, with the number of the element that each list has come to} */
    private static String place(String name, boolean several, Map<String, Integer> counts) {
        String at = "";
        String[] parts = name.split("\\.");
        for (int i = 0; i < parts.length; i++) {
            at += (at.isEmpty() ? "" : ".") + parts[i];
            if (several && i == parts.length - 1) {
                counts.merge(at, 1, Integer::sum);
            }
            if (counts.containsKey(at)) {
                at += "[%d]".formatted(counts.get(at) - 1);
            }
        }
        return at;
    }
}

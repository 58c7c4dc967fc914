package org.abifit.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TOML text as maps, lists, texts, numbers and truth values, with the lines on which its fields stand. The parser knows no lines of
 * fields, so they are looked for a second time: headers of tables, and keys at the start of a line.
 */
final class TomlTree {
    private static final TomlMapper MAPPER = TomlMapper.builder().build();
    private static final Pattern HEADER = Pattern.compile("\\s*(\\[\\[?)\\s*([A-Za-z0-9_.-]+)\\s*]].*|\\s*(\\[)\\s*([A-Za-z0-9_.-]+)\\s*].*");
    private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s*=.*");

    private final Map<String, Object> top;
    private final Map<String, Integer> lines = new HashMap<>();

    private TomlTree(Map<String, Object> top) {
        this.top = top;
    }

    /**
     * {@return a text}
     *
     * @throws JacksonException where it is no TOML; it names line and column
     */
    static TomlTree parse(String text) throws JacksonException {
        TomlTree tree = new TomlTree(object(MAPPER.readTree(text)));
        tree.findLines(text);
        return tree;
    }

    /** {@return all of it} */
    Map<String, Object> top() {
        return top;
    }

    /** {@return the line of a field, from 1 on; of what holds it, where it has none of its own} */
    int line(String field) {
        String at = field;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return lines.getOrDefault(at, lines.getOrDefault(field + "[0]", 1));
    }

    private void findLines(String text) {
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

    private static Map<String, Object> object(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
        return map;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> list(node);
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.numberValue();
            case STRING, BINARY, MISSING, NULL, POJO -> node.asText();
        };
    }

    private static List<Object> list(JsonNode node) {
        List<Object> list = new ArrayList<>();
        node.forEach(element -> list.add(value(element)));
        return list;
    }
}

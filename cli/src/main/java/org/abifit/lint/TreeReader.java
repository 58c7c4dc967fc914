package org.abifit.lint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.abifit.root.BytePaths;

/** Reads JSON, YAML and TOML into {@link Tree}s. A name that is there twice is an error; texts become byte strings. */
final class TreeReader {
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final YAMLFactory YAML = YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private TreeReader() {}

    /** {@return the one value of a JSON text} */
    static Tree json(String text) throws LintFault {
        return read(JSON, text);
    }

    /** {@return the one value of a YAML text} */
    static Tree yaml(String text) throws LintFault {
        return read(YAML, text);
    }

    private static Tree read(JsonFactory factory, String text) throws LintFault {
        try (JsonParser p = factory.createParser(text)) {
            p.nextToken();
            Tree tree = value(p);
            if (p.nextToken() != null) {
                throw fault(p.currentTokenLocation(), "there is more than one value");
            }
            return tree;
        } catch (JacksonException e) {
            throw fault(e.getLocation(), firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be read", e);
        }
    }

    /** {@return the table of a TOML text; the lines of its texts are where they stand, those of other values are 1} */
    static Tree toml(String text) throws LintFault {
        try {
            return new TomlPlaces(text).tree(new TomlMapper().readTree(text));
        } catch (JacksonException e) {
            throw fault(e.getLocation(), firstLine(e.getOriginalMessage()));
        }
    }

    private static LintFault fault(JsonLocation at, String problem) {
        return at == null ? new LintFault(1, 0, problem) : new LintFault(Math.max(1, at.getLineNr()), Math.max(0, at.getColumnNr()), problem);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("cannot be read").replaceFirst(" \\(start marker at .*", "");
    }

    private static Tree value(JsonParser p) throws IOException, LintFault {
        JsonLocation at = p.currentTokenLocation();
        JsonToken token = p.currentToken();
        if (token == null) {
            throw fault(at, "it holds no value");
        }
        if (p instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw fault(at, "aliases are not followed: write the value out");
        }
        return switch (token) {
            case START_OBJECT -> tree(object(p), at);
            case START_ARRAY -> tree(array(p), at);
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> tree(BytePaths.fromUnicode(p.getText()), at);
            case VALUE_NULL -> tree(null, at);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw fault(at, "a value is missing");
        };
    }

    private static Tree tree(Object value, JsonLocation at) {
        return new Tree(value, Math.max(1, at.getLineNr()), Math.max(0, at.getColumnNr()));
    }

    private static Map<String, Tree> object(JsonParser p) throws IOException, LintFault {
        Map<String, Tree> map = new LinkedHashMap<>();
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = p.currentName();
            p.nextToken();
            map.put(name, value(p));
        }
        return map;
    }

    private static List<Tree> array(JsonParser p) throws IOException, LintFault {
        List<Tree> list = new ArrayList<>();
        while (p.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(p));
        }
        return list;
    }

    /** The TOML reader tells no places: texts are looked for in the file, one after the other, from the last one of the same text on. */
    private static final class TomlPlaces {
        private final String text;
        private final Map<String, Integer> next = new LinkedHashMap<>();

        TomlPlaces(String text) {
            this.text = text;
        }

        Tree tree(JsonNode node) {
            if (node.isObject()) {
                Map<String, Tree> map = new LinkedHashMap<>();
                node.properties().forEach(e -> map.put(e.getKey(), tree(e.getValue())));
                return new Tree(map, 1, 0);
            }
            if (node.isArray()) {
                List<Tree> list = new ArrayList<>();
                node.forEach(n -> list.add(tree(n)));
                return new Tree(list, 1, 0);
            }
            return new Tree(BytePaths.fromUnicode(node.asText()), line(node.asText()), 0);
        }

        private int line(String value) {
            int at = text.indexOf(value, next.getOrDefault(value, 0));
            if (value.isEmpty() || at < 0) {
                return 1;
            }
            next.put(value, at + value.length());
            return 1 + (int) text.chars().limit(at).filter(c -> c == '\n').count();
        }
    }
}

package org.abifit.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small JSON texts as maps, lists, texts, numbers and truth values. A field that is there twice is an error, null is left out. */
final class JsonTree {
    private static final JsonFactory FACTORY = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private JsonTree() {}

    /** {@return the value of a text that is one JSON value; empty where it is none} */
    static Optional<Object> read(String text) {
        try {
            return Optional.ofNullable(parse(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return the value of a text that is one JSON value, or null}
     *
     * @throws JacksonException where it is none; it names line and column
     */
    static Object parse(String text) throws JacksonException {
        return parse(FACTORY, text);
    }

    /** {@return the object of a text of another format that has the same values; empty where the text is} */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(JsonFactory format, String text) throws JacksonException {
        return (Map<String, Object>) parse(format, text);
    }

    private static Object parse(JsonFactory format, String text) throws JacksonException {
        try (JsonParser p = format.createParser(text)) {
            p.nextToken();
            Object value = value(p);
            if (p.nextToken() != null) {
                throw new com.fasterxml.jackson.core.JsonParseException(p, "more than one value");
            }
            return value;
        } catch (JacksonException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be read", e);
        }
    }

    private static Object value(JsonParser p) throws IOException {
        JsonToken token = p.currentToken();
        if (token == null) {
            throw new com.fasterxml.jackson.core.JsonParseException(p, "no value");
        }
        return switch (token) {
            case START_OBJECT -> object(p);
            case START_ARRAY -> array(p);
            case VALUE_STRING -> p.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> p.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new com.fasterxml.jackson.core.JsonParseException(p, "no value");
        };
    }

    private static Map<String, Object> object(JsonParser p) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String field = p.currentName();
            p.nextToken();
            Object value = value(p);
            if (value != null) {
                map.put(field, value);
            }
        }
        return map;
    }

    private static List<Object> array(JsonParser p) throws IOException {
        List<Object> list = new ArrayList<>();
        while (p.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(p);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }
}

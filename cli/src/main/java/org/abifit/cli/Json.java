package org.abifit.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.Optional;
import org.abifit.root.BytePaths;

/** JSON on standard output: one value a line, fields in a fixed order. */
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private Json() {}

    /** Writes a value. */
    interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    /** Prints what a writer writes: one value, or several, each on a line of its own. */
    static void print(Out out, Writer writer) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out.bytes())) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            json.setRootValueSeparator(new SerializedString("\n"));
            writer.write(json);
        }
        out.print("\n");
    }

    /** Writes a field that holds a name, given as a byte string. */
    static void name(JsonGenerator json, String field, String bytes) throws IOException {
        json.writeStringField(field, BytePaths.toUnicode(bytes));
    }

    /** Writes a field that holds a name, given as a byte string, or null. */
    static void name(JsonGenerator json, String field, Optional<String> bytes) throws IOException {
        if (bytes.isPresent()) {
            name(json, field, bytes.get());
        } else {
            json.writeNullField(field);
        }
    }

    /** Writes a field that holds a list of names, given as byte strings. */
    static void names(JsonGenerator json, String field, Iterable<String> bytes) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : bytes) {
            json.writeString(BytePaths.toUnicode(name));
        }
        json.writeEndArray();
    }

    /** Writes a field that holds a list of values. */
    static <T> void list(JsonGenerator json, String field, Iterable<T> values, Element<T> element) throws IOException {
        json.writeArrayFieldStart(field);
        for (T value : values) {
            element.write(json, value);
        }
        json.writeEndArray();
    }

    /** Writes one value of a list. */
    interface Element<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }
}

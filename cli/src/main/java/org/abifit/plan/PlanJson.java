package org.abifit.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;

/** The JSON form of a plan, as published in the schema {@code plan}: indented, because people keep it beside their job scripts. */
final class PlanJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private PlanJson() {}

    /** Writes a JSON value. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** {@return a JSON value as text, indented by two, with a newline at its end} */
    static String text(Body body) {
        StringWriter text = new StringWriter();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT)
                .withSeparators(com.fasterxml.jackson.core.util.Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(com.fasterxml.jackson.core.util.Separators.Spacing.AFTER));
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(printer);
            body.write(json);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be written", e);
        }
        return text.append('\n').toString();
    }

    /** {@return the plan as JSON} */
    static Emission of(NeutralPlan plan) {
        return Emission.of(text(json -> {
            json.writeStartObject();
            json.writeNumberField("schema", NeutralPlan.SCHEMA);
            root(json, "image", "digest", plan.image());
            root(json, "host", "fingerprint", plan.host());
            strings(json, "app", plan.apps());
            json.writeStringField("mode", plan.mode().word());
            json.writeBooleanField("ldconfig", plan.ldconfig());
            object(json, "env", plan.env());
            json.writeStringField("strategy", plan.strategy());
            if (plan.lazyOnly()) {
                json.writeBooleanField("lazyOnly", true);
            }
            json.writeArrayFieldStart("binds");
            for (NeutralPlan.Bound bound : plan.binds()) {
                bound(json, bound);
            }
            json.writeEndArray();
            if (!plan.devices().isEmpty()) {
                strings(json, "devices", plan.devices());
            }
            json.writeEndObject();
        }));
    }

    private static void root(JsonGenerator json, String field, String digest, NeutralPlan.Root root) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("name", root.name());
        nullable(json, digest, root.digest());
        json.writeEndObject();
    }

    private static void bound(JsonGenerator json, NeutralPlan.Bound bound) throws IOException {
        json.writeStartObject();
        json.writeStringField("from", bound.from());
        json.writeStringField("to", bound.to());
        if (!bound.at().equals(bound.to())) {
            json.writeStringField("at", bound.at());
        }
        if (bound.folder()) {
            json.writeBooleanField("folder", true);
        }
        json.writeStringField("soname", bound.soname());
        nullable(json, "digest", bound.digest());
        json.writeObjectFieldStart("because");
        json.writeStringField("rule", bound.because().rule());
        json.writeStringField("text", bound.because().text());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void nullable(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        } else {
            json.writeNullField(field);
        }
    }

    /** Writes a field that holds a list of texts. */
    static void strings(JsonGenerator json, String field, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** Writes a field that holds names and texts. */
    static void object(JsonGenerator json, String field, java.util.Map<String, String> values) throws IOException {
        json.writeObjectFieldStart(field);
        for (java.util.Map.Entry<String, String> e : values.entrySet()) {
            json.writeStringField(e.getKey(), e.getValue());
        }
        json.writeEndObject();
    }
}

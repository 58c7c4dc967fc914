package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A report as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"): one run, its rules with their pages, and its results. */
record SarifJson(RuleReport report) {
    void write(JsonGenerator json) throws IOException {
        List<String> rules = List.copyOf(new TreeSet<>(report.subjects().stream().flatMap(s -> s.items().stream()).map(RuleReport.Item::rule).toList()));
        json.writeStartObject();
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "abifit");
        Json.list(json, "rules", rules, SarifJson::rule);
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeArrayFieldStart("results");
        for (RuleReport.Subject subject : report.subjects()) {
            for (RuleReport.Item item : subject.items()) {
                result(json, rules.indexOf(item.rule()), subject, item);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void rule(JsonGenerator json, String id) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        text(json, "shortDescription", RulePages.meaning(id).orElse(id));
        json.writeStringField("helpUri", "urn:abifit:rule:" + id);
        Optional<String> page = RulePages.page(id);
        if (page.isPresent()) {
            json.writeObjectFieldStart("help");
            json.writeStringField("text", page.get().replace("**", "").replace("`", ""));
            json.writeStringField("markdown", page.get());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, int rule, RuleReport.Subject subject, RuleReport.Item item) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", item.rule());
        json.writeNumberField("ruleIndex", rule);
        json.writeStringField("level", Declared.word(item.level()));
        text(json, "message", item.message().isEmpty() ? item.rule() : item.message());
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(item.file()));
        json.writeEndObject();
        if (item.line() > 0) {
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", item.line());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", subject.suite() + ": " + subject.name());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    /** A path as a reference: relative ones stay so. */
    private static String uri(String path) {
        try {
            return new URI(path.startsWith("/") ? "file" : null, path.startsWith("/") ? "" : null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(path, e);
        }
    }
}

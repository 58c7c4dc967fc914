package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.Rule;

/** Knowledge for programs; fields as published in the schemas {@code knowledge-...}. */
final class KnowledgeJson {
    private final JsonGenerator json;

    KnowledgeJson(JsonGenerator json) {
        this.json = json;
    }

    /** The answer of {@code abifit knowledge list}. */
    void list(Knowledge all) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        Json.list(json, "families", all.families(), (to, family) -> family(family));
        Json.list(json, "mpi", all.mpi(), (to, table) -> {
            json.writeStartObject();
            head(table.name(), table.about(), table.sources(), table.date());
            json.writeStringField("implementation", table.implementation());
            json.writeStringField("abi", table.abi());
            json.writeEndObject();
        });
        Json.list(json, "rules", all.rules(), (to, rule) -> rule(rule));
        json.writeEndObject();
    }

    private void head(String name, String about, List<String> sources, String date) throws IOException {
        json.writeStringField("name", name);
        json.writeStringField("about", about);
        Json.list(json, "sources", sources, JsonGenerator::writeString);
        json.writeStringField("date", date);
    }

    private void family(Family family) throws IOException {
        json.writeStartObject();
        head(family.name(), family.about(), family.sources(), family.date());
        json.writeStringField("strategy", family.strategy());
        json.writeStringField("lockstep", family.lockstep());
        Json.list(json, "parts", family.parts(), (to, part) -> to.writeString(part.name()));
        json.writeEndObject();
    }

    private void rule(Rule rule) throws IOException {
        json.writeStartObject();
        head(rule.id(), rule.about(), rule.sources(), rule.date());
        json.writeStringField("kind", rule.kind().word());
        json.writeStringField("level", rule.level());
        json.writeEndObject();
    }
}

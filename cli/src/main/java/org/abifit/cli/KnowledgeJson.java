package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.knowledge.Answer;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.MpiIdentity;
import org.abifit.knowledge.MpiTable;
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
        entries(all, false);
        json.writeEndObject();
    }

    /** The answer of {@code abifit knowledge explain}. */
    void explained(Knowledge named) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        entries(named, true);
        json.writeEndObject();
    }

    /** The answer of {@code abifit knowledge explain} about a file. */
    void identified(KnowledgeText.Identified it) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        entries(new Knowledge(List.of(), List.of(), List.of()), true);
        json.writeObjectFieldStart("library");
        json.writeStringField("path", Names.shown(it.library().path()));
        json.writeStringField("soname", Names.shown(it.library().soname()));
        texts("families", it.families());
        if (it.mpi().isPresent()) {
            MpiIdentity mpi = it.mpi().get();
            json.writeObjectFieldStart("mpi");
            json.writeStringField("implementation", mpi.implementation());
            json.writeStringField("abi", mpi.abi());
            json.writeBooleanField("builtIn", mpi.builtIn());
            json.writeStringField("release", mpi.release());
            Json.list(json, "evidence", mpi.evidence(), (to, evidence) -> {
                to.writeStartObject();
                to.writeStringField("sign", evidence.sign().name().toLowerCase(Locale.ROOT).replace('_', '-'));
                to.writeStringField("name", Names.shown(evidence.name()));
                to.writeEndObject();
            });
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The answer of {@code abifit knowledge check}. */
    void checked(Knowledge before, KnowledgeChoice.Checked checked) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        json.writeStringField("file", checked.file());
        json.writeBooleanField("good", checked.fault().isEmpty());
        if (checked.fault().isPresent()) {
            json.writeStringField("fault", checked.fault().get());
        }
        Json.list(json, "entries", KnowledgeText.changes(before, checked.entries()), (to, change) -> {
            json.writeStartObject();
            json.writeStringField("kind", change.kind());
            json.writeStringField("name", change.name());
            json.writeBooleanField("new", change.isNew());
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    /** The answer of {@code abifit knowledge ask}. */
    void answer(Answer answer, Optional<Answer> ours) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        fields(answer);
        if (ours.isPresent()) {
            json.writeObjectFieldStart("ours");
            fields(ours.get());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void fields(Answer answer) throws IOException {
        json.writeStringField("answer", answer.word().word());
        json.writeStringField("rule", answer.rule());
        json.writeStringField("because", AnswerText.because(answer));
    }

    private void entries(Knowledge all, boolean whole) throws IOException {
        Json.list(json, "families", all.families(), (to, family) -> family(family, whole));
        Json.list(json, "mpi", all.mpi(), (to, table) -> mpi(table, whole));
        Json.list(json, "rules", all.rules(), (to, rule) -> rule(rule, whole));
    }

    private void head(String name, String about, List<String> sources, String date) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("about", about);
        Json.list(json, "sources", sources, JsonGenerator::writeString);
        json.writeStringField("date", date);
    }

    private void family(Family family, boolean whole) throws IOException {
        head(family.name(), family.about(), family.sources(), family.date());
        json.writeStringField("strategy", family.strategy());
        json.writeStringField("lockstep", family.lockstep());
        texts("parts", family.parts().stream().map(Family::name).toList());
        if (whole) {
            texts("defines", family.members().defines());
            texts("uses", family.members().uses());
            texts("symbols", family.members().symbols());
            texts("components", family.members().components());
            texts("sonames", family.members().sonames());
            texts("exceptSonames", family.members().exceptSonames());
            texts("exceptSymbols", family.members().exceptSymbols());
            texts("plugins", family.plugins());
            texts("data", family.data());
            texts("tools", family.tools());
            texts("devices", family.companions().devices());
            texts("sockets", family.companions().sockets());
            texts("env", family.companions().env());
        }
        json.writeEndObject();
    }

    private void mpi(MpiTable table, boolean whole) throws IOException {
        head(table.name(), table.about(), table.sources(), table.date());
        json.writeStringField("implementation", table.implementation());
        json.writeStringField("abi", table.abi());
        if (whole) {
            texts("files", table.files());
            texts("symbols", table.symbols());
            Json.list(json, "releases", table.releases(), (to, row) -> {
                json.writeStartObject();
                json.writeStringField("release", row.release());
                json.writeStringField("from", row.from().toString());
                json.writeStringField("before", row.before().toString());
                texts("files", row.files());
                texts("needed", row.needed());
                json.writeEndObject();
            });
        }
        json.writeEndObject();
    }

    private void rule(Rule rule, boolean whole) throws IOException {
        head(rule.id(), rule.about(), rule.sources(), rule.date());
        json.writeStringField("kind", rule.kind().word());
        json.writeStringField("level", rule.level());
        if (whole) {
            json.writeObjectFieldStart("parameters");
            for (Map.Entry<String, List<String>> parameter : new TreeMap<>(rule.parameters()).entrySet()) {
                texts(parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void texts(String field, List<?> values) throws IOException {
        Json.list(json, field, values, (to, value) -> to.writeString(value.toString()));
    }
}

package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.abifit.loader.LoadReport;
import org.abifit.plugin.Gap;
import org.abifit.plugin.PlugIn;
import org.abifit.plugin.PlugInReport;
import org.abifit.plugin.PluginFamily;

/** Plug-ins for programs; fields as published in the schemas {@code plugins} and {@code check}. */
final class PlugInJson {
    private final JsonGenerator json;

    PlugInJson(JsonGenerator json) {
        this.json = json;
    }

    /** The whole answer of {@code abifit plugins}. */
    void report(String app, PlugInReport report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        Json.name(json, "app", app);
        json.writeStringField("verdict", report.verdict().word());
        json.writeObjectFieldStart("application");
        json.writeStringField("verdict", report.app().verdict().word());
        json.writeStringField("lazy", report.app().lazy().word());
        message(report.app());
        json.writeEndObject();
        fields(report);
        json.writeEndObject();
    }

    /** The fields that {@code check} has too. */
    void fields(PlugInReport report) throws IOException {
        Json.list(json, "plugins", report.plugins(), (to, judged) -> plugin(judged));
        Json.list(json, "pluginsMissing", report.gaps(), (to, gap) -> gap(gap));
    }

    private void plugin(PlugInReport.Judged judged) throws IOException {
        PlugIn plugin = judged.plugin();
        json.writeStartObject();
        Json.name(json, "file", plugin.file());
        Json.name(json, "by", plugin.by());
        json.writeStringField("family", plugin.family());
        json.writeStringField("priority", plugin.priority().word());
        json.writeStringField("evidence", plugin.evidence().word());
        Json.name(json, "from", plugin.from());
        if (plugin.group().isPresent()) {
            Json.name(json, "group", plugin.group().get());
        }
        json.writeBooleanField("now", plugin.now());
        json.writeBooleanField("global", plugin.global());
        json.writeStringField("verdict", judged.verdict().word());
        json.writeStringField("lazy", judged.lazy().word());
        if (judged.load().isPresent()) {
            message(judged.load().get());
        }
        new ReportJson(json).errors(judged.load().map(LoadReport::errors).orElse(List.of()));
        json.writeEndObject();
    }

    private void message(LoadReport load) throws IOException {
        if (load.message().isPresent()) {
            json.writeStringField("message", toUnicode(load.message().get()));
        }
    }

    private void gap(Gap gap) throws IOException {
        json.writeStartObject();
        json.writeStringField("family", gap.family());
        json.writeStringField("priority", gap.priority().word());
        Json.name(json, "object", gap.file());
        Json.name(json, "message", gap.why());
        json.writeEndObject();
    }

    /** What {@code abifit plugins --families} knows. */
    void known(Iterable<PluginFamily> families) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        Json.list(json, "families", families, (to, family) -> {
            to.writeStartObject();
            to.writeStringField("name", family.name());
            to.writeStringField("about", family.about());
            to.writeStringField("priority", family.priority().word());
            to.writeBooleanField("anyOf", family.anyOf());
            Json.list(to, "sources", family.sources(), JsonGenerator::writeString);
            to.writeStringField("date", family.date());
            to.writeEndObject();
        });
        json.writeEndObject();
    }
}

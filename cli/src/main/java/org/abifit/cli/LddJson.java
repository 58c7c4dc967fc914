package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Need;
import org.abifit.loader.OpenedReport;
import org.abifit.loader.Route;
import org.abifit.loader.Step;

/** The JSON form of {@code ldd}; fields as published in its schema. */
final class LddJson {
    private final JsonGenerator json;
    private final ReportJson reports;

    LddJson(JsonGenerator json) {
        this.json = json;
        this.reports = new ReportJson(json);
    }

    /** All applications. */
    void views(List<LddView> views) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        json.writeArrayFieldStart("apps");
        for (LddView view : views) {
            view(view);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void view(LddView view) throws IOException {
        json.writeStartObject();
        json.writeStringField("app", toUnicode(view.app()));
        optional("loader", view.loader());
        report(view, view.report());
        json.writeArrayFieldStart("opened");
        for (OpenedReport opened : view.report().opened()) {
            json.writeStartObject();
            json.writeStringField("file", toUnicode(opened.opening().file()));
            json.writeStringField("by", toUnicode(opened.opening().by()));
            report(view, opened.report());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("changed");
        for (Map.Entry<String, LddView.Change> change : view.changed().entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", toUnicode(change.getKey()));
            optional("before", change.getValue().before());
            optional("after", change.getValue().after());
            json.writeEndObject();
        }
        json.writeEndArray();
        searches(view.report().steps());
        json.writeEndObject();
    }

    private void report(LddView view, LoadReport report) throws IOException {
        reports.findings(report);
        json.writeArrayFieldStart("objects");
        for (LoadedObject object : report.objects()) {
            object(view, object);
        }
        json.writeEndArray();
    }

    private void object(LddView view, LoadedObject object) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", toUnicode(object.name()));
        json.writeStringField("path", toUnicode(object.path()));
        json.writeStringField("realPath", toUnicode(object.realPath()));
        json.writeStringField("rule", word(object.route().rule()));
        optional("owner", Optional.of(object.route().owner()).filter(o -> !o.isEmpty()));
        optional("folder", Optional.of(object.route().folder()).filter(f -> !f.isEmpty()));
        optional("loader", Optional.of(object.loader()).filter(l -> !l.isEmpty()));
        json.writeBooleanField("fromHost", view.container().isBound(object.path()));
        json.writeArrayFieldStart("needs");
        for (Need need : object.needs()) {
            json.writeStartObject();
            json.writeStringField("name", toUnicode(need.name()));
            optional("path", need.path());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Each search with the files that were tried, in order. */
    private void searches(List<Step> steps) throws IOException {
        json.writeArrayFieldStart("searches");
        boolean open = false;
        for (Step step : steps) {
            if (step instanceof Step.Asked(String name, String by)) {
                end(open);
                open = true;
                json.writeStartObject();
                json.writeStringField("name", toUnicode(name));
                json.writeStringField("by", toUnicode(by));
                json.writeArrayFieldStart("tried");
            } else if (open && step instanceof Step.Tried(String path, String outcome)) {
                json.writeStartObject();
                json.writeStringField("path", toUnicode(path));
                json.writeStringField("outcome", outcome);
                json.writeEndObject();
            }
        }
        end(open);
        json.writeEndArray();
    }

    private void end(boolean open) throws IOException {
        if (open) {
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void optional(String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, toUnicode(value.get()));
        }
    }

    private static String word(Route.Rule rule) {
        return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

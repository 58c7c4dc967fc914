package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.abifit.loader.Verdict;
import org.abifit.resolver.HostAnswer;
import org.abifit.survey.Cell;
import org.abifit.survey.Consolidation;

/** The JSON form of a consolidation; fields as published in the schema. */
record ConsolidationJson(JsonGenerator json, List<String> wants) {
    void print(Consolidation now, Optional<Consolidation> then, Map<String, String> instead) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        fields(now);
        if (then.isPresent()) {
            json.writeObjectFieldStart("whatIf");
            replaced(json, instead);
            fields(then.get());
            Json.list(json, "changes", SurveyWords.changes(now.cells(), then.get().cells()), (j, change) -> {
                j.writeStartObject();
                names(change.after());
                j.writeStringField("before", SurveyWords.verdict(change.before().answer()).word());
                j.writeStringField("after", SurveyWords.verdict(change.after().answer()).word());
                j.writeEndObject();
            });
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    static void replaced(JsonGenerator json, Map<String, String> instead) throws IOException {
        Json.list(json, "replaced", instead.entrySet(), (j, e) -> {
            j.writeStartObject();
            Json.name(j, "host", e.getKey());
            Json.name(j, "by", e.getValue());
            j.writeEndObject();
        });
    }

    private void fields(Consolidation answer) throws IOException {
        json.writeStringField("verdict", answer.verdict().word());
        json.writeStringField("oneImage", answer.one().word());
        Json.list(json, "images", answer.images(), (j, image) -> chosen(image));
        json.writeNumberField("lowerBound", answer.lowerBound());
        json.writeBooleanField("optimal", answer.isFewest());
        Json.list(json, "uncovered", answer.uncovered(), (j, uncovered) -> uncovered(uncovered));
        Json.list(json, "cells", answer.cells(), (j, cell) -> cell(cell));
    }

    private void chosen(Consolidation.Chosen image) throws IOException {
        json.writeStartObject();
        Json.name(json, "image", image.image());
        Json.names(json, "apps", new TreeSet<>(image.serves().stream().map(Cell::app).toList()));
        Json.list(json, "hosts", image.together(), (j, together) -> {
            j.writeStartObject();
            Json.name(j, "host", together.host());
            Json.names(j, "apps", together.apps());
            j.writeObjectFieldStart("together");
            new ReportJson(j).fields(together.answer(), new ReasonText(image.image(), together.host(), wants));
            j.writeEndObject();
            j.writeEndObject();
        });
        json.writeEndObject();
    }

    private void uncovered(Consolidation.Uncovered uncovered) throws IOException {
        json.writeStartObject();
        Json.name(json, "app", uncovered.app());
        Json.name(json, "host", uncovered.host());
        Json.name(json, "image", uncovered.nearest().map(Cell::image));
        if (uncovered.nearest().isEmpty()) {
            json.writeStringField("verdict", Verdict.FAIL.word());
            Json.list(json, "core", List.of(uncovered.app()), (j, app) -> new ReportJson(j).ruled(SurveyWords.APPLICATION_MISSING, toUnicode(SurveyWords.missing(app))));
        } else {
            Cell cell = uncovered.nearest().get();
            new ReportJson(json).fields(cell.answer(), SurveyWords.reasons(cell, wants));
            if (!(cell.answer() instanceof HostAnswer.Misfit)) {
                Json.names(json, "core", List.of());
            }
        }
        json.writeEndObject();
    }

    private void cell(Cell cell) throws IOException {
        json.writeStartObject();
        names(cell);
        Json.names(json, "idle", cell.idle());
        Json.names(json, "together", cell.together());
        new ReportJson(json).fields(cell.answer(), SurveyWords.reasons(cell, wants));
        json.writeEndObject();
    }

    private void names(Cell cell) throws IOException {
        Json.name(json, "image", cell.image());
        Json.name(json, "host", cell.host());
        Json.name(json, "app", cell.app());
    }
}

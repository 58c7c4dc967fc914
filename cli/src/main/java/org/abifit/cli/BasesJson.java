package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.loader.Bind;
import org.abifit.survey.Bases;

/** The JSON form of a ranking of images; fields as published in the schema. */
record BasesJson(JsonGenerator json, List<String> wants) {
    void print(Bases now, Optional<Bases> then, Map<String, String> instead) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        fields(now);
        if (then.isPresent()) {
            json.writeObjectFieldStart("whatIf");
            ConsolidationJson.replaced(json, instead);
            fields(then.get());
            Json.list(json, "changes", BasesText.changes(now, then.get()), (j, change) -> {
                j.writeStartObject();
                Json.name(j, "image", change.image());
                Json.name(j, "host", change.host());
                j.writeStringField("before", change.before().verdict().word());
                j.writeStringField("after", change.after().verdict().word());
                j.writeBooleanField("libcSwapBefore", change.before().libcSwap());
                j.writeBooleanField("libcSwapAfter", change.after().libcSwap());
                j.writeEndObject();
            });
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void fields(Bases bases) throws IOException {
        Json.list(json, "images", bases.images(), (j, image) -> ranked(image));
        Json.list(json, "floors", bases.floors(), (j, floor) -> floor(floor));
        Json.list(json, "without", bases.without(), (j, without) -> {
            j.writeStartObject();
            Json.name(j, "host", without.host());
            Json.name(j, "best", without.best().image());
            j.writeStringField("verdict", fit(without.best()));
            Json.names(j, "gained", without.gained());
            j.writeEndObject();
        });
    }

    private static String fit(Bases.Ranked image) {
        return image.fitsAll() ? "all" : image.fits() > 0 ? "some" : image.couldFitAll() ? "unknown" : "none";
    }

    private void ranked(Bases.Ranked image) throws IOException {
        json.writeStartObject();
        Json.name(json, "image", image.image());
        json.writeStringField("verdict", fit(image));
        json.writeNumberField("libcSwaps", image.swaps());
        Json.list(json, "hosts", image.hosts(), (j, host) -> {
            j.writeStartObject();
            Json.name(j, "host", host.host());
            Json.list(j, "wanted", host.wanted(), BasesJson::bind);
            new ReportJson(j).fields(host.answer(), new ReasonText(image.image(), host.host(), wants));
            j.writeEndObject();
        });
        json.writeEndObject();
    }

    private static void bind(JsonGenerator json, Bind bind) throws IOException {
        json.writeStartArray();
        json.writeString(Names.shown(bind.from()));
        json.writeString(Names.shown(bind.to()));
        json.writeEndArray();
    }

    private void floor(Bases.Floor floor) throws IOException {
        json.writeStartObject();
        Json.name(json, "family", floor.family());
        Json.name(json, "provider", floor.provider());
        Json.name(json, "node", floor.highest().node());
        Json.name(json, "library", floor.highest().library());
        Json.name(json, "forcedBy", floor.forcedBy());
        Json.list(json, "needs", floor.needs(), (j, need) -> {
            j.writeStartObject();
            Json.name(j, "host", need.host());
            Json.name(j, "node", need.node());
            Json.name(j, "library", need.library());
            j.writeEndObject();
        });
        json.writeEndObject();
    }
}

package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.abifit.drift.Change;
import org.abifit.drift.Drift;
import org.abifit.drift.Lost;
import org.abifit.drift.PlanDrift;
import org.abifit.drift.Severity;

/** A drift for programs. */
record DriftJson(JsonGenerator json) {
    /** A library may win thousands of symbols; of what is only new, some names do. */
    private static final int NEW_NAMES = 20;

    void drift(String before, String after, Drift drift, Severity least, int limit) throws IOException {
        List<Change> told = drift.changes().stream().filter(c -> c.severity().compareTo(least) <= 0).toList();
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        Json.name(json, "before", before);
        Json.name(json, "after", after);
        json.writeObjectFieldStart("counts");
        for (Severity severity : Severity.values()) {
            json.writeNumberField(severity.word(), drift.changes().stream().filter(c -> c.severity() == severity).count());
        }
        json.writeEndObject();
        Json.list(json, "changes", told.subList(0, Math.min(limit, told.size())), (to, change) -> change(change));
        json.writeNumberField("brokenPlans", drift.broken().size());
        Json.list(json, "plans", drift.plans(), (to, plan) -> plan(plan));
        json.writeEndObject();
    }

    private void change(Change change) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", change.severity().word());
        json.writeStringField("kind", change.kind().word());
        Json.name(json, "soname", change.soname());
        Json.name(json, "path", change.path());
        json.writeStringField("detail", DriftWords.of(change));
        Json.name(json, "now", change.now());
        int names = change.severity() == Severity.INFO ? Math.min(NEW_NAMES, change.names().size()) : change.names().size();
        Json.names(json, "names", change.names().subList(0, names));
        json.writeNumberField("namesLeftOut", change.names().size() - names);
        Json.list(json, "plans", change.plans(), (to, name) -> to.writeString(Names.printable(name)));
        json.writeNumberField("users", change.users());
        Json.names(json, "examples", change.examples());
        json.writeEndObject();
    }

    private void plan(PlanDrift plan) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", Names.printable(plan.plan().name()));
        Json.name(json, "host", plan.plan().host());
        Json.name(json, "image", plan.plan().image());
        json.writeStringField("before", Declared.word(plan.before()));
        json.writeStringField("after", Declared.word(plan.after()));
        json.writeBooleanField("breaks", plan.breaks());
        Json.list(json, "core", plan.core(), (to, lost) -> core(lost));
        json.writeEndObject();
    }

    private void core(Lost lost) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", lost.rule());
        json.writeStringField("text", DriftWords.of(lost));
        json.writeEndObject();
    }
}

package org.abifit.plan;

import java.util.List;
import java.util.function.Predicate;

/** A profile of e4s-cl as {@code e4s-cl profile dump} prints it (E4S-Project/e4s-cl e4s_cl/model/profile.py). It decides places and the C library itself. */
final class E4sCl {
    private E4sCl() {}

    static Emission of(NeutralPlan plan) throws PlanException {
        Texts.refuseInPaths(plan, "a list of e4s-cl", ",");
        Texts.refuseLdconfig(plan, "e4s-cl");
        String text = PlanJson.text(json -> {
            json.writeStartArray();
            json.writeStartObject();
            json.writeStringField("name", "abifit-" + Texts.label(plan.host().name(), 40));
            json.writeNullField("backend");
            json.writeNullField("image");
            json.writeNullField("source");
            PlanJson.strings(json, "files", sources(plan, b -> b.soname().isEmpty()));
            PlanJson.strings(json, "libraries", sources(plan, b -> !b.soname().isEmpty()));
            json.writeNullField("wi4mpi");
            json.writeEndObject();
            json.writeEndArray();
        });
        return new Emission(text, List.of("e4s-cl chooses the places in the container itself, and by version numbers whether the host's C library goes along"));
    }

    private static List<String> sources(NeutralPlan plan, Predicate<NeutralPlan.Bound> which) {
        return plan.binds().stream().filter(which).map(NeutralPlan.Bound::from).distinct().toList();
    }
}

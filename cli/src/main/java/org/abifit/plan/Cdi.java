package org.abifit.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * A specification of the Container Device Interface (cncf-tags/container-device-interface SPEC.md). Loaders refuse versions that are too low and fields that
 * they do not know: mounts with options, variables, device nodes by path, and a device whose name starts with a letter need no more than 0.3.0, the first version there is. No
 * hooks: some runtimes (Apptainer) do not run them.
 */
final class Cdi {
    private static final String VERSION = "0.3.0";
    private static final String VERSION_WITH_DIGIT = "0.5.0";
    private static final String KIND = "abifit.local/plan";
    private static final int LONGEST_NAME = 63;

    private Cdi() {}

    static Emission of(NeutralPlan plan) throws PlanException {
        Texts.refuseLdconfig(plan, "CDI");
        String device = Texts.label(plan.host().name(), LONGEST_NAME);
        String text = PlanJson.text(json -> {
            json.writeStartObject();
            json.writeStringField("cdiVersion", Character.isDigit(device.charAt(0)) ? VERSION_WITH_DIGIT : VERSION);
            json.writeStringField("kind", KIND);
            json.writeArrayFieldStart("devices");
            json.writeStartObject();
            json.writeStringField("name", device);
            json.writeObjectFieldStart("containerEdits");
            if (!plan.env().isEmpty()) {
                PlanJson.strings(json, "env", plan.env().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
            }
            if (!plan.devices().isEmpty()) {
                deviceNodes(json, plan.devices());
            }
            json.writeArrayFieldStart("mounts");
            for (NeutralPlan.Bound bound : plan.binds()) {
                json.writeStartObject();
                json.writeStringField("hostPath", bound.from());
                json.writeStringField("containerPath", bound.to());
                PlanJson.strings(json, "options", List.of("ro", "nosuid", "nodev", "rbind", "rprivate"));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
        return new Emission(text, List.of("the device is called %s=%s".formatted(KIND, device)));
    }

    private static void deviceNodes(JsonGenerator json, List<String> devices) throws IOException {
        json.writeArrayFieldStart("deviceNodes");
        for (String path : devices) {
            json.writeStartObject();
            json.writeStringField("path", path);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

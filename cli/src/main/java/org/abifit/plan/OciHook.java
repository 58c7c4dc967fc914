package org.abifit.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An OCI hook of hooks.d form (oci-hooks(5), version 1.0.0) that runs Sarus's mount hook (doc/config/mount-hook.rst), which binds
 * anything anywhere; other runtimes that read hooks.d run it, too.
 */
final class OciHook {
    private OciHook() {}

    /** {@return the configuration of the mount hook} */
    static Emission of(NeutralPlan plan) throws PlanException {
        Texts.refuseInPaths(plan, "an argument of the mount hook", ",\"");
        if (!plan.env().isEmpty()) {
            throw new PlanException(String.join(", ", plan.env().keySet()), "must be set for the application, which a hook cannot do", "take cdi, edf or podman");
        }
        List<String> args = new ArrayList<>(List.of("mount_hook"));
        for (NeutralPlan.Bound bound : plan.binds()) {
            args.add("--mount=type=bind,src=%s,dst=%s,readonly".formatted(bound.from(), bound.to()));
        }
        Map<String, String> env = plan.ldconfig() ? Map.of("LDCONFIG_PATH", "/sbin/ldconfig") : Map.of();
        String value = Texts.label(plan.host().name(), 60);
        String text = json("/opt/sarus/bin/mount_hook", args, env, Map.of("^org.abifit.plan$", "^%s$".formatted(value)));
        return new Emission(text, List.of("the hook is enabled by the annotation org.abifit.plan=" + value));
    }

    /**
     * {@return the JSON of a hook}
     *
     * @param path the program, absolute
     * @param args with its name as the first; may be empty
     * @param env in order
     * @param annotations patterns of names and values that enable it
     */
    static String json(String path, List<String> args, Map<String, String> env, Map<String, String> annotations) {
        Map<String, String> when = new LinkedHashMap<>(annotations);
        return PlanJson.text(json -> {
            json.writeStartObject();
            json.writeStringField("version", "1.0.0");
            json.writeObjectFieldStart("hook");
            json.writeStringField("path", path);
            if (!args.isEmpty()) {
                PlanJson.strings(json, "args", args);
            }
            if (!env.isEmpty()) {
                PlanJson.strings(json, "env", env.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("when");
            PlanJson.object(json, "annotations", when);
            json.writeEndObject();
            PlanJson.strings(json, "stages", List.of("createContainer"));
            json.writeEndObject();
        });
    }
}

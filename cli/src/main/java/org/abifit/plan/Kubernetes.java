package org.abifit.plan;

import java.util.List;

/** A strategic merge patch of a pod: one hostPath volume per file (Kubernetes API v1: HostPathVolumeSource, VolumeMount, whose mountPath holds no colon). */
final class Kubernetes {
    private Kubernetes() {}

    static Emission of(NeutralPlan plan) throws PlanException {
        Texts.refuseInPaths(plan, "a mountPath", ":");
        Texts.refuseLdconfig(plan, "a pod");
        StringBuilder text = new StringBuilder(Texts.comments(plan));
        text.append("# A strategic merge patch; the container it is for must be called app, or changed here.\napiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n");
        text.append("  containers:\n    - name: app\n");
        if (!plan.env().isEmpty()) {
            text.append("      env:\n");
            plan.env().forEach((name, value) -> text.append("        - name: %s\n          value: %s\n".formatted(Texts.quoted(name), Texts.quoted(value.replace("$(", "$$(")))));
        }
        text.append(plan.binds().isEmpty() ? "      volumeMounts: []\n" : "      volumeMounts:\n");
        for (int i = 0; i < plan.binds().size(); i++) {
            text.append("        - name: %s\n          mountPath: %s\n          readOnly: true\n".formatted(name(i), Texts.quoted(plan.binds().get(i).to())));
        }
        text.append(plan.binds().isEmpty() ? "  volumes: []\n" : "  volumes:\n");
        for (int i = 0; i < plan.binds().size(); i++) {
            NeutralPlan.Bound bound = plan.binds().get(i);
            text.append("    - name: %s\n      hostPath:\n        path: %s\n        type: %s\n".formatted(name(i), Texts.quoted(bound.from()), bound.folder() ? "Directory" : "File"));
        }
        return new Emission(text.toString(), List.of("the pod must be kept to nodes that are like host %s (nodeSelector); the patch does not say how".formatted(plan.host().name())));
    }

    private static String name(int i) {
        return "abifit-%d".formatted(i + 1);
    }
}

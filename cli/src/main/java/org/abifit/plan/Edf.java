package org.abifit.plan;

import java.util.List;

/** An environment definition file of CSCS's container engine (eth-cscs/cscs-docs docs/software/container-engine/edf.md): TOML, {@code ${VAR}} is expanded everywhere. */
final class Edf {
    private Edf() {}

    static Emission of(NeutralPlan plan) throws PlanException {
        Texts.refuseInPaths(plan, "a mount of an EDF", ":");
        Texts.refuseLdconfig(plan, "an EDF");
        StringBuilder text = new StringBuilder(Texts.comments(plan));
        text.append("# The image as abifit calls it: put its reference or the path of its squashfs file here.\n");
        text.append("image = %s\n".formatted(text(plan.image().name())));
        text.append("mounts = [\n");
        plan.binds().forEach(b -> text.append("    %s,\n".formatted(text(b.from() + ":" + b.to() + ":ro"))));
        text.append("]\n");
        if (!plan.env().isEmpty()) {
            text.append("\n[env]\n");
            plan.env().forEach((name, value) -> text.append("%s = %s\n".formatted(Texts.quoted(name), text(value))));
        }
        return new Emission(text.toString(), List.of("the field image holds the name of the snapshot or folder: put the image's reference there"));
    }

    private static String text(String value) {
        return Texts.quoted(value.replace("$", "$$"));
    }
}

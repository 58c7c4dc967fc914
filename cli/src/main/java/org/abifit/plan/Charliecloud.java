package org.abifit.plan;

import java.util.List;

/**
 * A script around {@code ch-run}, for an image that is a folder. Places that the image lacks are made in it first, as empty files: {@code ch-run} binds only
 * onto what is there. Its binds cannot be read-only.
 */
final class Charliecloud {
    private Charliecloud() {}

    static Emission of(NeutralPlan plan) throws PlanException {
        Texts.refuseInPaths(plan, "ch-run's --bind", ":");
        Texts.refuseLdconfig(plan, "ch-run");
        StringBuilder text = new StringBuilder("#!/bin/sh\n").append(Texts.comments(plan));
        text.append("# sh THIS IMAGE-FOLDER PROGRAM [ARGUMENT...]\nset -eu\n").append(PlainShell.USAGE).append("image=$1\nshift\n");
        text.append(PlainShell.MAKE);
        plan.binds().forEach(b -> text.append("make %s \"$image\"%s\n".formatted(b.folder() ? "folder" : "file", Texts.shell(b.at()))));
        text.append("exec ch-run \\\n");
        plan.binds().forEach(b -> text.append("    --bind=%s \\\n".formatted(Texts.shell(b.from() + ":" + b.at()))));
        text.append(plan.env().isEmpty() ? "" : "    --env-no-expand \\\n");
        plan.env().forEach((name, value) -> text.append("    --set-env=%s \\\n".formatted(Texts.shell(name + "=" + value))));
        text.append("    \"$image\" -- \"$@\"\n");
        return new Emission(text.toString(), List.of("the binds of ch-run cannot be read-only"));
    }
}

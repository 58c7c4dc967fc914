package org.abifit.plan;

/** A configuration script for {@code enroot start --conf} (NVIDIA/enroot doc/cmd/start.md, doc/image-format.md): fstab lines, whose fields are split at white space. */
final class Enroot {
    private Enroot() {}

    static Emission of(NeutralPlan plan) throws PlanException {
        Texts.refuseInPaths(plan, "a line of enroot's fstab", " \\$#");
        Texts.refuseInEnvironment(plan, "enroot's environment", "$");
        Texts.refuseLdconfig(plan, "enroot");
        StringBuilder text = new StringBuilder(Texts.comments(plan));
        text.append("mounts() {\n    cat <<'END'\n");
        plan.binds().forEach(b -> text.append("%s %s none x-create=%s,bind,ro,nosuid,nodev\n".formatted(b.from(), b.at(), b.folder() ? "dir" : "file")));
        text.append("END\n}\n\nenviron() {\n    cat <<'END'\n");
        plan.env().forEach((name, value) -> text.append("%s=%s\n".formatted(name, value)));
        text.append("END\n}\n");
        return Emission.of(text.toString());
    }
}

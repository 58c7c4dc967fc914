package org.abifit.plan;

/**
 * Options of {@code podman run} and {@code docker run}, one a line, each a word of a shell. {@code --mount} and not {@code --volume}: with the latter Docker
 * makes an empty folder of a source that is missing. The fields of {@code --mount} are read as comma-separated values.
 */
final class EngineFlags {
    private EngineFlags() {}

    static Emission of(NeutralPlan plan) throws PlanException {
        Texts.refuseInPaths(plan, "--mount", ",\"");
        Texts.refuseLdconfig(plan, "the option list");
        StringBuilder text = new StringBuilder();
        for (NeutralPlan.Bound bound : plan.binds()) {
            text.append(Texts.shell("--mount=type=bind,source=%s,target=%s,readonly".formatted(bound.from(), bound.to()))).append('\n');
        }
        plan.env().forEach((name, value) -> text.append(Texts.shell("--env=%s=%s".formatted(name, value))).append('\n'));
        plan.devices().forEach(device -> text.append("--device=").append(device).append('\n'));
        return Emission.of(text.toString());
    }
}

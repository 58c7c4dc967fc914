package org.abifit.plan;

/**
 * A module of podman-hpc (NERSC/podman-hpc etc/modules.d, podman_hpc/hook_tool.py). Its hook expands patterns, variables and {@code ~} in paths and follows
 * no links of the image, so it gets real places; it never asks for {@code --privileged}, host networks or host processes, as the shipped modules do.
 */
final class PodmanHpc {
    private static final int LONGEST_NAME = 40;

    private PodmanHpc() {}

    static Emission of(NeutralPlan plan) throws PlanException {
        Texts.refuseInPaths(plan, "podman-hpc's bind", ":*?[]$~");
        Texts.refuseLdconfig(plan, "podman-hpc");
        String name = "abifit-" + Texts.label(plan.host().name(), LONGEST_NAME);
        StringBuilder text = new StringBuilder(Texts.comments(plan));
        text.append("name: %s\ncli_arg: %s\n".formatted(Texts.quoted(name), Texts.quoted(name)));
        text.append("help: %s\n".formatted(Texts.quoted("Host libraries of " + plan.host().name() + " for image " + plan.image().name())));
        text.append("env: %s\n".formatted(Texts.quoted("ENABLE_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'))));
        if (!plan.env().isEmpty() || !plan.devices().isEmpty()) {
            text.append("additional_args:\n");
            plan.env().forEach((variable, value) -> text.append("  - %s\n".formatted(Texts.quoted("--env=%s=%s".formatted(variable, value)))));
            plan.devices().forEach(device -> text.append("  - %s\n".formatted(Texts.quoted("--device=" + device))));
        }
        text.append(plan.binds().isEmpty() ? "bind: []\n" : "bind:\n");
        plan.binds().forEach(b -> text.append("  - %s\n".formatted(Texts.quoted(b.from() + ":" + b.at()))));
        return new Emission(text.toString(), java.util.List.of("the module is enabled by 'podman-hpc run --%s'; its binds cannot be read-only".formatted(name)));
    }
}

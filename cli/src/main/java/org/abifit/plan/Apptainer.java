package org.abifit.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Apptainer and Singularity. From Apptainer 1.5 on the image's search path is put before LD_LIBRARY_PATH's default; a value of one's own stays, and
 * PREPEND_LD_LIBRARY_PATH comes first (CHANGELOG.md of 1.5.0, internal/pkg/util/fs/files/action_script.sh). Both are set: older versions hand the second
 * one through as a variable that nobody reads. The lists are split at commas and colons (pkg/runtime/engine/apptainer/config/bind.go).
 */
final class Apptainer {
    private static final String FORMAT = "APPTAINER_BIND";
    private static final String LIBRARY_PATH = "LD_LIBRARY_PATH";
    /** MAX_ARG_STRLEN of Linux: the kernel starts no program with a longer variable. */
    private static final int LONGEST_VARIABLE = 128 * 1024;

    private Apptainer() {}

    /** {@return a file for {@code .} (source), before {@code apptainer exec}} */
    static Emission environment(NeutralPlan plan) throws PlanException {
        refuse(plan);
        String list = plan.binds().stream().map(Apptainer::bind).collect(Collectors.joining(","));
        if (list.length() > LONGEST_VARIABLE / 2) {
            throw new PlanException("APPTAINER_BIND", "would have %d characters, more than a variable should hold".formatted(list.length()), "take apptainer-flags");
        }
        StringBuilder text = new StringBuilder(Texts.comments(plan));
        text.append("# Read it with '.' before apptainer or singularity starts.\n");
        for (String variable : List.of("APPTAINER_BIND", "SINGULARITY_BIND")) {
            if (!list.isEmpty()) {
                text.append("export %1$s=\"${%1$s:+$%1$s,}\"%2$s\n".formatted(variable, Texts.shell(list)));
            }
        }
        for (String prefix : List.of("APPTAINERENV_", "SINGULARITYENV_")) {
            variables(plan).forEach(v -> text.append("export %s%s=%s\n".formatted(prefix, v.getKey(), Texts.shell(v.getValue()))));
        }
        return Emission.of(text.toString());
    }

    /** {@return options, one a line} */
    static Emission flags(NeutralPlan plan) throws PlanException {
        refuse(plan);
        Texts.refuseInEnvironment(plan, "apptainer's --env", ",");
        StringBuilder text = new StringBuilder();
        plan.binds().forEach(b -> text.append(Texts.shell("--bind=" + bind(b))).append('\n'));
        variables(plan).forEach(v -> text.append(Texts.shell("--env=%s=%s".formatted(v.getKey(), v.getValue()))).append('\n'));
        return Emission.of(text.toString());
    }

    /** {@return a module file for Lmod} */
    static Emission module(NeutralPlan plan) throws PlanException {
        refuse(plan);
        StringBuilder text = new StringBuilder(Texts.comments("-- ", Texts.about(plan)));
        text.append("whatis(%s)\n".formatted(Texts.quoted("Host libraries for containers of image " + plan.image().name())));
        for (String variable : List.of("APPTAINER_BIND", "SINGULARITY_BIND")) {
            plan.binds().forEach(b -> text.append("append_path(\"%s\", %s, \",\")\n".formatted(variable, Texts.quoted(bind(b)))));
        }
        for (String prefix : List.of("APPTAINERENV_", "SINGULARITYENV_")) {
            variables(plan).forEach(v -> text.append("setenv(\"%s%s\", %s)\n".formatted(prefix, v.getKey(), Texts.quoted(v.getValue()))));
        }
        return Emission.of(text.toString());
    }

    private static void refuse(NeutralPlan plan) throws PlanException {
        Texts.refuseInPaths(plan, FORMAT, ",:\\");
        Texts.refuseLdconfig(plan, "Apptainer");
    }

    private static String bind(NeutralPlan.Bound bound) {
        return "%s:%s:ro".formatted(bound.from(), bound.to());
    }

    private static List<Map.Entry<String, String>> variables(NeutralPlan plan) {
        List<Map.Entry<String, String>> all = new java.util.ArrayList<>(plan.env().entrySet());
        if (plan.env().containsKey(LIBRARY_PATH)) {
            all.add(Map.entry("PREPEND_" + LIBRARY_PATH, plan.env().get(LIBRARY_PATH)));
        }
        return all;
    }
}

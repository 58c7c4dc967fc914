package org.abifit.lint;

import org.abifit.lint.Bound.Way;

/** Modules of podman-hpc: {@code bind} and {@code copy} hold {@code FROM:TO} with patterns, {@code additional_args} options of podman. */
final class ModuleYamlReader {
    private final Draft draft;

    ModuleYamlReader(Draft draft) {
        this.draft = draft;
    }

    void read(Tree top) throws LintFault {
        top.text("name");
        for (Tree argument : top.list("additional_args")) {
            argument(argument.asText("additional_args"));
        }
        for (Tree bind : top.list("bind")) {
            pair(bind, "bind", Way.MOUNT);
        }
        for (Tree copy : top.list("copy")) {
            pair(copy, "copy", Way.COPY);
        }
    }

    private void pair(Tree entry, String field, Way way) throws LintFault {
        LinedText text = entry.asText(field);
        if (text.text().chars().filter(c -> c == ':').count() != 1) {
            throw entry.fault("'%s' in %s is not FROM:TO".formatted(text.text(), field));
        }
        draft.pair(draft.expanded(text.text(), text.line()), way);
    }

    private void argument(LinedText argument) {
        String text = argument.text();
        for (String option : new String[] {"-e ", "--env ", "--env="}) {
            if (text.startsWith(option)) {
                draft.containerVariable(draft.expanded(text.substring(option.length()), argument.line()));
            }
        }
        if (text.startsWith("-v ") || text.startsWith("--volume ") || text.startsWith("--volume=")) {
            draft.pair(draft.expanded(text.substring(text.indexOf(text.startsWith("--volume=") ? '=' : ' ') + 1).strip(), argument.line()), Way.MOUNT);
        }
    }
}

package org.abifit.lint;

import java.util.Map;
import org.abifit.lint.Bound.Way;

/** Environment definition files (CSCS, "EDF reference"): {@code mounts} and {@code [env]}. */
final class EdfReader {
    private final Draft draft;

    EdfReader(Draft draft) {
        this.draft = draft;
    }

    void read(Tree top) throws LintFault {
        if (top.field("base_environment").isPresent()) {
            Tree base = top.field("base_environment").get();
            int line = base.value() instanceof String ? base.line() : top.list("base_environment").stream().findFirst().map(Tree::line).orElse(1);
            draft.remark(line, Severity.NOTE, "base_environment", new Fact.NotChecked("base_environment", Fact.NotChecked.Why.INHERITED));
        }
        for (Tree mount : top.list("mounts")) {
            LinedText text = mount.asText("mounts");
            if (text.text().indexOf(':') < 0) {
                throw mount.fault("'%s' in mounts is not SOURCE:DESTINATION[:FLAGS]".formatted(text.text()));
            }
            draft.pair(draft.expanded(text.text(), text.line()), Way.MOUNT);
        }
        for (Map.Entry<String, Tree> variable : top.field("env").map(Tree::fields).orElse(Map.of()).entrySet()) {
            if (variable.getValue().value() instanceof String value) {
                draft.containerVariable(variable.getKey(), draft.expanded(value, variable.getValue().line()));
            }
        }
    }
}

package org.abifit.lint;

import java.util.Map;
import org.abifit.lint.Bound.Way;

/** This program's own plans ({@code resolve --emit plan}). */
final class PlanReader {
    private final Draft draft;

    PlanReader(Draft draft) {
        this.draft = draft;
    }

    void read(Tree top) throws LintFault {
        for (Tree bind : top.list("binds")) {
            LinedText from = bind.text("from");
            draft.odd(from.text(), from.line());
            draft.bind(from, bind.text("to").text(), Way.MOUNT);
        }
        for (Map.Entry<String, Tree> variable : top.field("env").map(Tree::fields).orElse(Map.of()).entrySet()) {
            draft.containerVariable(variable.getKey(), variable.getValue().asText(variable.getKey()));
        }
        if (top.field("ldconfig").map(l -> "true".equals(l.value())).orElse(false)) {
            draft.links(true);
        }
    }
}

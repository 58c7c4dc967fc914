package org.abifit.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.abifit.lint.Bound.Way;

/**
 * OCI hooks in JSON: the assignments in {@code env} lists, wherever they stand (Sarus, "MPI hook" and "Glibc hook": {@code MPI_LIBS},
 * {@code MPI_DEPENDENCY_LIBS}, {@code BIND_MOUNTS}, {@code MPI_COMPATIBILITY_TYPE}, {@code GLIBC_LIBS}), and {@code --mount} in {@code args} ("Mount hook").
 */
final class HookReader {
    private static final String MOUNT = "--mount";

    private final Draft draft;

    HookReader(Draft draft) {
        this.draft = draft;
    }

    /** Reads a file of one hook, or one that holds hooks. */
    void read(Tree tree) throws LintFault {
        for (Tree entry : tree.value() instanceof Map<?, ?> && tree.fields().get("env") != null ? tree.list("env") : List.<Tree>of()) {
            assignment(entry.asText("env"));
        }
        arguments(tree);
        for (Tree below : tree.fields().values()) {
            read(below);
        }
        if (tree.value() instanceof List<?> list) {
            for (Object element : list) {
                read((Tree) element);
            }
        }
    }

    /** The mount hook of Sarus takes {@code --mount}; unlike its MPI hook it makes no links. */
    private void arguments(Tree tree) throws LintFault {
        List<LinedText> mounts = new ArrayList<>();
        boolean next = false;
        for (Tree entry : tree.has("args") ? tree.list("args") : List.<Tree>of()) {
            LinedText argument = entry.asText("args");
            if (next || argument.text().startsWith(MOUNT + "=")) {
                mounts.add(next ? argument : argument.behind(MOUNT.length() + 1));
            }
            next = !next && argument.text().equals(MOUNT);
        }
        for (LinedText mount : mounts) {
            draft.links(false);
            draft.mount(draft.expanded(mount.text(), mount.line()));
        }
    }

    private void assignment(LinedText entry) {
        String text = entry.text();
        int at = text.indexOf('=');
        String name = at < 0 ? text : text.substring(0, at);
        LinedText value = draft.expanded(at < 0 ? "" : text.substring(at + 1), entry.line());
        switch (name) {
            case "MPI_LIBS" -> value.split(':').forEach(l -> draft.library(l, Way.SARUS_MPI));
            case "MPI_DEPENDENCY_LIBS" -> value.split(':').forEach(l -> draft.library(l, Way.SARUS_DEPENDENCY));
            case "GLIBC_LIBS" -> value.split(':').forEach(l -> draft.library(l, Way.SARUS_GLIBC));
            case "BIND_MOUNTS" -> value.split(':').forEach(l -> draft.library(l, Way.MOUNT));
            case "MPI_COMPATIBILITY_TYPE" -> draft.check(value.text().strip());
            default -> { }
        }
    }
}

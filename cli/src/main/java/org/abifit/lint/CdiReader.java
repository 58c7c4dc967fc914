package org.abifit.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.abifit.lint.Bound.Way;

/** Container Device Interface files (CDI SPEC.md): the edits of all devices and of the file itself. */
final class CdiReader {
    private static final List<String> VERSIONS = List.of("0.1.0", "0.2.0", "0.3.0", "0.4.0", "0.5.0", "0.6.0", "0.7.0", "0.8.0", "1.0.0", "1.1.0");
    private static final String LEAST = "0.3.0";

    private final Draft draft;
    private String least = LEAST;
    private Optional<String> because = Optional.empty();
    private final List<Tree> hooks = new ArrayList<>();

    CdiReader(Draft draft) {
        this.draft = draft;
    }

    void read(Tree top) throws LintFault {
        Tree version = top.field("cdiVersion").orElseThrow(() -> top.fault("cdiVersion is missing"));
        String kind = top.text("kind").text();
        if (kind.substring(kind.indexOf('/') + 1).indexOf('.') >= 0) {
            needs("0.6.0", "a dot in kind");
        }
        annotations(top);
        if (top.list("devices").isEmpty()) {
            throw top.fault("devices is missing or empty; a CDI file names at least one");
        }
        for (Tree device : top.list("devices")) {
            if (!Character.isLetter(device.text("name").text().concat(" ").charAt(0))) {
                needs("0.5.0", "a device name that does not begin with a letter");
            }
            annotations(device);
            edits(device);
        }
        edits(top);
        version(version.asText("cdiVersion"));
        hooks();
    }

    private void annotations(Tree of) {
        if (of.field("annotations").map(a -> !a.fields().isEmpty()).orElse(false)) {
            needs("0.6.0", "annotations");
        }
    }

    private void edits(Tree holder) throws LintFault {
        Optional<Tree> found = holder.field("containerEdits");
        if (found.isEmpty()) {
            return;
        }
        Tree edits = found.get();
        for (Tree variable : edits.list("env")) {
            draft.containerVariable(variable.asText("env"));
        }
        for (Tree mount : edits.list("mounts")) {
            mount(mount);
        }
        for (Tree node : edits.list("deviceNodes")) {
            if (node.has("hostPath")) {
                needs("0.5.0", "deviceNodes.hostPath");
            }
        }
        if (edits.field("intelRdt").isPresent()) {
            needs("0.7.0", "intelRdt");
        }
        if (!edits.list("additionalGids").isEmpty()) {
            needs("0.7.0", "additionalGids");
        }
        if (!edits.list("netDevices").isEmpty()) {
            needs("1.1.0", "netDevices");
        }
        hooks.addAll(edits.list("hooks"));
    }

    private void mount(Tree mount) throws LintFault {
        if (mount.field("type").isPresent()) {
            needs("0.4.0", "mounts.type");
        }
        LinedText from = mount.text("hostPath");
        LinedText to = mount.text("containerPath");
        draft.odd(from.text(), from.line());
        draft.bind(from, to.text(), Way.MOUNT);
    }

    private void needs(String version, String field) {
        if (VERSIONS.indexOf(version) > VERSIONS.indexOf(least)) {
            least = version;
            because = Optional.of(field);
        }
    }

    private void version(LinedText stated) {
        String text = stated.text();
        int at = VERSIONS.indexOf(text);
        int enough = VERSIONS.indexOf(least);
        if (at < 0) {
            remark(stated, Severity.ERROR, Fact.CdiVersion.Kind.UNKNOWN);
        } else if (at < enough) {
            remark(stated, Severity.ERROR, Fact.CdiVersion.Kind.TOO_LOW);
        } else if (at > enough) {
            remark(stated, Severity.NOTE, Fact.CdiVersion.Kind.HIGHER_THAN_NEEDED);
        }
    }

    private void remark(LinedText stated, Severity severity, Fact.CdiVersion.Kind kind) {
        draft.remark(stated.line(), severity, "cdiVersion", new Fact.CdiVersion(stated.text(), least, because, kind));
    }

    /** The hooks of the vendor's tool are told apart by their first argument after the program's name. */
    private void hooks() throws LintFault {
        if (hooks.isEmpty()) {
            return;
        }
        TreeSet<String> names = new TreeSet<>();
        for (Tree hook : hooks) {
            List<String> words = new ArrayList<>();
            for (Tree argument : hook.list("args")) {
                words.add(argument.asText("args").text());
            }
            String path = hook.text("path").text();
            String does = words.stream().skip(1).filter(w -> !w.startsWith("-") && !w.equals("hook")).findFirst().orElse(path.substring(path.lastIndexOf('/') + 1));
            names.add(does);
            if (does.equals("update-ldcache") || does.equals("create-symlinks")) {
                draft.links(true);
            }
        }
        draft.remark(hooks.getFirst().line(), Severity.NOTE, "hooks", new Fact.CdiHooks(List.copyOf(names)));
    }
}

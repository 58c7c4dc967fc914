package org.abifit.lint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads files of sites; tells by their content what they are. */
public final class SiteReader {
    private static final Pattern EDF = Pattern.compile("(?m)^(?:(?:image|mounts|base_environment|devices|workdir)\\s+=\\s|mounts\\s*=\\s*\\[|\\[(?:env|annotations)[].])");
    private static final Pattern CDI_YAML = Pattern.compile("(?m)^\"?cdiVersion\"?:\\s");
    private static final Pattern PODMAN_HPC = Pattern.compile("(?m)^(?:cli_arg|additional_args|bind|copy):(?:\\s|$)");
    private static final Pattern EASYBUILD = Pattern.compile("(?m)^(?:easyblock|modextravars|modextrapaths|toolchain)\\s*=");
    private static final Pattern LUA = Pattern.compile("(?m)^(?:--[ \\[-]|\\s*local\\s+\\w+\\s+=\\s|\\s*(?:setenv|pushenv|prepend_path|append_path|whatis|help|load|family)\\s*\\()");
    private static final Pattern SHELL = Pattern.compile("(?m)(?:^#!.*sh\\b|^\\s*(?:export\\s+|setenv\\s+)?(?:APPTAINER|SINGULARITY)[A-Z_]*[ =]|\\b(?:apptainer|singularity|podman|sarus)\\s+(?:exec|run|shell)\\b|\\bch-run\\s)");
    private static final Pattern NAME = Pattern.compile("\\s*[A-Za-z0-9_./+-]*\\s*(?:#.*)?");

    private final Map<String, String> given;

    /** @param given variables that files take from outside, by name; byte strings */
    public SiteReader(Map<String, String> given) {
        this.given = given;
    }

    /**
     * {@return what a file says}
     *
     * @param name the file, as it was named
     * @param content its bytes
     * @param as what it is; empty: to be told from the content
     * @throws LintFault when it is not that, or nothing that is known; it names the place
     */
    SiteFile read(String name, byte[] content, Optional<SiteFormat> as) throws LintFault {
        String bytes = new String(content, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        SiteFormat format = as.isPresent() ? as.get() : recognise(bytes, content);
        Draft draft = new Draft(name, format, given);
        switch (format) {
            case OCI_HOOK -> new HookReader(draft).read(TreeReader.json(unicode(content)));
            case CDI -> new CdiReader(draft).read(bytes.stripLeading().startsWith("{") ? TreeReader.json(unicode(content)) : TreeReader.yaml(unicode(content)));
            case PLAN -> new PlanReader(draft).read(TreeReader.json(unicode(content)));
            case PODMAN_HPC -> new ModuleYamlReader(draft).read(TreeReader.yaml(unicode(content)));
            case EDF -> new EdfReader(draft).read(TreeReader.toml(unicode(content)));
            case LIBRARY_LIST -> new ListReader(draft).read(bytes);
            case SHELL -> new ShellReader(draft).read(bytes);
            case EASYBUILD -> new ScriptReader(draft, false).read(bytes);
            case LUA -> new ScriptReader(draft, true).read(bytes);
            case TCL -> new TclReader(draft).read(bytes);
        }
        return draft.done();
    }

    private static String unicode(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static SiteFormat recognise(String text, byte[] content) throws LintFault {
        if (text.stripLeading().startsWith("{")) {
            return ofObject(TreeReader.json(unicode(content)));
        }
        if (text.startsWith("#%Module")) {
            return SiteFormat.TCL;
        }
        if (text.startsWith("#!") && SHELL.matcher(text).find()) {
            return SiteFormat.SHELL;
        }
        if (CDI_YAML.matcher(text).find()) {
            return SiteFormat.CDI;
        }
        if (EASYBUILD.matcher(text).find()) {
            return SiteFormat.EASYBUILD;
        }
        if (LUA.matcher(text).find()) {
            return SiteFormat.LUA;
        }
        if (EDF.matcher(text).find()) {
            return SiteFormat.EDF;
        }
        if (PODMAN_HPC.matcher(text).find()) {
            return SiteFormat.PODMAN_HPC;
        }
        if (SHELL.matcher(text).find()) {
            return SiteFormat.SHELL;
        }
        if (text.contains(".so") && text.lines().allMatch(l -> NAME.matcher(l).matches())) {
            return SiteFormat.LIBRARY_LIST;
        }
        throw unknown(1, 1);
    }

    private static SiteFormat ofObject(Tree top) throws LintFault {
        if (top.has("cdiVersion")) {
            return SiteFormat.CDI;
        }
        if (top.has("binds") && top.has("image")) {
            return SiteFormat.PLAN;
        }
        if (top.has("hook") || top.has("hooks") || top.has("env")) {
            return SiteFormat.OCI_HOOK;
        }
        throw unknown(top.line(), top.column());
    }

    private static LintFault unknown(int line, int column) {
        return new LintFault(line, column, "is none of the known formats (%s)".formatted(String.join(", ",
                Arrays.stream(SiteFormat.values()).map(SiteFormat::word).toList())));
    }
}

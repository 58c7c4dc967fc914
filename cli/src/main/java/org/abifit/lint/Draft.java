package org.abifit.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.abifit.lint.Bound.Way;
import org.abifit.root.Glob;

/** A {@link SiteFile} while it is read. */
final class Draft {
    /** Where Apptainer and Singularity put bound libraries ({@code --nv}, {@code --rocm}, {@code CONTAINLIBS}). */
    static final String APPTAINER_FOLDER = "/.singularity.d/libs";
    private static final Pattern BIND = Pattern.compile("(?:APPTAINER|SINGULARITY)_BIND(?:PATH)?");
    private static final Pattern LIBRARIES = Pattern.compile("(?:APPTAINER|SINGULARITY)_CONTAINLIBS");
    private static final Pattern LIBRARY_PATH = Pattern.compile("(?:APPTAINER|SINGULARITY)ENV_(?:PREPEND_)?LD_LIBRARY_PATH");
    private static final Pattern PRELOAD = Pattern.compile("(?:APPTAINER|SINGULARITY)ENV_LD_PRELOAD");

    private final String name;
    private final SiteFormat format;
    private final Map<String, String> given;
    private final Set<Bound> binds = new LinkedHashSet<>();
    private final Set<LinedText> names = new LinkedHashSet<>();
    private final Set<LinedText> libraryPath = new LinkedHashSet<>();
    private final Set<LinedText> preloads = new LinkedHashSet<>();
    private final List<Finding> remarks = new ArrayList<>();
    private boolean links;
    private Optional<String> check = Optional.empty();

    /**
     * @param name the file, as it was named
     * @param given variables that the file takes from outside
     */
    Draft(String name, SiteFormat format, Map<String, String> given) {
        this.name = name;
        this.format = format;
        this.given = given;
        this.links = format.makesLinks();
    }

    SiteFile done() {
        return new SiteFile(name, format, List.copyOf(binds), List.copyOf(names), List.copyOf(libraryPath), List.copyOf(preloads), links, check, List.copyOf(remarks));
    }

    /** {@return a variable that was given from outside, or null} */
    LinedText given(String variable, int line) {
        String value = given.get(variable);
        return value == null ? null : LinedText.of(value, line);
    }

    /** {@return a text with the variables that were given} */
    LinedText expanded(String text, int line) {
        return LinedText.of(text, line).expand(v -> given(v, line));
    }

    void remark(int line, Severity severity, String subject, Fact fact) {
        Finding finding = new Finding(name, line, severity, subject, Optional.empty(), fact);
        if (!remarks.contains(finding)) {
            remarks.add(finding);
        }
    }

    void links(boolean made) {
        links = made;
    }

    void check(String level) {
        check = Optional.of(level);
    }

    void libraryName(LinedText start) {
        names.add(start);
    }

    /** Takes a variable that Apptainer or Singularity reads; others are passed over. */
    void variable(String variable, LinedText value) {
        if (BIND.matcher(variable).matches()) {
            bindList(value);
        } else if (LIBRARIES.matcher(variable).matches()) {
            value.split(',').forEach(library -> bind(library, library.text(), Way.APPTAINER_FOLDER));
        } else if (LIBRARY_PATH.matcher(variable).matches()) {
            libraryPath(value);
        } else if (PRELOAD.matcher(variable).matches()) {
            preload(value);
        }
    }

    /** {@return whether {@link #variable} takes it} */
    static boolean known(String variable) {
        return BIND.matcher(variable).matches() || LIBRARIES.matcher(variable).matches() || LIBRARY_PATH.matcher(variable).matches()
                || PRELOAD.matcher(variable).matches();
    }

    /** Takes {@code FROM[:TO[:OPTIONS]]}, separated by commas (Apptainer, "Bind Paths and Mounts"). */
    void bindList(LinedText value) {
        value.split(',').forEach(item -> pair(item, Way.MOUNT));
    }

    /** Takes {@code FROM[:TO[:OPTIONS]]}. */
    void pair(LinedText item, Way way) {
        List<LinedText> sides = item.split(':');
        if (!sides.isEmpty()) {
            bind(sides.getFirst(), sides.size() > 1 ? sides.get(1).text() : sides.getFirst().text(), way);
        }
    }

    /** Takes {@code type=bind,src=FROM,dst=TO[,OPTION...]}, the {@code --mount} of runtimes; other types bind nothing of the host. */
    void mount(LinedText value) {
        Map<String, LinedText> fields = new HashMap<>();
        for (LinedText field : value.split(',')) {
            int at = field.text().indexOf('=');
            fields.put(field.text().substring(0, Math.max(at, 0)), field.behind(at + 1));
        }
        Optional<LinedText> from = first(fields, "src", "source");
        Optional<LinedText> to = first(fields, "dst", "destination", "target");
        if (first(fields, "type").filter(t -> t.text().equals("bind")).isPresent() && from.isPresent() && to.isPresent()) {
            bind(from.get(), to.get().text(), Way.MOUNT);
        }
    }

    private static Optional<LinedText> first(Map<String, LinedText> fields, String... names) {
        return Stream.of(names).filter(fields::containsKey).findFirst().map(fields::get);
    }

    /** Takes a library that a hook puts where the image has it. */
    void library(LinedText path, Way way) {
        bind(path, path.text(), way);
    }

    /** Takes one bind. */
    void bind(LinedText from, String to, Way way) {
        int line = from.line();
        String source = from.text();
        String target = to;
        if (!source.equals(source.strip()) || !target.equals(target.strip())) {
            remark(line, Severity.WARNING, source.strip(), new Fact.Separator(source, Fact.Separator.Kind.BLANK));
            source = source.strip();
            target = target.strip();
        }
        if (Expansion.open(source) || Expansion.open(target)) {
            remark(line, Severity.NOTE, source, new Fact.NotChecked(Expansion.open(source) ? source : target, Fact.NotChecked.Why.VARIABLE));
            return;
        }
        if (!source.startsWith("/")) {
            relative(source, line);
            return;
        }
        if (!target.startsWith("/")) {
            remark(line, Severity.ERROR, target, new Fact.RelativeTarget(target));
            target = "/" + target;
        }
        binds.add(new Bound(source, target, line, way));
    }

    /** A source below the folder of the file or of the process is known to them only; elsewhere it is what a separator left of a path. */
    private void relative(String source, int line) {
        boolean meant = source.startsWith("./") || source.startsWith("../") || source.startsWith("~") || format == SiteFormat.PODMAN_HPC;
        if (meant) {
            remark(line, Severity.NOTE, source, new Fact.NotChecked(source, Fact.NotChecked.Why.RELATIVE));
        } else {
            remark(line, Severity.ERROR, source, new Fact.Separator(source, Fact.Separator.Kind.NOT_ABSOLUTE));
        }
    }

    /** Says that a path would be cut by other syntaxes, where a file's own syntax does not mind. */
    void odd(String path, int line) {
        if (path.indexOf(',') >= 0 || path.indexOf(':') >= 0) {
            remark(line, Severity.WARNING, path, new Fact.Separator(path, Fact.Separator.Kind.COMMA_OR_COLON));
        }
    }

    /** Takes the container's LD_LIBRARY_PATH. */
    void libraryPath(LinedText value) {
        value.split(':').stream().filter(f -> !Expansion.open(f.text()) && f.text().startsWith("/")).forEach(libraryPath::add);
    }

    /** Takes the container's LD_PRELOAD: names separated by colons or blanks (ld.so(8)). */
    void preload(LinedText value) {
        for (LinedText part : value.split(':')) {
            for (LinedText one : part.split(' ')) {
                if (Expansion.open(one.text())) {
                    remark(one.line(), Severity.NOTE, one.text(), new Fact.NotChecked(one.text(), Fact.NotChecked.Why.VARIABLE));
                } else {
                    preloads.add(one);
                }
            }
        }
    }

    /** Takes {@code K=V} for the container's environment. */
    void containerVariable(LinedText assignment) {
        String text = assignment.text();
        int at = text.indexOf('=');
        if (at > 0) {
            containerVariable(text.substring(0, at), LinedText.of(text.substring(at + 1), assignment.line()));
        }
    }

    /** Takes a variable of the container's environment. */
    void containerVariable(String variable, LinedText value) {
        if (variable.equals("LD_LIBRARY_PATH")) {
            libraryPath(value);
        } else if (variable.equals("LD_PRELOAD")) {
            preload(value);
        }
    }

    /** {@return whether a path is a pattern of a shell's kind} */
    static boolean pattern(String path) {
        return Glob.isPattern(path);
    }
}

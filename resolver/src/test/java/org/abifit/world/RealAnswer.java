package org.abifit.world;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadRemark;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Verdict;

/**
 * What a loader said, in the words in which it is compared with the model.
 *
 * @param verdict OK when nothing was missing in the trace and the program ran with all symbols bound at start
 * @param lazy OK when it ran as it is built
 * @param message the first line of a failed start
 * @param errors kind and names of everything that was missed
 * @param warnings lines that are printed on the way
 * @param resolved soname to path
 * @param objects what is mapped: the name that each was first asked for by, and its path
 * @param spared errors that only a trace tells of
 * @param crashed whether a start ended by a signal
 * @param whole whether the list of errors is: a trace ends at a file that is none, and in a few cases by a crash
 */
public record RealAnswer(Verdict verdict, Verdict lazy, Optional<String> message, SortedSet<String> errors, SortedSet<String> warnings,
        SortedMap<String, String> resolved, SortedSet<String> objects, SortedSet<String> spared, boolean crashed, boolean whole) {
    /** What is said when nothing can be. */
    static final RealAnswer UNKNOWN = new RealAnswer(Verdict.UNKNOWN, Verdict.UNKNOWN, Optional.empty(), Collections.emptySortedSet(), Collections.emptySortedSet(),
            Collections.emptySortedMap(), Collections.emptySortedSet(), Collections.emptySortedSet(), false, true);

    private static final Set<String> LOADERS = Set.of("ld-linux-x86-64.so.2", "ld-musl-x86_64.so.1");
    private static final Pattern FOUND = Pattern.compile("^\t(\\S+) => (\\S+) \\((?:0x[0-9a-f]+|0|\\(nil\\))\\)$");
    private static final Pattern MISSING = Pattern.compile("^\t(\\S+) => not found$");
    private static final Pattern ITSELF = Pattern.compile("^\t([^ ]*/\\S+) \\(0x[0-9a-f]+\\)$");
    private static final Pattern VERSION = Pattern.compile("^\\S+: (\\S+): version `([^']+)' not found \\(required by ([^)]+)\\)");
    private static final Pattern SYMBOL = Pattern.compile("undefined symbol: ([^\\s,]+)(?:, version (?:(\\S+))?)?\\s*(?:\\(([^)]+)\\))?");
    private static final Pattern NO_SYMBOL = Pattern.compile("Error relocating (\\S+): (\\S+): symbol not found");
    private static final Pattern NO_FILE = Pattern.compile("(?:error while loading shared libraries: |Error loading shared library )(\\S+): (?:cannot open shared object file|No such file or directory)");
    private static final Pattern OTHER = Pattern.compile("^(?!ERROR: ld\\.so: object).*(error while loading shared libraries: |symbol lookup error: |relocation error: |Inconsistency detected|Error loading shared library|CPU ISA level)");
    private static final Pattern WARNING = Pattern.compile("^ERROR: ld\\.so: object|: no version information available \\(|: weak version `|has different size in shared object|^warning: (copy relocation|direct reference)");
    private static final Pattern LINE_NUMBER = Pattern.compile("(Inconsistency detected by ld\\.so: \\S+:) \\d+:");

    static RealAnswer of(Oracle.Ended trace, Oracle.Ended now, Oracle.Ended lazy) {
        SortedMap<String, String> resolved = new TreeMap<>();
        SortedSet<String> objects = new TreeSet<>();
        SortedSet<String> errors = new TreeSet<>();
        trace.text().lines().forEach(line -> line(line, resolved, objects, errors));
        now.text().lines().forEach(line -> line(line, resolved, objects, errors));
        boolean starts = now.code() == 0;
        Optional<String> message = starts ? Optional.empty()
                : now.text().lines().filter(l -> !l.isBlank() && !l.startsWith("ERROR: ld.so: object")).findFirst();
        if (starts) {
            errors.removeIf(e -> e.startsWith("lib-not-found"));
        }
        if (!starts && errors.isEmpty()) {
            errors.add(now.code() > 128 ? "crash" : "loader-other");
        }
        return new RealAnswer(errors.isEmpty() ? Verdict.OK : Verdict.FAIL, lazy.code() == 0 ? Verdict.OK : Verdict.FAIL,
                message.map(m -> LINE_NUMBER.matcher(m).replaceFirst("$1")), errors, warnings(now), resolved, objects, Collections.emptySortedSet(),
                now.crashed() || lazy.crashed(), trace.code() == 0 && !trace.text().contains("statically linked"));
    }

    /** A start takes no notice of a missing DT_AUXILIARY, which a trace lists as not found. */
    private static SortedSet<String> spared(LoadReport report) {
        return report.notes().stream().filter(n -> n.kind().equals("auxiliary-missing")).map(n -> "lib-not-found " + n.object()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> warnings(Oracle.Ended now) {
        return now.text().lines().filter(l -> WARNING.matcher(l).find()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void line(String line, SortedMap<String, String> resolved, SortedSet<String> objects, SortedSet<String> errors) {
        Matcher found = FOUND.matcher(line);
        Matcher itself = ITSELF.matcher(line);
        if (found.matches()) {
            resolved.putIfAbsent(found.group(1), found.group(2));
            object(found.group(1), found.group(2), objects);
        } else if (itself.matches()) {
            resolved.put(itself.group(1).substring(itself.group(1).lastIndexOf('/') + 1), itself.group(1));
            object(itself.group(1), itself.group(1), objects);
        } else {
            error(line).ifPresent(errors::add);
        }
    }

    /** The loader's own line does not count: a trace leaves it out when nothing needs the loader. */
    private static void object(String name, String path, SortedSet<String> objects) {
        if (!isLoader(name) && !isLoader(path)) {
            objects.add(name + " => " + path.replaceAll("/+", "/"));
        }
    }

    private static Optional<String> error(String line) {
        Matcher m = MISSING.matcher(line);
        if (m.matches()) {
            return Optional.of("lib-not-found " + m.group(1));
        }
        m = VERSION.matcher(line);
        if (m.find()) {
            return Optional.of("version-not-found %s %s by %s".formatted(m.group(1), m.group(2), m.group(3)));
        }
        m = SYMBOL.matcher(line);
        if (m.find()) {
            String by = m.group(3) != null ? m.group(3) : asker(line, m.start());
            return Optional.of("undefined-symbol %s %s by %s".formatted(m.group(1), m.group(2) == null ? "-" : m.group(2), by));
        }
        m = NO_SYMBOL.matcher(line);
        if (m.find()) {
            return Optional.of("undefined-symbol %s - by %s".formatted(m.group(2), m.group(1)));
        }
        m = NO_FILE.matcher(line);
        if (m.find()) {
            return Optional.of("lib-not-found " + m.group(1));
        }
        return OTHER.matcher(line).find() ? Optional.of(kindOf(line)) : Optional.empty();
    }

    /** A started loader names the asker before what is missing: {@code PROGRAM: symbol lookup error: ASKER: undefined symbol}. */
    private static String asker(String line, int end) {
        List<String> parts = List.of(line.substring(0, end).split(": "));
        return parts.getLast().strip();
    }

    private static String kindOf(String line) {
        if (line.contains("wrong ELF class")) {
            return "wrong-class";
        }
        if (line.contains("with link time reference")) {
            return "symbol-version";
        }
        boolean file = Pattern.compile(": (invalid ELF header|file too short|ELF file.*|cannot read file data.*|object file has no .*)$")
                .matcher(line).find();
        return file ? "bad-elf" : "loader-other";
    }

    /** {@return what the model said, in the same words} */
    public static RealAnswer of(LoadReport report) {
        SortedSet<String> errors = new TreeSet<>();
        report.errors().forEach(e -> errors.add(words(e)));
        SortedMap<String, String> resolved = new TreeMap<>();
        report.resolved().forEach((name, path) -> resolved.put(name, path.replaceAll("/+", "/")));
        SortedSet<String> objects = new TreeSet<>();
        report.objects().stream().skip(resolved.isEmpty() ? Long.MAX_VALUE : 1).forEach(o -> object(o.name(), o.path(), objects));
        SortedSet<String> warnings = report.warnings().stream().map(LoadRemark::message).filter(l -> WARNING.matcher(l).find()).collect(Collectors.toCollection(TreeSet::new));
        return new RealAnswer(report.verdict(), report.lazy(), report.message(), errors, warnings, resolved, objects, spared(report), false, true);
    }

    private static String words(LoadError e) {
        String version = e.version().orElse("-");
        String by = e.requiredBy().orElse("-");
        return switch (e.kind()) {
            case LIB_NOT_FOUND -> "lib-not-found " + e.name().orElseThrow();
            case VERSION_NOT_FOUND -> "version-not-found %s %s by %s".formatted(e.object().orElseThrow(), version, by);
            case UNDEFINED_SYMBOL -> "undefined-symbol %s %s by %s".formatted(e.name().orElseThrow(), version, by);
            case EXEC, INTERP_MISSING, BAD_ELF, WRONG_CLASS, SYMBOL_VERSION, STATIC_TLS, LOADER_OTHER -> e.kind().word();
        };
    }

    /**
     * {@return this answer as far as it must be equal to the other} What a failing load maps does not count.
     */
    public RealAnswer comparedTo(RealAnswer other) {
        return new RealAnswer(verdict, lazy, message, whole ? seenIn(other) : other.seenIn(this), warned(other), Collections.emptySortedMap(),
                verdict == Verdict.OK ? objects : Collections.emptySortedSet(), Collections.emptySortedSet(), false, true);
    }

    /** {@return an answer that differs from this one in what is said of the start} */
    RealAnswer saying(Verdict now, Verdict later, Optional<String> line, SortedSet<String> missed) {
        return new RealAnswer(now, later, line, missed, warnings, resolved, objects, spared, crashed, true);
    }

    private static boolean isLoader(String path) {
        return LOADERS.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /** {@return the first line with the names taken out} */
    Optional<String> messageClass() {
        return message.map(m -> m.replaceAll("(?<![a-z])/[^ :)]*|[.$][^ :)]*/[^ :)]*|\\blib[a-z]*\\.[^ :)]*", "F").replaceAll("[`'][^']*'", "V")
                .replaceAll("undefined symbol: \\w+(, version \\w+)?", "undefined symbol: S").replaceAll(" \\w+: symbol not found", " S: symbol not found"));
    }

    /** A start that ends early does not live to warn of everything. */
    private SortedSet<String> warned(RealAnswer other) {
        SortedSet<String> warned = new TreeSet<>(warnings);
        if (verdict != Verdict.OK) {
            warned.retainAll(other.warnings);
        }
        return warned;
    }

    /**
     * A start that an assertion ends lives to miss nothing more, while a trace goes on with empty libraries in the place of missing filtees.
     * Files of the other class show in the first line only: a trace says "not found". And where a library is missing, a trace takes
     * its versions from memory that was never written, so what it says of symbols then is not to be relied on.
     */
    private SortedSet<String> seenIn(RealAnswer other) {
        SortedSet<String> seen = new TreeSet<>(errors);
        other.spared.stream().filter(e -> !other.errors.contains(e)).forEach(seen::remove);
        if (seen.stream().anyMatch(e -> e.startsWith("lib-not-found"))) {
            seen.removeIf(e -> e.startsWith("undefined-symbol") || e.equals("loader-other"));
        }
        if (!other.whole || message.filter(m -> m.contains("`needed != NULL'")).isPresent()) {
            seen.retainAll(other.errors);
        }
        if (message.filter(m -> m.contains("wrong ELF class")).isEmpty()) {
            seen.remove("wrong-class");
        }
        return seen;
    }
}

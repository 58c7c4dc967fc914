package org.abifit.runs;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadReport;

/** What is missing now and was not as shipped. */
final class Lacks {
    private static final int MOST_SYMBOLS = 3;

    private Lacks() {}

    /** {@return the errors of a report that another does not have} */
    static List<LoadError> fresh(LoadReport report, LoadReport shipped) {
        Set<List<Object>> before = new HashSet<>();
        shipped.errors().forEach(e -> before.add(key(e)));
        return report.errors().stream().filter(e -> !before.contains(key(e))).toList();
    }

    private static List<Object> key(LoadError error) {
        return List.of(error.kind(), error.name(), error.version(), error.requiredBy().map(Sides::baseName));
    }

    /** {@return the first few symbols of errors, sorted} */
    static List<String> symbols(List<LoadError> errors) {
        return errors.stream().map(LoadError::name).flatMap(Optional::stream).filter(Objects::nonNull).distinct().sorted().limit(MOST_SYMBOLS).toList();
    }
}

package org.abifit.drift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadError.Kind;

/** Of all that a loader refuses, what explains the rest: a library that is missing takes its symbols along, a version node those of that version. */
final class Causes {
    private Causes() {}

    /** {@return the errors that no other one explains; symbols that one object misses are one element} */
    static List<Lost> of(String app, List<LoadError> errors) {
        boolean libraryMissing = errors.stream().anyMatch(e -> e.kind() != Kind.UNDEFINED_SYMBOL && e.kind() != Kind.SYMBOL_VERSION && e.kind() != Kind.VERSION_NOT_FOUND);
        Set<Optional<String>> versions = new HashSet<>();
        errors.stream().filter(e -> e.kind() == Kind.VERSION_NOT_FOUND).forEach(e -> versions.add(e.version()));
        List<Lost> causes = new ArrayList<>();
        Map<Optional<String>, List<LoadError>> symbols = new LinkedHashMap<>();
        for (LoadError error : errors) {
            if (error.kind() != Kind.UNDEFINED_SYMBOL && error.kind() != Kind.SYMBOL_VERSION) {
                causes.add(new Lost.Refused(app, error, List.of()));
            } else if (error.version().isPresent() ? !versions.contains(error.version()) : !libraryMissing) {
                symbols.computeIfAbsent(error.requiredBy(), by -> new ArrayList<>()).add(error);
            }
        }
        symbols.values().forEach(all -> causes.add(new Lost.Refused(app, all.getFirst(), all.stream().skip(1).flatMap(e -> e.name().stream()).distinct().sorted().toList())));
        if (causes.isEmpty()) {
            errors.stream().limit(1).forEach(e -> causes.add(new Lost.Refused(app, e, List.of())));
        }
        return causes;
    }
}

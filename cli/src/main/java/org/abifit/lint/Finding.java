package org.abifit.lint;

import java.util.Comparator;
import java.util.Optional;

/**
 * Something that is wrong, doubtful or good to know about a line of a file.
 *
 * @param file the file, as it was named
 * @param line the line, from 1
 * @param severity how much it weighs
 * @param subject the path, library or field that it is about, a byte string
 * @param image the image that it was found with; empty where it holds for any
 * @param fact what it is
 */
public record Finding(String file, int line, Severity severity, String subject, Optional<String> image, Fact fact) {
    /** By line; of one line the weightiest first. */
    static final Comparator<Finding> ORDER = Comparator.comparingInt(Finding::line).thenComparing(Finding::severity).thenComparing(Finding::rule)
            .thenComparing(Finding::subject).thenComparing(f -> f.image().orElse("")).thenComparing(f -> f.fact().toString());

    /** {@return the rule that it breaks} */
    public LintRule rule() {
        return fact.rule();
    }
}

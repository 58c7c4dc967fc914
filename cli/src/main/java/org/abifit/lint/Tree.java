package org.abifit.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a JSON, YAML or TOML file that knows its place.
 *
 * @param value a map of names to trees, a list of trees, a text (scalars of all sorts, as written) or null
 * @param line from 1
 * @param column from 1
 */
record Tree(Object value, int line, int column) {

    /** {@return the fields of an object, in order; none where it is no object} */
    @SuppressWarnings("unchecked")
    Map<String, Tree> fields() {
        return value instanceof Map<?, ?> ? (Map<String, Tree>) value : Map.of();
    }

    /** {@return whether it is an object with this field} */
    boolean has(String field) {
        return fields().containsKey(field);
    }

    /** {@return a field of an object; null values are absent} */
    Optional<Tree> field(String name) {
        return Optional.ofNullable(fields().get(name)).filter(f -> f.value != null);
    }

    /**
     * {@return the elements of a list in a field; none where there is no such field}
     *
     * @throws LintFault when it is something else
     */
    @SuppressWarnings("unchecked")
    List<Tree> list(String name) throws LintFault {
        Tree field = field(name).orElse(null);
        if (field == null) {
            return List.of();
        }
        if (!(field.value instanceof List<?>)) {
            throw field.fault(name + " is no list");
        }
        return (List<Tree>) field.value;
    }

    /**
     * {@return the text in a field}
     *
     * @throws LintFault when there is none
     */
    LinedText text(String name) throws LintFault {
        return field(name).orElseThrow(() -> fault(name + " is missing")).asText(name);
    }

    /**
     * {@return this value as a text}
     *
     * @param name what it is called in the error
     */
    LinedText asText(String name) throws LintFault {
        if (!(value instanceof String text)) {
            throw fault(name + " is no text");
        }
        return new LinedText(List.of(new LinedText.Part(text, line)));
    }

    /** {@return an error that names this place} */
    LintFault fault(String problem) {
        return new LintFault(line, column, problem);
    }
}

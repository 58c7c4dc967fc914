package org.abifit.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.abifit.root.Glob;

/** The fields of one object of a file that has a form; those that nobody asked for are errors, so that typing errors show. */
final class Fields {
    private final String at;
    private final Map<?, ?> map;
    private final Set<String> asked = new HashSet<>();

    /**
     * @param at where it stands, as {@code family[2].components[0]}; empty at the top
     * @param value what should be an object
     */
    Fields(String at, Object value) {
        this.at = at;
        if (!(value instanceof Map<?, ?> object)) {
            throw new MisfitException(at, "is no object");
        }
        this.map = object;
    }

    /** Something that is not as the form says, and where. */
    static final class MisfitException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String at;

        MisfitException(String at, String problem) {
            super(problem);
            this.at = at;
        }

        /** {@return the field, as {@code family[2].name}; empty for the file as a whole} */
        String at() {
            return at;
        }
    }

    /** {@return where a field stands} */
    String at(String field) {
        return at.isEmpty() ? field : at + "." + field;
    }

    /** {@return that a field is wrong} */
    MisfitException wrong(String field, String problem) {
        return new MisfitException(at(field), problem);
    }

    private <T> Optional<T> get(String field, Class<T> type, String what) {
        asked.add(field);
        Object value = map.get(field);
        if (value != null && !type.isInstance(value)) {
            throw wrong(field, "is no " + what);
        }
        return Optional.ofNullable(type.cast(value));
    }

    /** {@return whether a field is given} */
    boolean has(String field) {
        return map.containsKey(field);
    }

    int number(String field) {
        return get(field, Number.class, "number").orElseThrow(() -> wrong(field, "is missing")).intValue();
    }

    boolean flag(String field) {
        return get(field, Boolean.class, "true or false").orElse(false);
    }

    Optional<String> optional(String field) {
        return get(field, String.class, "text");
    }

    String text(String field) {
        return optional(field).orElseThrow(() -> wrong(field, "is missing"));
    }

    /** {@return a text that must be given, unless the entry only adds to another} */
    String text(String field, boolean mayBeMissing) {
        return mayBeMissing ? optional(field).orElse("") : text(field);
    }

    /** {@return one of a few words} */
    String word(String field, List<String> words, String fallback) {
        String word = optional(field).orElse(fallback);
        if (!words.contains(word)) {
            throw wrong(field, "'%s' is none of %s".formatted(word, String.join(", ", words.stream().filter(w -> !w.isEmpty()).toList())));
        }
        return word;
    }

    List<String> texts(String field) {
        return get(field, List.class, "list").map(list -> texts(field, list)).orElse(List.of());
    }

    private List<String> texts(String field, List<?> list) {
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof String text)) {
                throw wrong(field, "is no list of texts");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    /** {@return a list of texts that must be given and hold something, unless the entry only adds to another} */
    List<String> someTexts(String field, boolean mayBeMissing) {
        List<String> texts = texts(field);
        if (texts.isEmpty() && !mayBeMissing) {
            throw wrong(field, map.containsKey(field) ? "is empty" : "is missing");
        }
        return texts;
    }

    /** {@return a text or a list of texts} */
    List<String> oneOrMore(String field) {
        asked.add(field);
        return switch (map.get(field)) {
            case String text -> List.of(text);
            case List<?> list -> texts(field, list);
            case null, default -> throw wrong(field, "is neither a text nor a list of texts");
        };
    }

    List<Glob> globs(String field) {
        return texts(field).stream().map(text -> glob(field, text)).toList();
    }

    private Glob glob(String field, String text) {
        try {
            return Glob.of(text);
        } catch (IllegalArgumentException e) {
            throw wrong(field, e.getMessage());
        }
    }

    /** {@return an object; one without fields where it is not given} */
    Fields object(String field) {
        asked.add(field);
        return new Fields(at(field), map.containsKey(field) ? map.get(field) : Map.of());
    }

    /** {@return an object that must be given} */
    Fields someObject(String field) {
        asked.add(field);
        return new Fields(at(field), map.get(field));
    }

    /** {@return a list of objects that must be given} */
    <T> List<T> someObjects(String field, Function<Fields, T> read) {
        if (!has(field)) {
            throw wrong(field, "is missing");
        }
        return objects(field, read);
    }

    <T> List<T> objects(String field, Function<Fields, T> read) {
        List<T> all = new ArrayList<>();
        for (Object element : get(field, List.class, "list").orElse(List.of())) {
            all.add(read.apply(new Fields("%s[%d]".formatted(at(field), all.size()), element)));
        }
        return List.copyOf(all);
    }

    /** {@return the names of all fields, in the order of the file} */
    List<String> names() {
        return map.keySet().stream().map(String::valueOf).toList();
    }

    /** Fails for the first field that nobody asked for. */
    void done() {
        names().stream().filter(f -> !asked.contains(f)).findFirst().ifPresent(f -> {
            throw wrong(f, "no such field");
        });
    }
}

package org.abifit.cli;

import com.fasterxml.jackson.core.JacksonException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.abifit.plugin.LineRule;
import org.abifit.plugin.Place;
import org.abifit.plugin.PluginFamily;
import org.abifit.plugin.Priority;
import org.abifit.plugin.Recognition;
import org.abifit.root.Glob;

/** Reads files of plug-in families (schema {@code plugin-families}); what it does not know is an error, so that typing errors show. */
final class FamilyReader {
    private static final int SCHEMA = 1;
    private static final Recognition NOBODY = new Recognition(List.of(), List.of(), List.of(), List.of());

    private final String file;

    private FamilyReader(String file) {
        this.file = file;
    }

    /**
     * One entry of a file.
     *
     * @param extend whether its places are added to those of the family of this name, instead of replacing it
     */
    record Entry(PluginFamily family, boolean extend) {}

    /**
     * {@return the families of a file}
     *
     * @param file its name, for people
     * @throws CommandFailure when the text is no such file; it names the place
     */
    static List<Entry> read(String file, String text) throws CommandFailure {
        FamilyReader reader = new FamilyReader(file);
        try {
            return reader.families(new Fields("", JsonTree.parse(text)));
        } catch (JacksonException e) {
            throw reader.failure("line %d, column %d: %s".formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage()));
        } catch (MisfitException e) {
            throw reader.failure(e.getMessage());
        }
    }

    private CommandFailure failure(String problem) {
        return new CommandFailure(file, problem, "'abifit schema plugin-families' has the form");
    }

    /** Something that is not as the schema says, and where. */
    private static final class MisfitException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MisfitException(String at, String problem) {
            super((at.isEmpty() ? "top" : at) + ": " + problem);
        }
    }

    private List<Entry> families(Fields top) {
        if (top.number("schema") != SCHEMA) {
            throw new MisfitException("schema", "this program knows schema %d only".formatted(SCHEMA));
        }
        List<Entry> entries = top.objects("families", FamilyReader::entry);
        top.done();
        Set<String> names = new HashSet<>();
        for (Entry entry : entries) {
            if (!names.add(entry.family().name())) {
                throw new MisfitException("families", "two are called " + entry.family().name());
            }
        }
        return entries;
    }

    private static Entry entry(Fields of) {
        boolean extend = of.flag("extend");
        PluginFamily family = new PluginFamily(of.text("name"), of.text("about", extend), of.texts("sources"), of.text("date", extend),
                of.optionalObject("openedBy", extend).map(FamilyReader::recognition).orElse(NOBODY),
                of.optional("priority").map(word -> priority(of, word)).orElse(Priority.RECOMMENDED), of.flag("anyOf"), of.flag("now"), of.flag("global"),
                of.objects("places", FamilyReader::place));
        of.done();
        if (!family.name().matches("[a-z][a-z0-9-]*")) {
            throw new MisfitException(of.at + ".name", "is no word of small letters, digits and dashes");
        }
        return new Entry(family, extend);
    }

    private static Recognition recognition(Fields of) {
        Recognition recognition = new Recognition(of.globs("sonames"), of.globs("programs"), of.globs("beside"), of.texts("imports"));
        of.done();
        return recognition;
    }

    private static Place place(Fields of) {
        Place place = new Place(of.optional("environment"), of.texts("lists"), of.texts("lines").stream().map(line -> lineRule(of, line)).toList(), of.optional("field"),
                of.texts("names"), of.texts("open"), of.globs("except"), of.optional("unlessNode"), of.optional("unlessSymbol"), of.flag("last"), of.flag("heuristic"), of.flag("probe"),
                of.optional("priority").map(word -> priority(of, word)));
        of.done();
        if (place.open().isEmpty()) {
            throw new MisfitException(of.at + ".open", "is empty");
        }
        if (!place.lists().isEmpty() && place.lines().isEmpty() == place.field().isEmpty()) {
            throw new MisfitException(of.at + ".lists", "needs either 'lines' or 'field'");
        }
        place.open().forEach(pattern -> glob(of, "open", pattern));
        place.lists().forEach(pattern -> glob(of, "lists", pattern));
        return place;
    }

    private static Priority priority(Fields of, String word) {
        return Priority.of(word).orElseThrow(() -> new MisfitException(of.at + ".priority", "'%s' is no priority".formatted(word)));
    }

    private static LineRule lineRule(Fields of, String text) {
        try {
            return LineRule.of(text);
        } catch (IllegalArgumentException e) {
            throw new MisfitException(of.at + ".lines", e.getMessage());
        }
    }

    private static Glob glob(Fields of, String field, String text) {
        try {
            return Glob.of(text);
        } catch (IllegalArgumentException e) {
            throw new MisfitException(of.at + "." + field, e.getMessage());
        }
    }

    /** The fields of one object; those that nobody asked for are errors. */
    private static final class Fields {
        private final String at;
        private final Map<?, ?> map;
        private final Set<String> asked = new HashSet<>();

        Fields(String at, Object value) {
            this.at = at;
            if (!(value instanceof Map<?, ?> object)) {
                throw new MisfitException(at, "is no object");
            }
            this.map = object;
        }

        private String at(String field) {
            return at.isEmpty() ? field : at + "." + field;
        }

        private <T> Optional<T> get(String field, Class<T> type, String what) {
            asked.add(field);
            Object value = map.get(field);
            if (value != null && !type.isInstance(value)) {
                throw new MisfitException(at(field), "is no " + what);
            }
            return Optional.ofNullable(type.cast(value));
        }

        int number(String field) {
            return get(field, Number.class, "number").orElse(0).intValue();
        }

        boolean flag(String field) {
            return get(field, Boolean.class, "true or false").orElse(false);
        }

        Optional<String> optional(String field) {
            return get(field, String.class, "text");
        }

        String text(String field, boolean mayBeMissing) {
            return mayBeMissing ? optional(field).orElse("") : text(field);
        }

        String text(String field) {
            return optional(field).orElseThrow(() -> new MisfitException(at(field), "is missing"));
        }

        List<String> texts(String field) {
            List<String> texts = new ArrayList<>();
            for (Object element : get(field, List.class, "list").orElse(List.of())) {
                if (!(element instanceof String text)) {
                    throw new MisfitException(at(field), "is no list of texts");
                }
                texts.add(text);
            }
            return List.copyOf(texts);
        }

        List<Glob> globs(String field) {
            return texts(field).stream().map(text -> glob(this, field, text)).toList();
        }

        Optional<Fields> optionalObject(String field, boolean mayBeMissing) {
            asked.add(field);
            return mayBeMissing && !map.containsKey(field) ? Optional.empty() : Optional.of(new Fields(at(field), map.get(field)));
        }

        <T> List<T> objects(String field, Function<Fields, T> read) {
            List<T> all = new ArrayList<>();
            for (Object element : get(field, List.class, "list").orElseThrow(() -> new MisfitException(at(field), "is missing"))) {
                all.add(read.apply(new Fields("%s[%d]".formatted(at(field), all.size()), element)));
            }
            return List.copyOf(all);
        }

        void done() {
            map.keySet().stream().map(String::valueOf).filter(f -> !asked.contains(f)).findFirst().ifPresent(f -> {
                throw new MisfitException(at(f), "no such field");
            });
        }
    }
}

package org.abifit.cli;

import com.fasterxml.jackson.core.JacksonException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        } catch (Fields.MisfitException e) {
            throw reader.failure((e.at().isEmpty() ? "top" : e.at()) + ": " + e.getMessage());
        }
    }

    private CommandFailure failure(String problem) {
        return new CommandFailure(file, problem, "'abifit schema plugin-families' has the form");
    }

    private List<Entry> families(Fields top) {
        if (top.number("schema") != SCHEMA) {
            throw top.wrong("schema", "this program knows schema %d only".formatted(SCHEMA));
        }
        List<Entry> entries = top.someObjects("families", FamilyReader::entry);
        top.done();
        Set<String> names = new HashSet<>();
        for (Entry entry : entries) {
            if (!names.add(entry.family().name())) {
                throw top.wrong("families", "two are called " + entry.family().name());
            }
        }
        return entries;
    }

    private static Entry entry(Fields of) {
        boolean extend = of.flag("extend");
        PluginFamily family = new PluginFamily(of.text("name"), of.text("about", extend), of.texts("sources"), of.text("date", extend),
                extend && !of.has("openedBy") ? NOBODY : recognition(of.someObject("openedBy")),
                of.optional("priority").map(word -> priority(of, word)).orElse(Priority.RECOMMENDED), of.flag("anyOf"), of.flag("now"), of.flag("global"),
                of.someObjects("places", FamilyReader::place));
        of.done();
        if (!family.name().matches("[a-z][a-z0-9-]*")) {
            throw of.wrong("name", "is no word of small letters, digits and dashes");
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
            throw of.wrong("open", "is empty");
        }
        if (!place.lists().isEmpty() && place.lines().isEmpty() == place.field().isEmpty()) {
            throw of.wrong("lists", "needs either 'lines' or 'field'");
        }
        place.open().forEach(pattern -> glob(of, "open", pattern));
        place.lists().forEach(pattern -> glob(of, "lists", pattern));
        return place;
    }

    private static Priority priority(Fields of, String word) {
        return Priority.of(word).orElseThrow(() -> of.wrong("priority", "'%s' is no priority".formatted(word)));
    }

    private static LineRule lineRule(Fields of, String text) {
        try {
            return LineRule.of(text);
        } catch (IllegalArgumentException e) {
            throw of.wrong("lines", e.getMessage());
        }
    }

    private static Glob glob(Fields of, String field, String text) {
        try {
            return Glob.of(text);
        } catch (IllegalArgumentException e) {
            throw of.wrong(field, e.getMessage());
        }
    }
}

package org.abifit.cli;

import com.fasterxml.jackson.core.JacksonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.cli.Fields.MisfitException;
import org.abifit.knowledge.Companions;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.Members;
import org.abifit.knowledge.MpiTable;
import org.abifit.knowledge.Parameters;
import org.abifit.knowledge.Release;
import org.abifit.knowledge.Rule;
import org.abifit.knowledge.RuleKind;
import org.abifit.root.Glob;

/** Reads files of knowledge (schema {@code knowledge}); what it does not know is an error, so that typing errors show. */
final class KnowledgeReader {
    private static final int SCHEMA = 1;
    private static final String NAME = "[a-z][a-z0-9-]*";
    private static final String DATE = "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

    private final String file;
    private final Knowledge.Builder into;
    private final Names names = new Names(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    private KnowledgeReader(String file, Knowledge.Builder into) {
        this.file = file;
        this.into = into;
    }

    /** The names of a file's entries, by their kinds. */
    record Names(Set<String> families, Set<String> mpi, Set<String> rules) {}

    /**
     * Adds what a file knows.
     *
     * @param file its name, for people
     * @return the names of its entries
     * @throws CommandFailure when the text is no such file; it names line and field
     */
    static Names read(String file, String text, Knowledge.Builder into) throws CommandFailure {
        KnowledgeReader reader = new KnowledgeReader(file, into);
        TomlTree tree;
        try {
            tree = TomlTree.parse(text);
        } catch (JacksonException e) {
            throw reader.failure("line %d, column %d: %s".formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage()));
        }
        try {
            reader.file(new Fields("", tree.top()));
            return reader.names;
        } catch (MisfitException e) {
            throw reader.failure("line %d: %s: %s".formatted(tree.line(e.at()), e.at().isEmpty() ? "top" : e.at(), e.getMessage()));
        }
    }

    private CommandFailure failure(String problem) {
        return new CommandFailure(file, problem, "'abifit schema knowledge' has the form");
    }

    private void file(Fields top) {
        if (top.number("schema") != SCHEMA) {
            throw top.wrong("schema", "this program knows schema %d only".formatted(SCHEMA));
        }
        top.objects("family", this::family);
        top.objects("mpi", this::mpi);
        top.objects("rule", this::rule);
        top.done();
    }

    /** {@return the name of an entry, which no other of its kind in this file has} */
    private static String name(Fields of, Set<String> names, String field, boolean extend, boolean known) {
        String name = of.text(field);
        if (!name.matches(NAME)) {
            throw of.wrong(field, "'%s' is no word of small letters, digits and dashes".formatted(name));
        }
        if (!names.add(name)) {
            throw of.wrong(field, "two are called " + name);
        }
        if (extend && !known) {
            throw of.wrong("extend", "nothing is called '%s' so far that could be extended".formatted(name));
        }
        return name;
    }

    private static String date(Fields of, boolean mayBeMissing) {
        String date = of.text("date", mayBeMissing);
        if (!date.matches(DATE) && !(mayBeMissing && date.isEmpty())) {
            throw of.wrong("date", "'%s' is no date such as 2026-11-21".formatted(date));
        }
        return date;
    }

    private Family family(Fields of) {
        boolean extend = of.flag("extend");
        String name = name(of, names.families(), "name", extend, into.hasFamily(of.optional("name").orElse("")));
        Members members = new Members(of.globs("defines"), of.globs("uses"), of.texts("symbols"), of.objects("components", KnowledgeReader::component), of.globs("sonames"),
                of.globs("except-sonames"), of.texts("except-symbols"));
        Family family = new Family(name, of.text("about", extend), of.someTexts("sources", extend), date(of, extend), of.word("strategy", Family.STRATEGIES, "family"),
                of.word("lockstep", Family.LOCKSTEPS, ""), members, List.of(), of.texts("plugins"), of.globs("data"), of.globs("tools"), companions(of));
        List<String> parts = of.texts("parts");
        of.done();
        if (!extend && members.equals(Members.NONE) && parts.isEmpty()) {
            throw of.wrong("name", "nothing tells who belongs to '%s'".formatted(name));
        }
        into.add(family, parts, extend);
        return family;
    }

    private static Companions companions(Fields of) {
        List<Glob> devices = of.globs("devices");
        devices.stream().filter(d -> !d.toString().startsWith("/dev/")).findFirst().ifPresent(d -> {
            throw of.wrong("devices", "'%s' does not lie below /dev".formatted(d));
        });
        List<String> sockets = of.texts("sockets");
        sockets.stream().filter(s -> !s.matches("/.+|\\$[A-Za-z_][A-Za-z0-9_]*(/.*)?")).findFirst().ifPresent(s -> {
            throw of.wrong("sockets", "'%s' is neither an absolute path nor begins with $NAME".formatted(s));
        });
        return new Companions(devices, sockets, of.globs("env"));
    }

    private static Members.Component component(Fields of) {
        Members.Component component = new Members.Component(of.globs("files"), of.globs("needed"));
        of.done();
        return component;
    }

    private MpiTable mpi(Fields of) {
        boolean extend = of.flag("extend");
        String name = name(of, names.mpi(), "name", extend, into.hasMpi(of.optional("name").orElse("")));
        MpiTable table = new MpiTable(name, of.optional("implementation").orElse(name), of.text("about", extend), of.someTexts("sources", extend), date(of, extend), of.text("abi", true), of.text("refines", true), of.globs("files"),
                of.texts("symbols"), of.texts("except-symbols"), of.objects("release", KnowledgeReader::row));
        of.done();
        into.add(table, extend);
        return table;
    }

    private static MpiTable.Row row(Fields of) {
        Release from = release(of, "from");
        Release before = release(of, "before");
        MpiTable.Row row = new MpiTable.Row(of.globs("files"), of.globs("needed"), of.text("release"), from, before);
        of.done();
        if (from.compareTo(before) >= 0) {
            throw of.wrong("before", "%s is not above %s".formatted(before, from));
        }
        if (row.files().isEmpty() && row.needed().isEmpty()) {
            throw of.wrong("files", "is missing, and so is 'needed'");
        }
        return row;
    }

    private static Release release(Fields of, String field) {
        String text = of.text(field);
        return Release.parse(text).orElseThrow(() -> of.wrong(field, "'%s' is no release: numbers separated by dots".formatted(text)));
    }

    private Rule rule(Fields of) {
        boolean extend = of.flag("extend");
        String id = name(of, names.rules(), "id", extend, into.hasRule(of.optional("id").orElse("")));
        String kindWord = extend ? into.kindOf(id).word() : of.text("kind");
        RuleKind kind = RuleKind.of(kindWord).orElseThrow(() -> of.wrong("kind", "'%s' is no kind of rule".formatted(kindWord)));
        Rule rule = new Rule(id, of.text("about", extend), kind, of.word("level", Rule.LEVELS, "binds"), of.someTexts("sources", extend), date(of, extend),
                parameters(kind, of.object("parameters"), extend));
        of.done();
        into.add(rule, extend);
        return rule;
    }

    private static Map<String, List<String>> parameters(RuleKind kind, Fields of, boolean extend) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String name : of.names()) {
            if (!kind.takes(name)) {
                throw of.wrong(name, "no such parameter of kind '%s'".formatted(kind.word()));
            }
            List<String> texts = of.oneOrMore(name);
            texts.stream().flatMap(text -> Parameters.wrong(kind, name, text).stream()).findFirst().ifPresent(problem -> {
                throw of.wrong(name, problem);
            });
            parameters.put(name, texts);
        }
        Parameters.required(kind).stream().filter(name -> !extend && parameters.getOrDefault(name, List.of()).isEmpty()).findFirst().ifPresent(name -> {
            throw of.wrong(name, "is missing");
        });
        return parameters;
    }
}

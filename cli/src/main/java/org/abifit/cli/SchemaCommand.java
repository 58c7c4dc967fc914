package org.abifit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit schema}: the forms of what {@code --format json} prints. */
final class SchemaCommand implements Callable<Integer> {
    /** The forms; each is a resource. */
    static final List<String> NAMES = List.of(
            "bases",
            "check",
            "consolidate",
            "cudf-check",
            "cudf-compare",
            "cudf-cost",
            "cudf-diff",
            "cudf-import-plan",
            "cudf-reduce",
            "cudf-solve",
            "db-change",
            "db-gc",
            "db-list",
            "db-plans",
            "db-show",
            "db-verify",
            "diff",
            "elf",
            "knowledge",
            "knowledge-ask",
            "knowledge-check",
            "knowledge-explain",
            "knowledge-list",
            "ldd",
            "lint",
            "plan",
            "verify-plan",
            "plugin-families",
            "plugins",
            "resolve", "knowledge", "knowledge-list", "knowledge-explain", "knowledge-check", "knowledge-ask",
            "scan");

    private final Session session;
    private String name;

    private SchemaCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        SchemaCommand it = new SchemaCommand(session);
        return Declared.command("schema", it, "Prints the JSON Schema of what a command prints with --format json.")
                .about("Fields may be added to a form; none is renamed or dropped without another number in its schema's name.")
                .optionalArgument("NAME", Arguments::bytes, v -> it.name = v, "The form; without it, all names are listed.")
                .examples("abifit schema", "abifit schema elf", "abifit schema db-show > db-show.schema.json")
                .spec();
    }

    @Override
    public Integer call() throws IOException {
        if (name == null) {
            NAMES.forEach(session.out()::line);
        } else if (NAMES.contains(name)) {
            session.out().print(text(name));
        } else {
            throw new UsageException("There is no schema '%s'; there are %s".formatted(name, String.join(", ", NAMES)));
        }
        return Main.OK;
    }

    /** {@return the schema of a form} */
    static String text(String name) throws IOException {
        try (InputStream in = SchemaCommand.class.getResourceAsStream("/schema/%s.schema.json".formatted(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

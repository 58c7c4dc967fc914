package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.abifit.knowledge.Knowledge;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit knowledge check}: whether a file of knowledge is as it should be. */
final class KnowledgeCheckCommand implements Callable<Integer> {
    private final Session session;
    private final Format.Choice format = new Format.Choice();
    private Path file;

    private KnowledgeCheckCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        KnowledgeCheckCommand it = new KnowledgeCheckCommand(session);
        return Declared.command("check", it, "Checks a file of knowledge, and says what it changes of what the program knows.")
                .about("Exit 0: the file is as it should be; 2: it is not, with line and field.")
                .argument("FILE", Arguments::path, v -> it.file = v, "A TOML file ('abifit schema knowledge').")
                .with(it.format)
                .examples("abifit knowledge check site.toml", "abifit knowledge check site.toml --format json")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        Knowledge before = KnowledgeChoice.shipped();
        KnowledgeChoice.Checked checked = KnowledgeChoice.check(file);
        if (format.json()) {
            Json.print(session.out(), json -> new KnowledgeJson(json).checked(before, checked));
        } else {
            KnowledgeText.checked(before, checked).forEach(session.out()::line);
        }
        return checked.fault().isEmpty() ? Main.OK : Main.NEGATIVE;
    }
}

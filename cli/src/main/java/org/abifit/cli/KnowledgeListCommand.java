package org.abifit.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.abifit.knowledge.Knowledge;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit knowledge list}: the names of all that is known. */
final class KnowledgeListCommand implements Callable<Integer> {
    private final Session session;
    private final KnowledgeChoice choice = new KnowledgeChoice();
    private final Format.Choice format = new Format.Choice();

    private KnowledgeListCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        KnowledgeListCommand it = new KnowledgeListCommand(session);
        return Declared.command("list", it, "Lists the families, MPI implementations and rules that are known.")
                .with(it.choice)
                .with(it.format)
                .examples("abifit knowledge list", "abifit knowledge list --knowledge site.toml --format json")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        Knowledge all = choice.all(session.environment());
        if (format.json()) {
            Json.print(session.out(), json -> new KnowledgeJson(json).list(all));
        } else {
            KnowledgeText.list(all).forEach(session.out()::line);
        }
        return Main.OK;
    }
}

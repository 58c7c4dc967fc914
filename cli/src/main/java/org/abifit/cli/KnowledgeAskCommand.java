package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.knowledge.Answer;
import org.abifit.knowledge.Asking;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.Library;
import org.abifit.knowledge.Rule;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit knowledge ask}: what a rule says of two libraries. */
final class KnowledgeAskCommand implements Callable<Integer> {
    private final Session session;
    private final KnowledgeChoice choice = new KnowledgeChoice();
    private final Format.Choice format = new Format.Choice();
    private String id;
    private String host;
    private String container;
    private Optional<Path> hostRoot = Optional.empty();
    private Optional<Path> containerRoot = Optional.empty();

    private KnowledgeAskCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        KnowledgeAskCommand it = new KnowledgeAskCommand(session);
        return Declared.command("ask", it, "Asks a rule whether a host's library may take the place of the container's.")
                .about("Files are read where the paths exist, links followed; else the names alone count. Exit 0: accepted, or accepted with a warning on standard error; 2: refused.")
                .argument("RULE", Arguments::bytes, v -> it.id = v, "A rule, as 'abifit knowledge list' names it.")
                .argument("HOST_LIBRARY", Arguments::bytes, v -> it.host = v, "A library of the host.")
                .argument("CONTAINER_LIBRARY", Arguments::bytes, v -> it.container = v, "A library of the container.")
                .option("--host-root", "DIR", Arguments::path, v -> it.hostRoot = Optional.of(v), "Where HOST_LIBRARY and its links begin, instead of /.")
                .option("--container-root", "DIR", Arguments::path, v -> it.containerRoot = Optional.of(v), "Where CONTAINER_LIBRARY and its links begin.")
                .with(it.choice)
                .with(it.format)
                .examples("abifit knowledge ask sarus-full /opt/mpi/lib/libmpi.so.12 libmpi.so.12.4.1",
                        "abifit knowledge ask rdma /usr/lib/libibverbs.so.1 /usr/lib/libibverbs/libmlx5-rdmav34.so \\",
                        "    --host-root / --container-root ./rootfs")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        Knowledge all = choice.all(session.environment());
        Rule rule = all.rule(id).orElseThrow(() -> new UsageException("no rule is called '%s'; 'abifit knowledge list' names them".formatted(Names.shown(id))));
        if (!Asking.canBeAsked(rule)) {
            throw new UsageException("rule '%s' is about programs that run, not about two libraries".formatted(id));
        }
        Library ours = LibraryFiles.read(hostRoot, host);
        Library theirs = LibraryFiles.read(containerRoot, container);
        Asking asking = new Asking(all);
        Answer answer = asking.ask(rule, ours, theirs);
        Optional<Answer> compared = asking.ours(rule, ours, theirs);
        if (format.json()) {
            Json.print(session.out(), json -> new KnowledgeJson(json).answer(answer, compared));
        } else {
            KnowledgeText.answer(answer, compared).forEach(session.out()::line);
        }
        if (answer.word() == Answer.Word.WARN) {
            session.out().note("warning: %s: %s".formatted(answer.rule(), AnswerText.because(answer)));
        }
        return answer.word() == Answer.Word.REFUSE ? Main.NEGATIVE : Main.OK;
    }
}

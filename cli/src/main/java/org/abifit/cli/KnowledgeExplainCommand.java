package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.elf.ElfFile;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.Library;
import org.abifit.knowledge.MpiIdentity;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit knowledge explain}: all that one entry says, and where it was read; of a file, which MPI it is and what it belongs to. */
final class KnowledgeExplainCommand implements Callable<Integer> {
    private final Session session;
    private final KnowledgeChoice choice = new KnowledgeChoice();
    private final Format.Choice format = new Format.Choice();
    private String name;
    private Optional<Path> root = Optional.empty();

    private KnowledgeExplainCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        KnowledgeExplainCommand it = new KnowledgeExplainCommand(session);
        return Declared.command("explain", it, "Says all that is known under a name, and where it was read.")
                .argument("NAME", Arguments::bytes, v -> it.name = v, "A family, an MPI implementation or a rule; of several of a name, all. With a slash: an ELF file.")
                .option("--root", "DIR", Arguments::path, v -> it.root = Optional.of(v), "Where the path of a file and its links begin, instead of /.")
                .with(it.choice)
                .with(it.format)
                .examples("abifit knowledge explain openmpi", "abifit knowledge explain /usr/lib64/libmpi.so.12", "abifit knowledge explain sarus-full --format json")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        Knowledge all = choice.all(session.environment());
        if (name.contains("/")) {
            return file(all);
        }
        Knowledge named = new Knowledge(all.families().stream().filter(f -> f.name().equals(name)).toList(),
                all.mpi().stream().filter(m -> m.name().equals(name) || m.implementation().equals(name)).toList(), all.rules().stream().filter(r -> r.id().equals(name)).toList());
        if (named.equals(new Knowledge(List.of(), List.of(), List.of()))) {
            throw new UsageException("nothing is known under '%s'; 'abifit knowledge list' has the names".formatted(Names.shown(name)));
        }
        if (format.json()) {
            Json.print(session.out(), json -> new KnowledgeJson(json).explained(named));
        } else {
            KnowledgeText.explained(named).forEach(session.out()::line);
        }
        return Main.OK;
    }

    private int file(Knowledge all) throws IOException, CommandFailure {
        Library library = LibraryFiles.read(root, name);
        ElfFile elf = library.file().orElseThrow(() -> new CommandFailure(Names.shown(name), "is no ELF file that can be read", "'abifit elf FILE' tells what it is"));
        KnowledgeText.Identified identified = new KnowledgeText.Identified(library, all.familiesOf(library.soname(), elf).stream().map(Family::name).toList(),
                MpiIdentity.of(all.mpi(), elf, library.realName()));
        if (format.json()) {
            Json.print(session.out(), json -> new KnowledgeJson(json).identified(identified));
        } else {
            KnowledgeText.identified(identified).forEach(session.out()::line);
        }
        return Main.OK;
    }
}

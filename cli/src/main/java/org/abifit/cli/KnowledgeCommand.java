package org.abifit.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit knowledge}: what is known besides the facts of files. Its commands are {@code Knowledge...Command}. */
final class KnowledgeCommand {
    private KnowledgeCommand() {}

    /** {@return the command, with all of its commands} */
    static CommandSpec spec(Session session) {
        return Declared.group("knowledge", "Shows and checks what is known of families of libraries, MPI and rules.")
                .about("It comes in TOML files, with the source of each entry; sites add their own in $XDG_CONFIG_HOME/abifit/knowledge.d.")
                .command(KnowledgeListCommand.spec(session))
                .command(KnowledgeExplainCommand.spec(session))
                .command(KnowledgeCheckCommand.spec(session))
                .command(KnowledgeAskCommand.spec(session))
                .examples("abifit knowledge list", "abifit knowledge explain openmpi", "abifit knowledge ask sarus-full /opt/mpi/lib/libmpi.so.12 libmpi.so.12.4.1")
                .spec();
    }
}

package org.abifit.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code abifit db}: what is in the database. Its commands are {@code Db...Command}. */
@Command(name = "db", sortOptions = false,
        header = "Shows, carries and tidies what is in the database.",
        synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  abifit db list",
            "  abifit db show login@2 --db team.db",
            "  abifit db export login login.abifit",
            "",
            "A snapshot is called NAME, for the newest of that name, or NAME@N, for a certain one."})
final class DbCommand {
    private DbCommand() {}

    /** {@return the command with all of its commands} */
    static CommandLine line(Session session) {
        return new CommandLine(new DbCommand())
                .addSubcommand(new DbListCommand(session))
                .addSubcommand(new DbShowCommand(session))
                .addSubcommand(new DbExportCommand(session))
                .addSubcommand(new DbImportCommand(session))
                .addSubcommand(new DbRemoveCommand(session))
                .addSubcommand(new DbGcCommand(session))
                .addSubcommand(new DbVerifyCommand(session));
    }
}

package org.abifit.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit db}: what is in the database. Its commands are {@code Db...Command}. */
final class DbCommand {
    private DbCommand() {}

    /** {@return the command, with all of its commands} */
    static CommandSpec spec(Session session) {
        return Declared.group("db", "Shows, carries and tidies what is in the database.")
                .about("A snapshot is called NAME, for the newest of that name, or NAME@N, for a certain one.")
                .command(DbListCommand.spec(session))
                .command(DbShowCommand.spec(session))
                .command(DbExportCommand.spec(session))
                .command(DbImportCommand.spec(session))
                .command(DbRemoveCommand.spec(session))
                .command(DbPlansCommand.spec(session))
                .command(DbGcCommand.spec(session))
                .command(DbVerifyCommand.spec(session))
                .examples("abifit db list", "abifit db show login@2 --db team.db", "abifit db export login login.abifit")
                .spec();
    }
}

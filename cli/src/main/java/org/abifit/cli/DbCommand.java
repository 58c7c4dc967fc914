package org.abifit.cli;

import picocli.CommandLine.Command;

@Command(name = "db")
final class DbCommand {
    DbCommand(Session session) {}
}

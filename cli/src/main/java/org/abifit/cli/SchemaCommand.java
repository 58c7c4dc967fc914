package org.abifit.cli;

import picocli.CommandLine.Command;

@Command(name = "schema")
final class SchemaCommand {
    SchemaCommand(Session session) {}
}

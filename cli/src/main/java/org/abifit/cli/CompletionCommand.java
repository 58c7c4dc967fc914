package org.abifit.cli;

import picocli.CommandLine.Command;

@Command(name = "completion")
final class CompletionCommand {
    CompletionCommand(Session session) {}
}

package org.abifit.cli;

import picocli.CommandLine.Command;

@Command(name = "elf")
final class ElfCommand {
    ElfCommand(Session session) {}
}

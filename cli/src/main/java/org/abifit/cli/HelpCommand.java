package org.abifit.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code abifit help}: the same as {@code --help}. */
@Command(name = "help", header = "Explains a command.")
final class HelpCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command; without one, the whole program.")
    private String[] names = {};

    HelpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CommandLine at = spec.parent().commandLine();
        for (String name : names) {
            at = at.getSubcommands().get(name);
            if (at == null) {
                throw new ParameterException(spec.commandLine(), "There is no command '%s'".formatted(name));
            }
        }
        session.out().print(at.getUsageMessage(at.getColorScheme()));
        return Main.OK;
    }
}

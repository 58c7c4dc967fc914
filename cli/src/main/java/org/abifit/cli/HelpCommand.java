package org.abifit.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit help}: the same as {@code --help}. */
final class HelpCommand implements Callable<Integer> {
    private final Session session;
    private List<String> names = List.of();
    private CommandSpec own;

    private HelpCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        HelpCommand it = new HelpCommand(session);
        it.own = Declared.command("help", it, "Explains a command.")
                .arguments(0, "COMMAND", Arguments::bytes, v -> it.names = v, "The command; without one, the whole program.")
                .spec();
        return it.own;
    }

    @Override
    public Integer call() {
        CommandLine at = own.parent().commandLine();
        for (String name : names) {
            at = at.getSubcommands().get(name);
            if (at == null) {
                throw new UsageException("There is no command '%s'".formatted(name));
            }
        }
        session.out().print(at.getUsageMessage(at.getColorScheme()));
        return Main.OK;
    }
}

package org.abifit.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit completion}. */
final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    /** Shells with completion that can be programmed. */
    private enum Shell { BASH, ZSH }

    private CompletionCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        CompletionCommand it = new CompletionCommand(session);
        return Declared.command("completion", it, "Prints a script with which a shell completes abifit's commands and options.")
                .argument("bash|zsh", Declared.oneOf(List.of(Shell.values())), v -> { }, "The shell; one script serves both.")
                .examples("source <(abifit completion bash)", "abifit completion bash > ~/.local/share/bash-completion/completions/abifit",
                        "abifit completion zsh > ~/.abifit-completion    # and source it in ~/.zshrc")
                .spec();
    }

    @Override
    public Integer call() {
        session.out().print(AutoComplete.bash("abifit", Main.complete(session)));
        return Main.OK;
    }
}

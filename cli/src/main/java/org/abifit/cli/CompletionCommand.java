package org.abifit.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code abifit completion}. */
@Command(name = "completion", sortOptions = false, header = "Prints a script with which a shell completes abifit's commands and options.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(abifit completion bash)",
            "  abifit completion bash > ~/.local/share/bash-completion/completions/abifit",
            "  abifit completion zsh > ~/.abifit-completion    # and source it in ~/.zshrc"})
final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "bash|zsh", description = "The shell; one script serves both.")
    private Shell shell;

    /** Shells with completion that can be programmed. */
    private enum Shell {
        BASH, ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.out().print(AutoComplete.bash("abifit", Main.complete(session)));
        return Main.OK;
    }
}

package org.abifit.runs;

import java.util.List;
import java.util.Set;

/**
 * How an application is run.
 *
 * @param argv the command line; empty: the application itself, and nothing else is known
 * @param dropped variables of the question's environment that are set for judging only, as LD_PRELOAD of a module that the program opens itself
 */
public record Command(List<String> argv, Set<String> dropped) {
    /** The application itself. */
    public static final Command ITSELF = new Command(List.of(), Set.of());

    /** {@return a command line with all of the environment} */
    public static Command of(List<String> argv) {
        return new Command(List.copyOf(argv), Set.of());
    }
}

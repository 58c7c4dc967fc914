package org.abifit.cli;

import java.nio.file.Path;
import org.abifit.root.BytePaths;

/** Why a command cannot do what it is asked for; ends it with exit code 1. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param subject the file, or whatever else is at fault, for people
     * @param problem what is wrong with it
     * @param next what to do next
     */
    CommandFailure(String subject, String problem, String next) {
        super("%s: %s: %s".formatted(subject, problem, next));
    }

    /**
     * @param file the file at fault
     * @param problem what is wrong with it
     * @param next what to do next
     */
    CommandFailure(Path file, String problem, String next) {
        this(BytePaths.toUnicode(BytePaths.text(file)), problem, next);
    }
}

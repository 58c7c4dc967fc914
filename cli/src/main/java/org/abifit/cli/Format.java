package org.abifit.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** How a result is printed. */
enum Format {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The option {@code --format}. */
    static final class Choice {
        @Option(names = "--format", paramLabel = "text|json", description = "How to print the result; text by default.")
        private Format format = TEXT;

        /** {@return whether the result is for programs} */
        boolean json() {
            return format == JSON;
        }
    }
}

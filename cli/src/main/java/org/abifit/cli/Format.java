package org.abifit.cli;

import java.util.List;
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
    static final class Choice implements Declared.Part {
        private static final String HOW = "How to print the result; text by default.";

        @Option(names = "--format", paramLabel = "text|json", description = HOW)
        private Format format = TEXT;

        @Override
        public void declare(Declared into) {
            into.option("--format", "text|json", Declared.oneOf(List.of(values())), v -> format = v, HOW);
        }

        /** {@return whether the result is for programs} */
        boolean json() {
            return format == JSON;
        }
    }
}

package org.abifit.cli;

import java.util.List;

/** How a result is printed. */
enum Format {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON;

    /** The option {@code --format}. */
    static final class Choice implements Declared.Part {
        private Format format = TEXT;

        @Override
        public void declare(Declared into) {
            into.option("--format", "text|json", Declared.oneOf(List.of(values())), v -> format = v, "How to print the result; text by default.");
        }

        /** {@return whether the result is for programs} */
        boolean json() {
            return format == JSON;
        }
    }
}

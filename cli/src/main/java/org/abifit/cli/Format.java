package org.abifit.cli;

import java.util.List;
import java.util.stream.Collectors;

/** How a result is printed. */
enum Format {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** For code scanning: SARIF 2.1.0. */
    SARIF,
    /** For build servers: JUnit's XML. */
    JUNIT;

    /** The option {@code --format}. */
    static final class Choice implements Declared.Part {
        private final List<Format> offered;
        private Format format = TEXT;

        /** Text and JSON. */
        Choice() {
            this(List.of(TEXT, JSON));
        }

        private Choice(List<Format> offered) {
            this.offered = offered;
        }

        /** {@return the option of commands that judge things: reports for other tools as well} */
        static Choice withReports() {
            return new Choice(List.of(values()));
        }

        @Override
        public void declare(Declared into) {
            into.option("--format", offered.stream().map(Declared::word).collect(Collectors.joining("|")), Declared.oneOf(offered), v -> format = v,
                    "How to print the result; text by default.");
        }

        /** {@return whether the result is for programs} */
        boolean json() {
            return format == JSON;
        }

        /** {@return whether it is to be a report of {@link RuleReport}} */
        boolean report() {
            return format == SARIF || format == JUNIT;
        }

        /** {@return what was chosen} */
        Format chosen() {
            return format;
        }
    }
}

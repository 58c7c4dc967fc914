package org.abifit.drift;

import java.util.Locale;

/** How bad a change is; the worst first. */
public enum Severity {
    /** Something that is in use is gone. */
    BREAKING,
    /** Something is gone that nobody known here uses, lies elsewhere, or is searched for in another way. */
    RISK,
    /** Something was added or rebuilt. */
    INFO;

    /** {@return the word in JSON and for options} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

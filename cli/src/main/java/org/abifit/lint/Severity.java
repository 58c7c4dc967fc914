package org.abifit.lint;

import java.util.Locale;

/** How much a finding weighs. */
public enum Severity {
    /** It does not work, or not safely. */
    ERROR,
    /** It works on some images only, or not as its author may think. */
    WARNING,
    /** Good to know. */
    NOTE;

    /** {@return the word in JSON} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

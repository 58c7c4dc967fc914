package org.abifit.loader;

/** Three answers; a question that the facts do not decide is never guessed. */
public enum Verdict {
    OK, FAIL, UNKNOWN;

    /** {@return the word in JSON: {@code ok}, {@code fail} or {@code unknown}} */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

package org.abifit.resolver;

import java.util.List;

/** By what plans, and then images, are compared; the smaller is the better. */
public enum Criterion {
    /** Whether the host's C library replaces the image's. */
    LIBC_SWAP,
    /** How many bound libraries define less than the image's. */
    DOWNGRADES,
    /** How many files are bound. */
    BINDS;

    /** The order in which they count, unless asked otherwise. */
    public static final List<Criterion> USUAL = List.of(LIBC_SWAP, DOWNGRADES, BINDS);

    /** {@return the word on the command line, as {@code libc-swap}} */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}

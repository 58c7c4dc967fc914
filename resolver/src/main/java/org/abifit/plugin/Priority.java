package org.abifit.plugin;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much depends on a plug-in; words and meaning as in {@code .note.dlopen} (UAPI group, ELF dlopen metadata). */
public enum Priority {
    /** The application does not work without it. */
    REQUIRED,
    /** Without it, something is missing that is there by default. */
    RECOMMENDED,
    /** Without it, something is missing that few use. */
    SUGGESTED;

    /** {@return the word in JSON} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the priority of this word} */
    public static Optional<Priority> of(String word) {
        return Stream.of(values()).filter(p -> p.word().equals(word)).findFirst();
    }
}

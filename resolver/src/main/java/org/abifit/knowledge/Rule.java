package org.abifit.knowledge;

import java.util.List;
import java.util.Map;

/**
 * A rule by which libraries, or a library and a machine, are judged; its words are data, what it does is told by its kind.
 *
 * @param id stable, of small letters, digits and dashes
 * @param about what it says, in a sentence
 * @param kind what it does: one of {@link RuleKind}'s words
 * @param level how far its promise goes: loads, binds or talks
 * @param sources where it was read
 * @param date when, as {@code 2026-11-21}
 * @param parameters by name; each a text or several, in the order of the file
 */
public record Rule(String id, String about, RuleKind kind, String level, List<String> sources, String date, Map<String, List<String>> parameters) {
    /** How far a promise goes: all symbols are found; the libraries fit each other; processes understand each other. */
    public static final List<String> LEVELS = List.of("loads", "binds", "talks");

    /** {@return a parameter of several texts; none where it is not given} */
    public List<String> texts(String parameter) {
        return parameters.getOrDefault(parameter, List.of());
    }

    /** {@return a parameter of one text; empty where it is not given} */
    public String text(String parameter) {
        return texts(parameter).stream().findFirst().orElse("");
    }
}

package org.abifit.plan;

import java.util.List;

/**
 * A plan in a format.
 *
 * @param text the file, ended by a newline
 * @param notes what the format does not carry, or what else is needed, in sentences
 */
public record Emission(String text, List<String> notes) {
    static Emission of(String text) {
        return new Emission(text, List.of());
    }
}

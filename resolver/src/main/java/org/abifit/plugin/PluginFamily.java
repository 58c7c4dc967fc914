package org.abifit.plugin;

import java.util.ArrayList;
import java.util.List;

/**
 * Plug-ins of one kind: who opens them, where they lie, and where that is written.
 *
 * @param name a short word, as {@code ibverbs}
 * @param about what they are, in a sentence
 * @param sources where the rules were read: upstream documentation or source files
 * @param date when, as {@code 2026-11-21}
 * @param recognition who opens them
 * @param priority how much depends on one of them
 * @param anyOf whether one of them is enough
 * @param now {@code RTLD_NOW}, else {@code RTLD_LAZY}
 * @param global {@code RTLD_GLOBAL}, else {@code RTLD_LOCAL}
 * @param places where they are, in the order in which the opener looks
 */
public record PluginFamily(String name, String about, List<String> sources, String date, Recognition recognition, Priority priority, boolean anyOf,
        boolean now, boolean global, List<Place> places) {

    /** {@return this family with places that come before its own; what the other says besides them does not count} */
    public PluginFamily extendedBy(PluginFamily other) {
        List<Place> all = new ArrayList<>(other.places());
        all.addAll(places);
        return new PluginFamily(name, about, sources, date, recognition, priority, anyOf, now, global, List.copyOf(all));
    }
}

package org.abifit.plugin;

import java.util.Locale;
import java.util.Optional;

/**
 * A file that the application would open by {@code dlopen}.
 *
 * @param file a path, or a soname that the loader searches
 * @param by the path of the object that calls {@code dlopen}; empty for the program itself
 * @param family the {@link PluginFamily}'s name, or {@link DlopenNotes#FAMILY}
 * @param priority how much depends on it
 * @param evidence how it is known
 * @param from what named it: a text file, a variable, a folder pattern, a feature
 * @param group where given, of all plug-ins with the same group one is enough
 * @param probe whether the opener just tries it: when it is not there, nothing is said of it
 * @param now whether all its symbols are bound when it is opened ({@code RTLD_NOW})
 * @param global whether later objects see its symbols ({@code RTLD_GLOBAL})
 */
public record PlugIn(String file, String by, String family, Priority priority, Evidence evidence, String from, Optional<String> group, boolean probe,
        boolean now, boolean global) {

    /** How a plug-in is known, best first. */
    public enum Evidence {
        /** The object that opens it says so in a note. */
        NOTE,
        /** A rule of its family. */
        FAMILY,
        /** It lies where such plug-ins usually lie; that it is opened is likely, no more. */
        HEURISTIC;

        /** {@return the word in JSON} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

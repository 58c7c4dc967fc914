package org.abifit.resolver;

import java.util.List;
import org.abifit.knowledge.Family;

/**
 * What must come from the host, patterns and names of families followed.
 *
 * @param sonames libraries
 * @param families families: of each, all members that are loaded
 */
record Wants(List<String> sonames, List<Family> families) {
    /** Before the name of a family. */
    static final String FAMILY = "family:";

    /** Before the word of a strategy: what it would bring of what the applications load. */
    static final String STRATEGY = "strategy:";

    boolean isEmpty() {
        return sonames.isEmpty() && families.isEmpty();
    }

    /** {@return a family as it is asked for} */
    static String word(Family family) {
        return FAMILY + family.name();
    }
}

package org.abifit.compare;

import java.util.Comparator;

/**
 * A document and what is asked of its solutions.
 *
 * @param instance the document, by its name
 * @param criterion a name for the criteria, the same for several instances
 * @param text the criteria
 */
public record Problem(String instance, String criterion, String text) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::instance).thenComparing(Problem::criterion).thenComparing(Problem::text);

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** {@return instance and criterion, for people} */
    @Override
    public String toString() {
        return instance + " " + criterion;
    }
}

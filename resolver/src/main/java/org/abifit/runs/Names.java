package org.abifit.runs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.abifit.root.Glob;

/** Patterns of names. What they said of a name is kept: few names are asked for very often. */
public final class Names {
    private final List<Glob> patterns;
    private final Map<String, Boolean> said = new ConcurrentHashMap<>();

    private Names(List<Glob> patterns) {
        this.patterns = patterns;
    }

    /**
     * {@return the names that one of these patterns matches}
     *
     * @throws IllegalArgumentException when one is no pattern
     */
    public static Names of(List<String> patterns) {
        return new Names(patterns.stream().map(Glob::of).toList());
    }

    /** {@return whether there are no patterns} */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** {@return whether a pattern matches} */
    public boolean hold(String name) {
        return said.computeIfAbsent(name, n -> patterns.stream().anyMatch(p -> p.matches(n)));
    }
}

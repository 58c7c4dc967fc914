package org.abifit.loader;

import java.util.List;
import java.util.Optional;

/**
 * What one file asks of another and does not find.
 *
 * @param nodes version nodes that the other does not define, though it has versions; in the order of their numbers
 * @param offers the highest that it defines of the family of the last of them
 */
public record VersionGap(List<String> nodes, Optional<String> offers) {
    /** Nothing is missing. */
    public static final VersionGap NONE = new VersionGap(List.of(), Optional.empty());
}

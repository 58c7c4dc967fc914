package org.abifit.resolver;

import java.util.List;
import java.util.Optional;

/**
 * What a request came to, and what its answers were taken from.
 *
 * @param answers the best image first
 * @param pairs every image of the request on every host, image by image
 */
public record Resolution(List<ImageAnswer> answers, List<Pair> pairs) {

    /**
     * One image on one host.
     *
     * @param answer without fixes
     * @param choices the clauses of which the answer is the optimum, or which have no model; none where it is not decided
     */
    public record Pair(Image image, Host host, HostAnswer answer, Optional<Choices> choices) {}
}

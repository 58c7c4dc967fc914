package org.abifit.resolver;

import java.util.List;
import java.util.Optional;

/**
 * What each strategy comes to for one image on one host.
 *
 * @param image the image's name
 * @param host the host's
 * @param rows in the order of {@link Strategy}; a bundle only where the host has one
 */
public record Comparison(String image, String host, List<Row> rows) {

    /**
     * One strategy.
     *
     * @param asked the strategy; the plan says which others it takes besides
     * @param answer what it comes to
     * @param chosen whether its plan is the best
     */
    public record Row(Strategy asked, HostAnswer answer, boolean chosen) {
        /** {@return its plan, where there is one} */
        public Optional<BindPlan> plan() {
            return answer instanceof HostAnswer.Fits f ? Optional.of(f.plan()) : Optional.empty();
        }
    }

    /** {@return the best row, where any strategy gives a plan} */
    public Optional<Row> best() {
        return rows.stream().filter(Row::chosen).findFirst();
    }
}

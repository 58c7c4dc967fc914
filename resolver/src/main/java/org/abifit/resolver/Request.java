package org.abifit.resolver;

import java.util.List;

/**
 * What is asked.
 *
 * @param images candidates; of equals the earlier one is preferred
 * @param hosts all of them are to be served
 * @param apps paths in the image that must load
 * @param wants what must come from the host: sonames, or patterns over the host's sonames
 * @param policy what plans may do
 */
public record Request(List<Image> images, List<Host> hosts, List<String> apps, List<String> wants, Policy policy) {

    /**
     * What plans may do, by what they are compared, and how long to look for them.
     *
     * @param libcSwap whether the host's C library may replace the image's, as a whole family
     * @param criteria by what plans are compared, the most important first
     * @param rounds how often a choice may be put to the loader model per image and host
     * @param seconds how long the search may take per image and host
     */
    public record Policy(boolean libcSwap, List<Criterion> criteria, int rounds, int seconds) {
        /** Everything that loads is allowed. */
        public static final Policy DEFAULT = new Policy(true, Criterion.USUAL, 300, 60);

        Policy withLibcSwap() {
            return new Policy(true, criteria, rounds, seconds);
        }
    }
}

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
     * What plans may do, and how long to look for them.
     *
     * @param libcSwap whether the host's C library may replace the image's, as a whole family
     * @param rounds how often a choice may be put to the loader model per image and host
     */
    public record Policy(boolean libcSwap, int rounds) {
        /** Everything that loads is allowed. */
        public static final Policy DEFAULT = new Policy(true, 300);
    }
}

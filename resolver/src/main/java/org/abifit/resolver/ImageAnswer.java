package org.abifit.resolver;

import java.util.List;

/**
 * What can be said of one image.
 *
 * @param image its name
 * @param fit for how many of the hosts
 * @param hosts an answer for each host, in the order of the request
 */
public record ImageAnswer(String image, Fit fit, List<HostAnswer> hosts) {

    /** For how many hosts. */
    public enum Fit {
        ALL, SOME, UNKNOWN, NONE;

        /** {@return the word in JSON} */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** {@return whether it fits everywhere or might: no host is known to refuse it} */
    public boolean couldFitAll() {
        return hosts.stream().noneMatch(h -> h instanceof HostAnswer.Misfit);
    }

    static ImageAnswer of(String image, List<HostAnswer> hosts) {
        long fits = hosts.stream().filter(h -> h instanceof HostAnswer.Fits).count();
        boolean open = hosts.stream().anyMatch(h -> h instanceof HostAnswer.Undecided);
        Fit fit = fits == hosts.size() ? Fit.ALL : fits > 0 ? Fit.SOME : open ? Fit.UNKNOWN : Fit.NONE;
        return new ImageAnswer(image, fit, hosts);
    }
}

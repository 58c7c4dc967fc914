package org.abifit.resolver;

import java.util.List;
import java.util.Set;
import org.abifit.runs.Command;

/**
 * What is asked.
 *
 * @param images candidates; of equals the earlier one is preferred
 * @param hosts all of them are to be served
 * @param apps paths in the image that must load
 * @param wants what must come from the host: sonames, patterns over the host's sonames, families as {@code family:rdma},
 *     or what {@link #wantOf} gives
 * @param policy what plans may do
 * @param command how the applications are run
 */
public record Request(List<Image> images, List<Host> hosts, List<String> apps, List<String> wants, Policy policy, Command command) {

    /** Applications that are run as they are. */
    public Request(List<Image> images, List<Host> hosts, List<String> apps, List<String> wants, Policy policy) {
        this(images, hosts, apps, wants, policy, Command.ITSELF);
    }

    /** {@return a want: whatever the applications load and this strategy would bring} */
    public static String wantOf(Strategy strategy) {
        return Wants.STRATEGY + strategy.word();
    }

    /**
     * What plans may do, by what they are compared, how long to look for them, and what is known.
     *
     * @param libcSwap whether the host's C library may replace the image's, as a whole family
     * @param criteria by what plans are compared, the most important first
     * @param rounds how often a choice may be put to the loader model per image and host
     * @param seconds how long the search may take per image and host
     * @param strategies the ways of binding that are allowed; empty: all
     * @param known families and plug-ins
     * @param sources which host files may be bound
     */
    public record Policy(boolean libcSwap, List<Criterion> criteria, int rounds, int seconds, Set<Strategy> strategies, Known known, SourceRule sources) {
        /** Everything that loads is allowed; nothing is known of families. */
        public static final Policy DEFAULT = new Policy(true, Criterion.USUAL, 300, 60);

        /** Every strategy, no families. */
        public Policy(boolean libcSwap, List<Criterion> criteria, int rounds, int seconds) {
            this(libcSwap, criteria, rounds, seconds, Set.of(), Known.NOTHING, SourceRule.ALL);
        }

        /** {@return the same with other strategies; none stands for all} */
        public Policy withStrategies(Set<Strategy> allowed) {
            return new Policy(libcSwap, criteria, rounds, seconds, Set.copyOf(allowed), known, sources);
        }

        /** {@return the same where this is known} */
        public Policy knowing(Known what) {
            return new Policy(libcSwap, criteria, rounds, seconds, strategies, what, sources);
        }

        /** {@return the same where only such host files may be bound} */
        public Policy from(SourceRule rule) {
            return new Policy(libcSwap, criteria, rounds, seconds, strategies, known, rule);
        }

        Policy withLibcSwap() {
            return new Policy(true, criteria, rounds, seconds, strategies, known, sources);
        }

        boolean allows(Strategy strategy) {
            return strategies.isEmpty() || strategies.contains(strategy);
        }
    }
}

package org.abifit.resolver;

import java.util.List;
import java.util.Optional;
import org.abifit.runs.Because;

/** What can be said of one image on one host. */
public sealed interface HostAnswer {

    /** {@return the host's name} */
    String host();

    /** {@return the same about another host that holds the same} */
    default HostAnswer on(String name) {
        return switch (this) {
            case Fits f -> new Fits(name, f.plan());
            case Misfit m -> new Misfit(name, m.core(), m.fixes());
            case Undecided u -> new Undecided(name, u.missing());
        };
    }

    /** It works, so. */
    record Fits(String host, BindPlan plan) implements HostAnswer {}

    /** It does not: no choice works; {@code core} says why, and without any one of them there would be a choice. */
    record Misfit(String host, List<Reason> core, List<Fix> fixes) implements HostAnswer {}

    /** The facts do not decide. */
    record Undecided(String host, List<Missing> missing) implements HostAnswer {}

    /**
     * Evidence that would decide.
     *
     * @param rule a stable id
     * @param text what is missing; of a choice that loads, what it binds
     * @param ground of a choice that loads, why it is not said to run
     */
    record Missing(String rule, String text, Optional<Because> ground) {
        /** What is not about running. */
        public Missing(String rule, String text) {
            this(rule, text, Optional.empty());
        }
    }

    /** What would help, found by asking again. */
    sealed interface Fix {
        /** {@return the stable id of the rule} */
        String rule();

        /** Another candidate image fits this host. */
        record OtherImage(String image) implements Fix {
            @Override
            public String rule() {
                return "other-image";
            }
        }

        /** It works if the host's C library may replace the image's. */
        record SwapLibc() implements Fix {
            @Override
            public String rule() {
                return "swap-libc";
            }
        }

        /** It works if this need not come from the host. */
        record LeaveOut(String soname) implements Fix {
            @Override
            public String rule() {
                return "leave-out-library";
            }
        }

        /** The image serves the other hosts. */
        record LeaveOutHost(List<String> served) implements Fix {
            @Override
            public String rule() {
                return "leave-out-host";
            }
        }

        /** A host whose library defines these nodes: the image was built against a newer one. */
        record NewerHost(String soname, List<String> nodes) implements Fix {
            @Override
            public String rule() {
                return "newer-host";
            }
        }

        /** An image whose library defines these nodes. */
        record NewerImage(String soname, List<String> nodes) implements Fix {
            @Override
            public String rule() {
                return "newer-image";
            }
        }
    }
}

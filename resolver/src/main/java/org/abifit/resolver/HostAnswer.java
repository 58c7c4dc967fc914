package org.abifit.resolver;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
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

    /** What would help; most are found by asking again. In the order of what they cost, the cheapest first. */
    sealed interface Fix {
        /** {@return the stable id of the rule} */
        String rule();

        /** It works under these strategies: no file changes, only what is allowed. */
        record AllowStrategy(SortedSet<Strategy> takes) implements Fix {
            @Override
            public String rule() {
                return "allow-strategy";
            }
        }

        /** It works if the host's C library may replace the image's. */
        record SwapLibc() implements Fix {
            @Override
            public String rule() {
                return "swap-libc";
            }
        }

        /** It works when the whole family comes from the host instead of one library. */
        record BindFamily(String family) implements Fix {
            @Override
            public String rule() {
                return "bind-family";
            }
        }

        /** It works if these need not come from the host: a whole family, as the dispatch libraries of OpenGL. */
        record LeaveOutFamily(String family, List<String> wants) implements Fix {
            @Override
            public String rule() {
                return "leave-out-family";
            }
        }

        /** It works if this need not come from the host. */
        record LeaveOut(String soname) implements Fix {
            @Override
            public String rule() {
                return "leave-out-library";
            }
        }

        /** Another candidate image fits this host. */
        record OtherImage(String image) implements Fix {
            @Override
            public String rule() {
                return "other-image";
            }
        }

        /** An image whose C library defines these nodes. */
        record NewerBase(List<String> nodes) implements Fix {
            @Override
            public String rule() {
                return "newer-base";
            }
        }

        /** An image whose library defines these nodes. */
        record NewerImage(String soname, List<String> nodes) implements Fix {
            @Override
            public String rule() {
                return "newer-image";
            }
        }

        /** The application built again with the host's MPI release or an older one of it: what it asks for is newer. */
        record RebuildWithMpi(String implementation, String release) implements Fix {
            @Override
            public String rule() {
                return "rebuild-mpi";
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
    }
}

package org.abifit.resolver;

import java.util.List;
import java.util.SortedMap;
import org.abifit.loader.Bind;

/**
 * What to bind on one host so that every application loads; judged by the loader model.
 *
 * @param mode whether host files cover the image's, or lie in a folder of their own
 * @param binds sorted by target
 * @param env what the process needs in its environment
 * @param lazyOnly whether the application already has unbound functions as shipped, and the plan adds none
 * @param libcSwap whether the host's C library replaces the image's
 * @param downgrades sonames whose host library defines less than the image's
 */
public record BindPlan(Mode mode, List<Planned> binds, SortedMap<String, String> env, boolean lazyOnly, boolean libcSwap, List<String> downgrades) {

    /** {@return what the plan costs under a criterion} */
    public int cost(Criterion criterion) {
        return switch (criterion) {
            case LIBC_SWAP -> libcSwap ? 1 : 0;
            case DOWNGRADES -> downgrades.size();
            case BINDS -> binds.size();
        };
    }

    /** Where host files go. */
    public enum Mode {
        OVER, SIDE;

        /** {@return the word in JSON} */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A bind and why it is there. */
    public record Planned(Bind bind, String soname, Because because) {}

    /** Why a library is bound. */
    public sealed interface Because {
        /** {@return the stable id of the rule} */
        String rule();

        /** The user asked for it. */
        record Wanted() implements Because {
            @Override
            public String rule() {
                return "wanted";
            }
        }

        /** The image has none, and {@code by} needs it. */
        record ImageLacks(String by) implements Because {
            @Override
            public String rule() {
                return "image-lacks";
            }
        }

        /** The image's would not do for {@code by}: {@code what} (versions or symbols) is missing from it. */
        record ImageTooOld(String by, List<String> what) implements Because {
            @Override
            public String rule() {
                return "image-too-old";
            }
        }

        /** It belongs to the C library that is bound. */
        record LibcFamily() implements Because {
            @Override
            public String rule() {
                return "libc-family";
            }
        }

        /** Without it the loader refuses the rest. */
        record LoaderAsks() implements Because {
            @Override
            public String rule() {
                return "loader";
            }
        }
    }
}

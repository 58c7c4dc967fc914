package org.abifit.resolver;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.abifit.loader.Bind;
import org.abifit.runs.Runs;

/**
 * What to bind on one host so that every application loads; judged by the loader model.
 *
 * @param mode whether host files cover the image's, or lie in a folder of their own
 * @param binds sorted by target
 * @param env what the process needs in its environment
 * @param lazyOnly whether the application already has unbound functions as shipped, and the plan adds none
 * @param libcSwap whether the host's C library replaces the image's
 * @param downgrades libraries whose host file defines less than the image's
 * @param strategies the ways of binding that it takes; never empty
 * @param modeBecause why host files go where they go
 * @param runs whether the applications run with it, the worst of them; empty where nothing is known of that
 */
public record BindPlan(Mode mode, List<Planned> binds, SortedMap<String, String> env, boolean lazyOnly, boolean libcSwap, List<Downgrade> downgrades,
        SortedSet<Strategy> strategies, ModeBecause modeBecause, Optional<Runs> runs) {

    /** {@return what the plan costs under a criterion} */
    public int cost(Criterion criterion) {
        return switch (criterion) {
            case LIBC_SWAP -> libcSwap ? 1 : 0;
            case DOWNGRADES -> downgrades.size();
            case BINDS -> units();
        };
    }

    /** {@return how many things are bound: a family that moves as one counts as one} */
    public int units() {
        return (int) binds.stream().map(b -> b.family().orElse(b.bind().to())).distinct().count();
    }

    /** {@return the strategies as one word, as {@code fabric+mpi}} */
    public String strategy() {
        return String.join("+", strategies.stream().map(Strategy::word).toList());
    }

    /**
     * A host library that defines less than the image's.
     *
     * @param soname its name
     * @param image the image's file name, links followed
     * @param host the host's
     * @param used version nodes and symbols that the host's lacks and that something that is loaded asks for: weakly, or bound at the first call
     * @param unused those that nobody asks for, sorted
     */
    public record Downgrade(String soname, String image, String host, List<String> used, List<String> unused) {}

    /**
     * Why host files go where they go.
     *
     * @param why the case
     * @param detail for {@link Why#COVER_REFUSED}, what the loader said
     */
    public record ModeBecause(Why why, Optional<String> detail) {

        /** The cases. */
        public enum Why {
            /** There is nothing to place. */
            NOTHING_BOUND,
            /** Covering the image's files serves every process, without any environment. */
            COVERS,
            /** Some files are a bundle's, which stay at their own path. */
            OWN_PATH,
            /** Covering was refused. */
            COVER_REFUSED;

            /** {@return the stable id} */
            public String rule() {
                return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            }
        }
    }

    /** Where host files go. */
    public enum Mode {
        OVER, SIDE;

        /** {@return the word in JSON} */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A bind and why it is there.
     *
     * @param soname the library's; the file's name for what is none
     * @param family the family that it moves with, where it is one that moves as one
     */
    public record Planned(Bind bind, String soname, Because because, Optional<String> family) {}

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
    
        /** It belongs to a family that is not split. */
        record FamilyMember(String family) implements Because {
            @Override
            public String rule() {
                return "family-member";
            }
        }

        /** The host's libraries of the family open it, or the files of this folder, by dlopen. */
        record OpenedBy(String family) implements Because {
            @Override
            public String rule() {
                return "family-plugin";
            }
        }

        /** The libraries of the family read it. */
        record FamilyData(String family) implements Because {
            @Override
            public String rule() {
                return "family-data";
            }
        }
    }
}

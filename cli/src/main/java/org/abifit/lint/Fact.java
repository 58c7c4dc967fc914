package org.abifit.lint;

import java.util.List;
import java.util.Optional;
import org.abifit.knowledge.Answer;

/** What a finding is, without words. Paths, sonames and nodes are byte strings; lists are sorted unless said otherwise. */
public sealed interface Fact {

    /** {@return the rule that found it} */
    LintRule rule();

    /** A source that the host has not; {@code reached} is how far the path leads. */
    record Dangling(String path, String reached) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.DANGLING;
        }
    }

    /** A name of a list of libraries that the host has no library for. */
    record NoSuchLibrary(String name) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.DANGLING;
        }
    }

    /** A link of the host that leads to nothing. */
    record BrokenLink(String path, String target) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.DANGLING_LINK;
        }
    }

    /** A name without version that the host has no link for; {@code versioned} are the names that are there. */
    record NoUnversionedName(String path, List<String> versioned) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.DANGLING_LINK;
        }
    }

    /** A library bound under a name that no loader asks for, where nobody makes a link. */
    record NoSonameLink(String to, String soname) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.DANGLING_LINK;
        }
    }

    /** A path of a version that is gone; {@code instead} are the same paths with the versions that are there. */
    record OldVersion(String path, List<String> instead) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.OLD_VERSION_IN_PATH;
        }
    }

    /**
     * A library that bound ones need and that will not be there.
     *
     * @param neededBy who needs it
     * @param onHost where the host has it
     * @param more what else would have to be bound with it, by its own needs
     * @param lockstep whether no image can have it, because it goes with the host's kernel driver
     */
    record NotClosed(String soname, List<String> neededBy, Optional<String> onHost, List<String> more, boolean lockstep) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.NOT_CLOSED;
        }
    }

    /** Version nodes that {@code requiredBy} needs of {@code provider}, which does not define them. */
    record VersionUnmet(String provider, boolean providerBound, List<String> nodes, String requiredBy, boolean requirerBound, Optional<String> newest) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.VERSION_UNMET;
        }
    }

    /** Symbols that a bound library finds on the host but not in the container. */
    record SymbolUnmet(List<String> symbols, String requiredBy) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.SYMBOL_UNMET;
        }
    }

    /**
     * A family of which only a part is bound.
     *
     * @param bound the sonames that are bound
     * @param left the members that come from the image, or from nowhere
     * @param nodes the private version nodes that tie them, where it is those that show it
     */
    record FamilySplit(String family, List<String> bound, List<String> left, List<String> nodes) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.FAMILY_SPLIT;
        }
    }

    /** A bound library that lacks version nodes (or, where it has none, symbols) of the image's. */
    record Downgrade(String soname, String inImage, List<String> missing, boolean symbols) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.DOWNGRADE;
        }
    }

    /** A bound library that takes the place of one that guards secrets. */
    record ShadowsSecurity(String soname, Optional<String> inImage) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.SHADOWS_SECURITY_LIBRARY;
        }
    }

    /** A library for another processor or word size. */
    record WrongClass(String path, String is, String wanted) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.WRONG_CLASS;
        }
    }

    /** A bound library that the image's loader refuses for another reason; {@code message} is the loader's own. */
    record Refused(String path, String message) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.REFUSED;
        }
    }

    /** A library of a glibc host in an image with another C library. */
    record OtherCLibrary(String path, String loader) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.OTHER_C_LIBRARY;
        }
    }

    /** Something that has a library's name and is none. */
    record NotALibrary(String path, Kind kind) implements Fact {
        /** What it is instead. */
        public enum Kind { TEXT, FOLDER, MALFORMED, EXECUTABLE }

        @Override
        public LintRule rule() {
            return LintRule.NOT_A_LIBRARY;
        }
    }

    /** A place at which something else is bound already. */
    record DuplicateTarget(String to, String from, String earlierFrom, int earlierLine) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.DUPLICATE_TARGET;
        }
    }

    /** A source that should not be trusted. */
    record UnsafeSource(String path, Kind kind) implements Fact {
        /** Why. */
        public enum Kind { SET_ID, WORLD_WRITABLE, HOME }

        @Override
        public LintRule rule() {
            return LintRule.UNSAFE_SOURCE;
        }
    }

    /** A path that the syntax of the file cuts into pieces, or one that other syntaxes would. */
    record Separator(String text, Kind kind) implements Fact {
        /** What gives it away. */
        public enum Kind { NOT_ABSOLUTE, BLANK, COMMA_OR_COLON }

        @Override
        public LintRule rule() {
            return LintRule.SEPARATOR;
        }
    }

    /** A place in the container that is no absolute path. */
    record RelativeTarget(String to) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.RELATIVE_TARGET;
        }
    }

    /** A file bound on a folder, or the reverse. */
    record TargetKind(String to, boolean sourceIsFolder) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.TARGET_KIND;
        }
    }

    /**
     * The version nodes of one library that all bound libraries together ask for.
     *
     * @param node the highest numbered one
     * @param forcedBy who asks for it
     * @param unnumbered nodes without a number, such as {@code GLIBC_ABI_DT_RELR}
     */
    record Floor(LintRule rule, String node, List<String> forcedBy, List<String> unnumbered) implements Fact {}

    /** A cdiVersion that is too low or unknown, or higher than need be; {@code field} is what asks for {@code least}. */
    record CdiVersion(String stated, String least, Optional<String> field, Kind kind) implements Fact {
        /** What is wrong with it. */
        public enum Kind { UNKNOWN, TOO_LOW, HIGHER_THAN_NEEDED }

        @Override
        public LintRule rule() {
            return LintRule.CDI_VERSION;
        }
    }

    /** Hooks of a CDI file, by what they do. */
    record CdiHooks(List<String> hooks) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.CDI_HOOKS_IGNORED;
        }
    }

    /** Many preloaded libraries. */
    record PreloadLong(int count) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.PRELOAD_LIST_LONG;
        }
    }

    /** A preloaded library that will not be there: the loader says so for every process, and goes on without. */
    record PreloadMissing(String path) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.PRELOAD_MISSING;
        }
    }

    /** Several majors of a library that Sarus compares: it aborts the start of the container. */
    record SeveralMajors(String linkerName, List<String> paths) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.SEVERAL_MAJORS;
        }
    }

    /**
     * What Sarus' own check says of a host library and the image's.
     *
     * @param check the rule of Sarus
     * @param host the host's library
     * @param inImage the image's
     * @param ours our own rule where its answer is worse than that of Sarus
     */
    record SarusSays(String check, Answer.Word answer, String host, String inImage, Optional<String> ours) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.SARUS_ACCEPTS;
        }
    }

    /** A file in which no bind was found: it has none, or they stand in a way that is not read. */
    record NothingRead(SiteFormat as) implements Fact {
        @Override
        public LintRule rule() {
            return LintRule.NOT_CHECKED;
        }
    }

    /** Something that was not looked at. */
    record NotChecked(String text, Why why) implements Fact {
        /** Why not. */
        public enum Why { VARIABLE, RELATIVE, HIDDEN, INHERITED }

        @Override
        public LintRule rule() {
            return LintRule.NOT_CHECKED;
        }
    }
}

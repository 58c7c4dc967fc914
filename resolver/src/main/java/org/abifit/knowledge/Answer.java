package org.abifit.knowledge;

import java.util.List;
import java.util.Locale;

/**
 * What a rule says of two libraries.
 *
 * @param word the answer
 * @param rule the id of the rule
 * @param ground why
 * @param details what the ground's sentence names, in its order
 */
public record Answer(Word word, String rule, Ground ground, List<String> details) {
    /** The host's library may take the place of the container's; it may, but read why; it may not. */
    public enum Word {
        ACCEPT, WARN, REFUSE;

        /** {@return the word of the published form} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why an answer is as it is; the sentences, and which details they take, stand in {@code cli}. */
    public enum Ground {
        /** path, kind of library. */
        NOT_OF_KIND,
        /** path. */
        NAME_ONLY,
        /** path. */
        NO_LIBRARY_NAME,
        /** path. */
        SARUS_HOST_UNNUMBERED,
        /** path. */
        SARUS_CONTAINER_UNNUMBERED,
        /** Linker names of host and container. */
        SARUS_OTHER_LIBRARY,
        /** Real names of host and container, as for the others of Sarus. */
        SARUS_OTHER_MAJOR, SARUS_OTHER_MINOR, SARUS_OLDER, SARUS_DOWNGRADE, SARUS_BESIDE, SARUS_FITS,
        /** What host and container are, as for all about releases. */
        SAME_RELEASE, NEWER_RELEASE, OLDER_RELEASE, SAME_MAJOR, OTHER_MAJOR, NO_PROMISE, NO_PROMISE_SAME_SONAME, UNKNOWN_RELEASE,
        /** What host and container are, and the number of functions and some of them. */
        OLDER_RELEASE_LACKS,
        /** What host and container are, none. */
        OLDER_RELEASE_WHOLE,
        /** ABI family of host and container. */
        OTHER_ABI,
        /** What the container's is. */
        ALL_INSIDE,
        /** Client and server, source. */
        KNOWN_BREAK,
        /** Client and server. */
        CROSS_VERSION, NO_CROSS_VERSION,
        /** Node or nodes. */
        SAME_PRIVATE_NODE, NODES_THERE,
        /** Nodes of host, nodes of container. */
        OTHER_PRIVATE_NODE,
        /** Missing nodes. */
        NODES_MISSING,
        /** path. */
        NO_NODE,
        /** Number of symbols and some of them. */
        SYMBOLS_MISSING,
        /** None. */
        SYMBOLS_THERE,
        /** Names of host and container. */
        NUMBERS_FIT, NUMBERS_OLDER, NUMBERS_DIFFER,
        /** Toolkit, driver it needs, driver there is. */
        DRIVER_NEW_ENOUGH, DRIVER_TOO_OLD, DRIVER_UNKNOWN_TOOLKIT,
        /** CUDA release of the compatible library, branch of the driver. */
        FORWARD_FITS, FORWARD_OTHER_BRANCH, FORWARD_NOT_NEEDED,
        /** Release of the compatible library, release of the driver. */
        FORWARD_WITHOUT_NOTE,
        /** path. */
        BUILT_IN,
        /** Value of the label, release of the driver, newest CUDA that it reports. */
        LABEL_MET, LABEL_REFUSES, LABEL_UNDECIDED,
        /** What is asked for, what is there. */
        KERNEL_FITS, KERNEL_TOO_OLD, KERNEL_UNKNOWN, CPU_FITS, CPU_TOO_OLD, CPU_UNKNOWN
    }
}

package org.abifit.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a rule does with its parameters. */
public enum RuleKind {
    /** Compares file names as Sarus' MPI hook does. */
    SARUS("checker", "compare-with"),
    /** Compares the releases of two MPI libraries of an ABI family by the promises of their projects. */
    MPI_RELEASE("abi", "promise", "symbols"),
    /** Asks for the same release of an implementation on both sides, to a depth. */
    SAME_RELEASE("implementation", "abi", "accept-depth", "warn-depth"),
    /** Compares PMIx client and server. */
    PMIX("family", "releases", "cross-version", "breaks"),
    /** Asks that all version nodes of the container's library are defined by the host's. */
    NODES("family", "nodes"),
    /** Asks that both have a private version node in common. */
    PRIVATE_NODES("family", "nodes"),
    /** Asks that the container's library has such a node. */
    HAS_NODES("family", "nodes"),
    /** Asks that all symbols of the container's library with certain beginnings are defined by the host's. */
    SYMBOLS("family", "abi", "symbols", "missing"),
    /** Compares a driver's release with a table of what toolkits need. */
    DRIVER("driver", "toolkit", "table"),
    /** Compares a driver's release with what the label of an image asks for. */
    REQUIREMENT("driver", "table"),
    /** Compares the kernel that a library asks for with one that is there. */
    KERNEL,
    /** Compares the level of the processor that a library asks for with one that is there. */
    CPU_LEVEL,
    /** Judges whether what loads will run; not asked of two libraries. */
    RUNS;

    private final List<String> parameters;

    RuleKind(String... parameters) {
        this.parameters = List.of(parameters);
    }

    /** {@return whether rules of this kind have a parameter of this name} Those about running have what their judge asks for. */
    public boolean takes(String parameter) {
        return this == RUNS || parameters.contains(parameter);
    }

    /** {@return the word of a file} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the kind of this word} */
    public static Optional<RuleKind> of(String word) {
        return Stream.of(values()).filter(k -> k.word().equals(word)).findFirst();
    }
}

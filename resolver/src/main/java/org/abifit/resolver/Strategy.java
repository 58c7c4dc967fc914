package org.abifit.resolver;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A way of bringing a host's libraries into an image; a plan may use several. In the order in which they are named. */
public enum Strategy {
    /** Nothing is bound. */
    NONE,
    /** The fabric below MPI: libfabric, UCX, RDMA. */
    FABRIC,
    /** MPI itself. */
    MPI,
    /** The user-space part of a GPU driver. */
    GPU,
    /** Any other libraries, with what has to move along. */
    FAMILY,
    /** A folder of libraries that is closed in itself, at its own path. */
    BUNDLE,
    /** The C library with all that belongs to it. */
    LIBC;

    /** {@return the word on the command line and in JSON} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the strategy of this word} */
    public static Optional<Strategy> of(String word) {
        return Stream.of(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}

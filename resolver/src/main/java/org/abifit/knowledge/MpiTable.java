package org.abifit.knowledge;

import java.util.List;
import org.abifit.root.Glob;

/**
 * What is known of one MPI implementation.
 *
 * @param name a word of small letters, digits and dashes
 * @param implementation openmpi, mpich, cray-mpich, intel-mpi, mvapich2, ...; several tables may be of one
 * @param about what it is, in a sentence
 * @param sources where that was read
 * @param date when, as {@code 2026-11-21}
 * @param abi the ABI family its library follows: openmpi, mpich, mpi-abi, ... or empty where it has its own
 * @param refines the implementation of which it is a variant, told by more signs than that; empty where there is none
 * @param files patterns of the names of its libraries
 * @param symbols who defines one of these symbols is it
 * @param exceptSymbols who defines one of these symbols is not
 * @param releases rows, of which the first that fits counts
 */
public record MpiTable(String name, String implementation, String about, List<String> sources, String date, String abi, String refines, List<Glob> files, List<String> symbols, List<String> exceptSymbols,
        List<Row> releases) {
    /** The implementation that nothing tells apart from others. */
    static final String UNKNOWN = "unknown";

    /**
     * Signs of some releases.
     *
     * @param refines the implementation of which it is a variant, told by more signs than that; empty where there is none
 * @param files patterns of the library's real file name; any where there is none
     * @param needed patterns each of which a {@code DT_NEEDED} must match
     * @param release the releases, for people
     * @param from the oldest of them
     * @param before the first that is none of them any more
     */
    public record Row(List<Glob> files, List<Glob> needed, String release, Release from, Release before) {}

    /** {@return what is left of it when only its ABI family is sure} */
    MpiTable anonymous() {
        return new MpiTable(name, UNKNOWN, about, sources, date, abi, refines, files, symbols, exceptSymbols, List.of());
    }

    MpiTable extendedBy(MpiTable more) {
        return new MpiTable(name, implementation, about, Family.joined(sources, more.sources), date, abi, refines, Family.joined(more.files, files), Family.joined(more.symbols, symbols),
                Family.joined(more.exceptSymbols, exceptSymbols), Family.joined(more.releases, releases));
    }
}

package org.abifit.root;

import java.util.List;
import java.util.Map;

/**
 * What a scan found.
 *
 * @param tree the whole root
 * @param identities by what a rescan knows the files of the tree again; keyed by object
 * @param problems what could not be taken in, sorted by path
 * @param machine facts of the machine, when its own root was scanned
 * @param counts how much there was
 */
public record RootScan(Directory tree, Map<RegularFile, FileIdentity> identities, List<ScanProblem> problems, MachineFacts machine, Counts counts) {

    /** Entries of the tree, regular files, ELF files, and files that were read anew. */
    public record Counts(long entries, long files, long elf, long read) {}

    /** Thrown when a scan was told to stop. */
    public static final class CancelledException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}

package org.abifit.root;

/**
 * Something in a tree that could not be taken in; the scan went on.
 *
 * @param path where, from the root on
 * @param kind what sort of problem
 * @param text what is wrong, with offset and field for malformed files
 */
public record ScanProblem(String path, Kind kind, String text) {

    /**
     * Sorts of problems. Skipped folders are choices, the others are faults: a malformed ELF file, what cannot be read, a link to
     * itself, a file that is called a library and is none (a linker script, an empty file), an entry that is never opened.
     */
    public enum Kind { MALFORMED, UNREADABLE, SKIPPED, LINK, NOT_ELF, SPECIAL }
}

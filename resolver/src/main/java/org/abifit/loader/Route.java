package org.abifit.loader;

/**
 * How the loader came by a file.
 *
 * @param rule which part of the search led to it
 * @param owner whose RPATH or RUNPATH it was, a path; empty for other rules
 * @param folder the folder, as it stands in the list that was searched; empty where no list was
 */
public record Route(Rule rule, String owner, String folder) {
    /** The application itself, and what was asked for by a path. */
    static final Route PROGRAM = new Route(Rule.PROGRAM, "", ""), PATH = new Route(Rule.PATH, "", "");

    /** Parts of a search, in glibc's order. */
    public enum Rule {
        /** Not searched: the application. */
        PROGRAM,
        /** Not searched: the name is a path. */
        PATH, RPATH, LD_LIBRARY_PATH, RUNPATH, CACHE,
        /** The loader's own list of folders. */
        DEFAULT
    }
}

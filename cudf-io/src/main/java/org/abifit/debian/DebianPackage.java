package org.abifit.debian;

import java.util.List;

/**
 * A package as an index or a status tells of it, checked: all versions are versions, all relations are read.
 *
 * @param kind binary or source
 * @param name as Debian writes it; of a source package without {@code src:}
 * @param version its version
 * @param architecture of a source package all it is for, parted by commas
 * @param multiArch how packages of several architectures go together
 * @param depends {@code Pre-Depends} and {@code Depends}, or all build dependencies that count
 * @param conflicts {@code Breaks} and {@code Conflicts}, or all build conflicts that count
 * @param provides what it stands for besides itself
 * @param recommends {@code Recommends}
 * @param replaces {@code Replaces}
 * @param facts all that has no influence on relations
 */
record DebianPackage(Kind kind, String name, String version, String architecture, MultiArch multiArch, List<List<Relation>> depends,
                     List<Relation> conflicts, List<Relation> provides, List<List<Relation>> recommends, List<Relation> replaces, Facts facts) {

    /** What is built, or what it is built from. */
    enum Kind { BIN, SRC }

    /** The field {@code Multi-Arch}. */
    enum MultiArch { NO, SAME, FOREIGN, ALLOWED }

    /**
     * What else is known of a package.
     *
     * @param essential whether a system cannot do without it
     * @param installed whether it is installed now
     * @param hold whether it is to stay as it is
     * @param source the source package it is built from
     * @param sourceVersion the version of that
     * @param priority its priority, or empty
     * @param installedSize in KiB
     * @param file the index that holds it
     * @param line where it starts there
     */
    record Facts(boolean essential, boolean installed, boolean hold, String source, String sourceVersion, String priority,
                 long installedSize, String file, long line) {
    }

    boolean isSource() {
        return kind == Kind.SRC;
    }

    DebianFault fault(String problem) {
        return new DebianFault(facts.file(), facts.line(), "", problem);
    }

    /** {@return {@code libc6 2.36-9 amd64}} */
    @Override
    public String toString() {
        return name + " " + version + " " + architecture;
    }
}

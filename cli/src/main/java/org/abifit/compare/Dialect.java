package org.abifit.compare;

/** How a solver wants its criteria written, and what it counts. */
public enum Dialect {
    /** Pairs of name and version, the terms of MISC 2012. */
    ASPCUD(School.PAIRS),
    /** {@code -lex[...]}, names. */
    MCCS(School.NAMES),
    /** The five terms of MISC 2010 and 2011, names. */
    PACKUP(School.NAMES),
    /** The criteria as they were given, names: abifit itself, and solvers that read what users write. */
    MISC(School.NAMES);

    private final School school;

    Dialect(School school) {
        this.school = school;
    }

    /** {@return what solvers of this dialect count} */
    public School school() {
        return school;
    }

    /** The two ways of counting that bare terms as {@code removed} have (MISC 2010 and 2011; MISC 2012). */
    public enum School {
        /** Names of packages. */
        NAMES,
        /** Pairs of name and version. */
        PAIRS
    }
}

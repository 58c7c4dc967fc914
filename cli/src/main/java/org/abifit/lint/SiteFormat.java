package org.abifit.lint;

import java.util.Locale;

/** The kinds of files that sites keep their binds in. */
public enum SiteFormat {
    /** A hook of the OCI hooks format, as Sarus reads them: {@code MPI_LIBS} and the like in its environment. */
    OCI_HOOK,
    /** Container Device Interface, JSON or YAML. */
    CDI,
    /** {@code nvliblist.conf}, {@code rocmliblist.conf}: beginnings of names, one a line. */
    LIBRARY_LIST,
    /** A shell script that sets {@code APPTAINER_BIND} and the like, or calls a runtime with binds. */
    SHELL,
    /** An EasyBuild recipe of a module. */
    EASYBUILD,
    /** An Lmod module. */
    LUA,
    /** A module in Tcl. */
    TCL,
    /** A module of podman-hpc, YAML. */
    PODMAN_HPC,
    /** An environment definition file of the CSCS container engine, TOML. */
    EDF,
    /** This program's own plan, JSON. */
    PLAN;

    /** {@return the word on the command line} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return whether what starts the container makes the links by which loaders ask for libraries} */
    boolean makesLinks() {
        return switch (this) {
            case OCI_HOOK, PODMAN_HPC, LIBRARY_LIST -> true;
            case CDI, SHELL, EASYBUILD, LUA, TCL, EDF, PLAN -> false;
        };
    }
}

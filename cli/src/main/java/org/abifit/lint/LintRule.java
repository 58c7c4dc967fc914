package org.abifit.lint;

import java.util.Locale;

/** The rules that files of sites are held to. Their ids stand in reports and stay. */
public enum LintRule {
    CDI_HOOKS_IGNORED("Hooks of a CDI file are not run by every runtime."),
    CDI_VERSION("The cdiVersion fits the fields of a CDI file."),
    DANGLING("What is bound is on the host."),
    DANGLING_LINK("The names by which a library is opened lead to it."),
    DOWNGRADE("A bound library has all that the image's library of that name has."),
    DUPLICATE_TARGET("No two sources are bound at one place."),
    FAMILY_SPLIT("Libraries that belong together come from the same side."),
    GLIBC_FLOOR("The oldest C library that the bound libraries run with."),
    LIBSTDCXX_FLOOR("The oldest C++ library that the bound libraries run with."),
    NOT_A_LIBRARY("What is bound as a library is one."),
    NOT_CHECKED("What the file says can be worked out."),
    NOT_CLOSED("What bound libraries need is bound, too, or in the image."),
    OLD_VERSION_IN_PATH("Paths with a version in them name the version that is there."),
    OTHER_C_LIBRARY("Libraries of glibc hosts go into images with glibc."),
    PRELOAD_LIST_LONG("Few libraries are preloaded into every process."),
    PRELOAD_MISSING("What is preloaded is in the container."),
    REFUSED("The image's loader takes what is bound."),
    RELATIVE_TARGET("Places in the container are absolute paths."),
    SARUS_ACCEPTS("What the check of Sarus says of the same pair of libraries."),
    SEPARATOR("Paths hold no character that ends them in the file's syntax."),
    SEVERAL_MAJORS("The image holds one major version of each MPI library that Sarus replaces."),
    SHADOWS_SECURITY_LIBRARY("Libraries that guard secrets stay the image's own."),
    SYMBOL_UNMET("Bound libraries find all symbols in the container."),
    TARGET_KIND("Files are bound on files, folders on folders."),
    UNSAFE_SOURCE("Only files that nobody else can change are bound, and none that are set-id."),
    VERSION_UNMET("Bound libraries find the version nodes that they need, and the image's find theirs in them."),
    WRONG_CLASS("Bound libraries are for the image's processor and word size.");

    private final String about;

    LintRule(String about) {
        this.about = about;
    }

    /** {@return the id, as {@code not-closed}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return what holds where the rule finds nothing, in a sentence} */
    public String about() {
        return about;
    }
}

package org.abifit.cudf;

import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.abifit.cudf.CudfDocument.PackageId;

/**
 * Why a set of packages is no solution: a closed list, as data; the sentences are made elsewhere.
 * CUDF 2.0 section 2.3 (for requests 2.3.4) says what each asks for.
 */
public sealed interface CudfReason {

    /** {@return the name of the kind of reason, the same in all releases} */
    default String kind() {
        return switch (this) {
            case UnknownPackage r -> "unknown-package";
            case DuplicatePackage r -> "duplicate-package";
            case UnsatisfiedDepends r -> "unsatisfied-depends";
            case Conflict r -> "conflict";
            case MissingInstall r -> "missing-install";
            case PresentRemove r -> "present-remove";
            case NotUpgraded r -> "not-upgraded";
            case Downgraded r -> "downgraded";
            case NotUnique r -> "not-unique";
            case KeepVersion r -> "keep-version";
            case KeepPackage r -> "keep-package";
            case KeepFeature r -> "keep-feature";
        };
    }

    /**
     * The document has no such package.
     *
     * @param id what the solution lists
     */
    record UnknownPackage(PackageId id) implements CudfReason {
    }

    /**
     * The solution lists a package more than once.
     *
     * @param id what it lists
     */
    record DuplicatePackage(PackageId id) implements CudfReason {
    }

    /**
     * An installed package needs something that nobody installed is or provides.
     *
     * @param id who needs it
     * @param disjunction the alternatives, none of which is met; empty for {@code false!}
     */
    record UnsatisfiedDepends(PackageId id, List<Vpkg> disjunction) implements CudfReason {

        /** Copies the list. */
        public UnsatisfiedDepends {
            disjunction = List.copyOf(disjunction);
        }
    }

    /**
     * An installed package excludes another installed one.
     *
     * @param id who excludes
     * @param conflict the entry of its {@code conflicts}
     * @param with whom it excludes
     */
    record Conflict(PackageId id, Vpkg conflict, PackageId with) implements CudfReason {
    }

    /**
     * Nothing installed matches an {@code install} entry.
     *
     * @param request the entry
     */
    record MissingInstall(Vpkg request) implements CudfReason {
    }

    /**
     * Something installed matches a {@code remove} entry.
     *
     * @param request the entry
     * @param present what matches it
     */
    record PresentRemove(Vpkg request, PackageId present) implements CudfReason {
    }

    /**
     * Nothing installed matches an {@code upgrade} entry.
     *
     * @param request the entry
     */
    record NotUpgraded(Vpkg request) implements CudfReason {
    }

    /**
     * The name of an {@code upgrade} entry is now installed in a lower version than before.
     *
     * @param request the entry
     * @param before the highest version before, also of the feature; empty: someone provided all versions
     * @param after the version now
     */
    record Downgraded(Vpkg request, OptionalLong before, long after) implements CudfReason {
    }

    /**
     * The name of an {@code upgrade} entry is installed in several versions.
     *
     * @param request the entry
     * @param versions the versions, also of the feature
     * @param all whether someone provides the feature without version, which counts as all of them
     */
    record NotUnique(Vpkg request, SortedSet<Long> versions, boolean all) implements CudfReason {
    }

    /**
     * An installed package with {@code keep: version} is gone.
     *
     * @param id the package
     */
    record KeepVersion(PackageId id) implements CudfReason {
    }

    /**
     * An installed package with {@code keep: package} is gone, and so are all versions of its name.
     *
     * @param id the package
     */
    record KeepPackage(PackageId id) implements CudfReason {
    }

    /**
     * A feature of an installed package with {@code keep: feature} is no longer provided.
     *
     * @param id the package
     * @param feature the entry of its {@code provides}
     */
    record KeepFeature(PackageId id, Vpkg feature) implements CudfReason {
    }
}

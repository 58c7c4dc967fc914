package org.abifit.upgrade;

import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.Vpkg;

/** A part of an upgrade problem that stands against a solution. Data; sentences are made by whoever shows them. */
public sealed interface Why {

    /** An entry of {@code install}. */
    record Install(Vpkg entry) implements Why {}

    /** An entry of {@code upgrade}: there, in one version, and not below what was installed. */
    record Upgrade(Vpkg entry) implements Why {}

    /** An entry of {@code remove}. */
    record Remove(Vpkg entry) implements Why {}

    /** An installed package that must stay in this version. */
    record KeepVersion(PackageId id) implements Why {}

    /** An installed package of which some version must stay. */
    record KeepPackage(PackageId id) implements Why {}

    /** An installed package whose feature must stay. */
    record KeepFeature(PackageId id, Vpkg feature) implements Why {}

    /**
     * A package needs one of these.
     *
     * @param targets a disjunction, as {@code a >= 2 | b}; {@code false!} where it has no member
     * @param nobody whether the universe has none of them
     */
    record Depends(PackageId id, String targets, boolean nobody) implements Why {}

    /** A package does not go with what matches this. */
    record Conflicts(PackageId id, Vpkg entry) implements Why {}
}

package org.abifit.cli;

import org.abifit.upgrade.Why;

/** Every sentence about why an upgrade problem has no solution. */
final class CudfWhyText {
    private CudfWhyText() {}

    /** {@return the sentence, in words of the document} */
    static String sentence(Why why) {
        return switch (why) {
            case Why.Install install -> "the request installs %s".formatted(install.entry());
            case Why.Upgrade upgrade -> "the request upgrades %s: one version, none below the installed one".formatted(upgrade.entry());
            case Why.Remove remove -> "the request removes %s".formatted(remove.entry());
            case Why.KeepVersion keep -> "%s is to be kept (keep: version)".formatted(keep.id());
            case Why.KeepPackage keep -> "%s is to be kept in some version (keep: package)".formatted(keep.id().name());
            case Why.KeepFeature keep -> "feature %s of %s is to be kept (keep: feature)".formatted(keep.feature(), keep.id());
            case Why.Depends depends -> depends.nobody() ? "%s depends on %s, which nobody has".formatted(depends.id(), depends.targets())
                    : "%s depends on %s".formatted(depends.id(), depends.targets());
            case Why.Conflicts conflicts -> "%s conflicts with %s".formatted(conflicts.id(), conflicts.entry());
        };
    }

    /** {@return the stable word for its kind} */
    static String kind(Why why) {
        return switch (why) {
            case Why.Install install -> "install";
            case Why.Upgrade upgrade -> "upgrade";
            case Why.Remove remove -> "remove";
            case Why.KeepVersion keep -> "keep-version";
            case Why.KeepPackage keep -> "keep-package";
            case Why.KeepFeature keep -> "keep-feature";
            case Why.Depends depends -> "depends";
            case Why.Conflicts conflicts -> "conflicts";
        };
    }
}

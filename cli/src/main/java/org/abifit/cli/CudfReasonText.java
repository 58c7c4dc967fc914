package org.abifit.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.abifit.cudf.CudfReason;
import org.abifit.cudf.Vpkg;

/** Why packages are no solution: the one place of the sentences. */
final class CudfReasonText {
    private CudfReasonText() {}

    /** {@return the sentence of a reason} */
    static String of(CudfReason reason) {
        return switch (reason) {
            case CudfReason.UnknownPackage r -> "%s is not in the document".formatted(r.id());
            case CudfReason.DuplicatePackage r -> "%s is listed more than once".formatted(r.id());
            case CudfReason.UnsatisfiedDepends r -> r.disjunction().isEmpty() ? "%s depends on false!, so nothing can have it installed".formatted(r.id())
                    : "%s depends on %s, and nothing that is installed is or provides %s".formatted(r.id(), alternatives(r.disjunction()),
                            r.disjunction().size() == 1 ? "that" : "one of them");
            case CudfReason.Conflict r -> "%s conflicts with %s, and %s is or provides that".formatted(r.id(), r.conflict(), r.with());
            case CudfReason.MissingInstall r -> "%s is to be installed, and nothing that is installed is or provides it".formatted(r.request());
            case CudfReason.PresentRemove r -> "%s is to be removed, and %s is or provides it".formatted(r.request(), r.present());
            case CudfReason.NotUpgraded r -> "%s is to be there after an upgrade, and nothing that is installed is or provides it".formatted(r.request());
            case CudfReason.Downgraded r -> "%s was there in %s and is now in version %d".formatted(r.request().name(),
                    r.before().isPresent() ? "version " + r.before().getAsLong() : "all versions (a provider names none)", r.after());
            case CudfReason.NotUnique r -> "%s is to be there in one version after an upgrade, and is in %s".formatted(r.request().name(), versions(r));
            case CudfReason.KeepVersion r -> "%s is to stay (keep: version), and is not installed".formatted(r.id());
            case CudfReason.KeepPackage r -> "%s is to stay in some version (keep: package), and none is installed".formatted(r.id());
            case CudfReason.KeepFeature r -> "%s is to stay provided (keep: feature of %s), and nothing that is installed is or provides it".formatted(r.feature(), r.id());
        };
    }

    /** {@return the package that a reason is about: name and version, or the entry of the request} */
    static String about(CudfReason reason) {
        return switch (reason) {
            case CudfReason.UnknownPackage r -> r.id().toString();
            case CudfReason.DuplicatePackage r -> r.id().toString();
            case CudfReason.UnsatisfiedDepends r -> r.id().toString();
            case CudfReason.Conflict r -> r.id().toString();
            case CudfReason.MissingInstall r -> r.request().toString();
            case CudfReason.PresentRemove r -> r.present().toString();
            case CudfReason.NotUpgraded r -> r.request().toString();
            case CudfReason.Downgraded r -> r.request().toString();
            case CudfReason.NotUnique r -> r.request().toString();
            case CudfReason.KeepVersion r -> r.id().toString();
            case CudfReason.KeepPackage r -> r.id().toString();
            case CudfReason.KeepFeature r -> r.id().toString();
        };
    }

    private static String alternatives(List<Vpkg> disjunction) {
        return disjunction.stream().map(Vpkg::toString).collect(Collectors.joining(" | "));
    }

    private static String versions(CudfReason.NotUnique reason) {
        List<String> versions = reason.versions().stream().map(String::valueOf).toList();
        String numbers = versions.isEmpty() ? "" : String.join(", ", versions) + (reason.all() ? " and " : "");
        return numbers + (reason.all() ? "all (a provider names none)" : "");
    }
}

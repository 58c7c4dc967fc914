package org.abifit.cudf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.abifit.cudf.CudfDocument.PackageId;

/**
 * The judge of solutions (CUDF 2.0 section 2.3). It knows no solver and shares nothing with one; it asks what the
 * specification asks: is the installation consistent in itself, and do the request and the keeps hold? What was
 * installed before need not be consistent, and nothing else ties the solution to it: removing everything can be right.
 */
public final class CudfChecker {
    private final CudfDocument document;
    private final List<CudfReason> reasons = new ArrayList<>();

    private CudfChecker(CudfDocument document) {
        this.document = document;
    }

    /** What the checker says. */
    public sealed interface Verdict {
        /** The packages are a solution of the document. */
        record Solution() implements Verdict {
        }

        /**
         * The packages are no solution.
         *
         * @param reasons all reasons, at least one: first about what is listed, then package by package in the order of
         *     the document, then the request, then the keeps
         */
        record NoSolution(List<CudfReason> reasons) implements Verdict {

            /** Copies the list; throws {@link IllegalArgumentException} when it is empty. */
            public NoSolution {
                reasons = List.copyOf(reasons);
                if (reasons.isEmpty()) {
                    throw new IllegalArgumentException("no solution without a reason");
                }
            }
        }
    }

    /**
     * Judges an installation. Packages that the document does not know are a reason of their own and otherwise left out.
     *
     * @param document the upgrade problem
     * @param installed all packages that are installed afterwards
     * @return the verdict
     */
    public static Verdict check(CudfDocument document, Collection<PackageId> installed) {
        List<CudfReason> reasons = new CudfChecker(document).judge(installed);
        return reasons.isEmpty() ? new Verdict.Solution() : new Verdict.NoSolution(reasons);
    }

    /**
     * {@return what of the packages that are installed before the request lacks what it needs or has what it excludes}
     * Nobody asks that of a document; it is a fact that explains answers.
     *
     * @param document the upgrade problem
     */
    public static List<CudfReason> inconsistencies(CudfDocument document) {
        CudfChecker checker = new CudfChecker(document);
        List<CudfDocument.Package> before = checker.before();
        Installation installation = new Installation(before);
        before.forEach(one -> checker.checkConsistent(one, installation));
        return List.copyOf(checker.reasons);
    }

    /**
     * {@return whether all that is installed before the request has what it needs and nothing that it excludes}
     *
     * @param document the upgrade problem
     */
    public static boolean isConsistent(CudfDocument document) {
        return inconsistencies(document).isEmpty();
    }

    private List<CudfReason> judge(Collection<PackageId> listed) {
        Set<PackageId> chosen = checkListed(listed);
        List<CudfDocument.Package> after = document.packages().stream().filter(one -> chosen.contains(one.id())).toList();
        Installation solution = new Installation(after);
        after.forEach(one -> checkConsistent(one, solution));
        checkRequest(solution);
        before().forEach(one -> checkKeep(one, solution));
        return reasons;
    }

    private List<CudfDocument.Package> before() {
        return document.packages().stream().filter(CudfDocument.Package::installed).toList();
    }

    private Set<PackageId> checkListed(Collection<PackageId> listed) {
        Set<PackageId> known = new HashSet<>();
        document.packages().forEach(one -> known.add(one.id()));
        Map<PackageId, Integer> times = new HashMap<>();
        for (PackageId id : listed) {
            int time = times.merge(id, 1, Integer::sum);
            if (time == 1 && !known.contains(id)) {
                reasons.add(new CudfReason.UnknownPackage(id));
            } else if (time == 2) {
                reasons.add(new CudfReason.DuplicatePackage(id));
            }
        }
        return times.keySet();
    }

    // A package may meet its own dependencies, also through its features; it never conflicts with itself, its features
    // included. Another version of its name is another package.
    private void checkConsistent(CudfDocument.Package one, Installation solution) {
        for (List<Vpkg> disjunction : one.depends().disjunctions()) {
            if (disjunction.stream().noneMatch(solution::matches)) {
                reasons.add(new CudfReason.UnsatisfiedDepends(one.id(), disjunction));
            }
        }
        for (Vpkg conflict : one.conflicts()) {
            solution.matching(conflict).stream().filter(other -> !other.equals(one.id()))
                    .forEach(other -> reasons.add(new CudfReason.Conflict(one.id(), conflict, other)));
        }
    }

    private void checkRequest(Installation solution) {
        for (Vpkg install : document.request().install()) {
            if (!solution.matches(install)) {
                reasons.add(new CudfReason.MissingInstall(install));
            }
        }
        for (Vpkg remove : document.request().remove()) {
            solution.matching(remove).forEach(present -> reasons.add(new CudfReason.PresentRemove(remove, present)));
        }
        Installation before = new Installation(before());
        document.request().upgrade().forEach(upgrade -> checkUpgrade(upgrade, before, solution));
    }

    // The constraint binds what must be there; one version, and not a lower one, goes for the name as a whole.
    private void checkUpgrade(Vpkg upgrade, Installation before, Installation solution) {
        if (!solution.matches(upgrade)) {
            reasons.add(new CudfReason.NotUpgraded(upgrade));
        }
        Installation.Versions now = solution.versions(upgrade.name());
        if (now.isOne()) {
            checkNotDowngraded(upgrade, before.versions(upgrade.name()), now.numbers().first());
        } else if (now.all() || !now.numbers().isEmpty()) {
            reasons.add(new CudfReason.NotUnique(upgrade, now.numbers(), now.all()));
        }
    }

    // Who provided all versions provided higher ones too: no version now is as good.
    private void checkNotDowngraded(Vpkg upgrade, Installation.Versions before, long after) {
        if (before.all()) {
            reasons.add(new CudfReason.Downgraded(upgrade, OptionalLong.empty(), after));
        } else if (!before.numbers().isEmpty() && before.numbers().last() > after) {
            reasons.add(new CudfReason.Downgraded(upgrade, OptionalLong.of(before.numbers().last()), after));
        }
    }

    private void checkKeep(CudfDocument.Package one, Installation solution) {
        switch (one.keep()) {
            case NONE -> { /* nothing must stay */ }
            case VERSION -> addUnless(solution.contains(one.id()), new CudfReason.KeepVersion(one.id()));
            case PACKAGE -> addUnless(solution.containsName(one.id().name()), new CudfReason.KeepPackage(one.id()));
            case FEATURE -> one.provides().forEach(
                    feature -> addUnless(solution.matches(feature), new CudfReason.KeepFeature(one.id(), feature)));
        }
    }

    private void addUnless(boolean holds, CudfReason reason) {
        if (!holds) {
            reasons.add(reason);
        }
    }
}

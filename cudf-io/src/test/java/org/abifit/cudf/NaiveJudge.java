package org.abifit.cudf;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.abifit.cudf.CudfDocument.PackageId;

/** The specification's words, one method each, without index and without reasons: the witness of {@link CudfChecker}. */
final class NaiveJudge {
    private static final Long ALL = Long.MAX_VALUE;

    private NaiveJudge() {
    }

    static boolean isSolution(CudfDocument document, Collection<PackageId> installed) {
        List<CudfDocument.Package> after = document.packages().stream().filter(p -> installed.contains(p.id())).toList();
        List<CudfDocument.Package> before = document.packages().stream().filter(CudfDocument.Package::installed).toList();
        return after.stream().allMatch(p -> p.depends().disjunctions().stream().allMatch(or -> or.stream().anyMatch(v -> someMatch(v, after))))
                && after.stream().allMatch(p -> after.stream().allMatch(q -> p == q || p.conflicts().stream().noneMatch(v -> match(v, q))))
                && document.request().install().stream().allMatch(v -> someMatch(v, after))
                && document.request().remove().stream().noneMatch(v -> someMatch(v, after))
                && document.request().upgrade().stream().allMatch(v -> someMatch(v, after) && upgraded(v.name(), before, after))
                && before.stream().allMatch(p -> kept(p, after));
    }

    private static boolean upgraded(String name, List<CudfDocument.Package> before, List<CudfDocument.Package> after) {
        Set<Long> now = versions(name, after);
        return now.size() == 1 && !now.contains(ALL) && versions(name, before).stream().allMatch(v -> v <= now.iterator().next());
    }

    private static boolean kept(CudfDocument.Package one, List<CudfDocument.Package> after) {
        return switch (one.keep()) {
            case NONE -> true;
            case VERSION -> after.contains(one);
            case PACKAGE -> after.stream().anyMatch(p -> p.id().name().equals(one.id().name()));
            case FEATURE -> one.provides().stream().allMatch(feature -> someMatch(feature, after));
        };
    }

    private static Set<Long> versions(String name, List<CudfDocument.Package> packages) {
        return packages.stream().flatMap(p -> offers(p).stream()).filter(offer -> offer.name().equals(name))
                .map(offer -> offer.constraint().map(Vpkg.Constraint::version).orElse(ALL)).collect(Collectors.toCollection(TreeSet::new));
    }

    static boolean someMatch(Vpkg vpkg, List<CudfDocument.Package> packages) {
        return packages.stream().anyMatch(p -> match(vpkg, p));
    }

    private static boolean match(Vpkg wanted, CudfDocument.Package one) {
        return offers(one).stream().anyMatch(offer -> offer.name().equals(wanted.name())
                && (offer.constraint().isEmpty() || compare(offer.constraint().get().version(), wanted)));
    }

    private static Set<Vpkg> offers(CudfDocument.Package one) {
        Set<Vpkg> offers = one.provides().stream().collect(Collectors.toSet());
        offers.add(Vpkg.of(one.id().name(), Vpkg.RelOp.EQ, one.id().version()));
        return offers;
    }

    private static boolean compare(long version, Vpkg wanted) {
        return wanted.constraint().isEmpty() || allowedSigns(wanted.constraint().get().relop())
                .contains(Integer.signum(Long.compare(version, wanted.constraint().get().version())));
    }

    private static Set<Integer> allowedSigns(Vpkg.RelOp relop) {
        return switch (relop) {
            case EQ -> Set.of(0);
            case NEQ -> Set.of(-1, 1);
            case GEQ -> Set.of(0, 1);
            case GT -> Set.of(1);
            case LEQ -> Set.of(-1, 0);
            case LT -> Set.of(-1);
        };
    }
}

package org.abifit.cudf;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.abifit.cudf.Criteria.Aligned;
import org.abifit.cudf.Criteria.Count;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.Names;
import org.abifit.cudf.Criteria.OutOfDate;
import org.abifit.cudf.Criteria.Sum;
import org.abifit.cudf.Criteria.Unsatisfied;
import org.abifit.cudf.Criteria.Weighted;
import org.abifit.cudf.CudfDocument.PackageId;

/**
 * What a solution costs under given criteria. Like {@link CudfChecker}, it knows no solver. Costs are exact at any size;
 * a maximised criterion has the number that is to be large, not its negative.
 */
public final class CudfCost {
    private static final CudfValue ABSENT = new CudfValue.Int(0);

    private final CudfSlice slice;
    private final Installation solution;
    private final PackageSets sets;

    private CudfCost(CudfSlice slice, Collection<PackageId> installed) {
        this.slice = slice;
        Set<PackageId> chosen = new HashSet<>(installed);
        List<CudfDocument.Package> after = slice.document().packages().stream().filter(one -> chosen.contains(one.id())).toList();
        solution = new Installation(after);
        sets = new PackageSets(slice.document(), after);
    }

    /**
     * {@return the cost under each criterion, in their order}
     *
     * @param slice the upgrade problem, or as much of it as is needed
     * @param installed all packages that are installed afterwards, be they a solution or not; unknown ones are left out
     * @param criteria what to count
     */
    public static List<BigInteger> of(CudfSlice slice, Collection<PackageId> installed, Criteria criteria) {
        CudfCost cost = new CudfCost(slice, installed);
        return criteria.items().stream().map(item -> cost.of(item.measure())).toList();
    }

    /**
     * {@return the cost under each criterion, in their order}
     *
     * @param document the upgrade problem
     * @param installed all packages that are installed afterwards, be they a solution or not; unknown ones are left out
     * @param criteria what to count
     */
    public static List<BigInteger> of(CudfDocument document, Collection<PackageId> installed, Criteria criteria) {
        return of(CudfSlice.whole(document), installed, criteria);
    }

    private BigInteger of(Measure measure) {
        return switch (measure) {
            case Names names -> count(sets.names().filter(name -> changes(names.change(), name)));
            case Count count -> count(sets.members(count.set()));
            case Sum sum -> sets.members(sum.set()).map(one -> number(one, sum.property())).reduce(BigInteger.ZERO, BigInteger::add);
            case OutOfDate outOfDate -> count(sets.members(outOfDate.set()).filter(this::isOutOfDate));
            case Unsatisfied unsatisfied -> sets.members(unsatisfied.set()).map(one -> unsatisfied(one, unsatisfied.property()))
                    .reduce(BigInteger.ZERO, BigInteger::add);
            case Aligned aligned -> aligned(sets.members(aligned.set()).toList(), aligned);
            case Weighted weighted -> weighted.parts().stream().map(this::of).reduce(BigInteger.ZERO, BigInteger::add);
        };
    }

    private BigInteger of(Weighted.Part part) {
        return of(part.measure()).multiply(BigInteger.valueOf(part.weight()));
    }

    private boolean changes(Criteria.Change change, String name) {
        SortedSet<Long> before = sets.before(name);
        SortedSet<Long> after = sets.after(name);
        return switch (change) {
            case REMOVED -> !before.isEmpty() && after.isEmpty();
            case NEW -> before.isEmpty() && !after.isEmpty();
            case CHANGED -> !before.equals(after);
            case NOT_UP_TO_DATE -> !after.isEmpty() && after.last() < slice.newest().applyAsLong(name);
        };
    }

    private boolean isOutOfDate(CudfDocument.Package one) {
        return one.id().version() < slice.newest().applyAsLong(one.id().name());
    }

    private static BigInteger number(CudfDocument.Package one, String property) {
        return switch (value(one, property)) {
            case CudfValue.Int number -> BigInteger.valueOf(number.value());
            case CudfValue.Bool bool -> bool.value() ? BigInteger.ONE : BigInteger.ZERO;
            case CudfValue.Text text -> BigInteger.ZERO;
            case CudfValue.Ident ident -> BigInteger.ZERO;
            case CudfValue.EnumIdent ident -> BigInteger.ZERO;
            case CudfValue.PkgName name -> BigInteger.ZERO;
            case Vpkg vpkg -> BigInteger.ZERO;
            case CudfValue.VpkgList list -> BigInteger.ZERO;
            case CudfValue.VpkgFormula formula -> BigInteger.ZERO;
            case CudfValue.TypeDecl typedecl -> BigInteger.ZERO;
        };
    }

    private BigInteger unsatisfied(CudfDocument.Package one, String property) {
        return value(one, property) instanceof CudfValue.VpkgFormula formula
                ? count(formula.disjunctions().stream().filter(alternatives -> alternatives.stream().noneMatch(solution::matches)))
                : BigInteger.ZERO;
    }

    /** Both values of {@link Aligned}. */
    private record Pair(CudfValue group, CudfValue value) {
    }

    private static BigInteger aligned(List<CudfDocument.Package> members, Aligned aligned) {
        Stream<Pair> pairs = members.stream().map(one -> new Pair(value(one, aligned.group()), value(one, aligned.value()))).distinct();
        Stream<CudfValue> groups = members.stream().map(one -> value(one, aligned.group())).distinct();
        return count(pairs).subtract(count(groups));
    }

    private static CudfValue value(CudfDocument.Package one, String property) {
        return Optional.ofNullable(one.properties().get(property)).orElse(ABSENT);
    }

    private static BigInteger count(Stream<?> counted) {
        return BigInteger.valueOf(counted.count());
    }
}

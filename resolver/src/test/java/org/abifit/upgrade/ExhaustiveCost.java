package org.abifit.upgrade;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.PackageSet;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.Vpkg;

/** What a set of packages costs, package by package and name by name, as the table of measures says. */
final class ExhaustiveCost {
    private final Exhaustive sets;
    private final Criteria criteria;

    ExhaustiveCost(Exhaustive sets, Criteria criteria) {
        this.sets = sets;
        this.criteria = criteria;
    }

    /** {@return the costs of the best of these sets; empty where there is none} */
    Optional<List<BigInteger>> best(List<Integer> solutions) {
        return solutions.stream().map(this::of).min(order());
    }

    private Comparator<List<BigInteger>> order() {
        return (left, right) -> {
            for (int i = 0; i < left.size(); i++) {
                int compared = left.get(i).compareTo(right.get(i));
                if (compared != 0) {
                    return criteria.items().get(i).maximise() ? -compared : compared;
                }
            }
            return 0;
        };
    }

    List<BigInteger> of(int after) {
        return criteria.items().stream().map(item -> of(item.measure(), after)).toList();
    }

    private BigInteger of(Measure measure, int after) {
        return switch (measure) {
            case Criteria.Names names -> sum(names().filter(name -> changes(names.change(), name, after)).map(name -> 1L));
            case Criteria.Count count -> sum(members(count.set(), after).map(p -> 1L));
            case Criteria.Sum sum -> sum(members(sum.set(), after).map(p -> number(p, sum.property())));
            case Criteria.OutOfDate old -> sum(members(old.set(), after).map(p -> version(p) == newest(name(p)) ? 0L : 1L));
            case Criteria.Unsatisfied wish -> sum(members(wish.set(), after).map(p -> value(p, wish.property()) instanceof CudfValue.VpkgFormula formula
                    ? (long) sets.unmet(formula.disjunctions(), after) : 0L));
            case Criteria.Aligned same -> BigInteger.valueOf(aligned(same, after));
            case Criteria.Weighted weighted -> weighted.parts().stream().map(part -> BigInteger.valueOf(part.weight()).multiply(of(part.measure(), after)))
                    .reduce(BigInteger.ZERO, BigInteger::add);
        };
    }

    private static BigInteger sum(Stream<Long> numbers) {
        return numbers.map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private int aligned(Criteria.Aligned same, int after) {
        Set<Object> pairs = new HashSet<>();
        Set<Object> groups = new HashSet<>();
        members(same.set(), after).forEach(p -> {
            groups.add(value(p, same.group()));
            pairs.add(List.of(value(p, same.group()), value(p, same.value())));
        });
        return pairs.size() - groups.size();
    }

    private boolean changes(Criteria.Change change, String name, int after) {
        boolean was = sets.hasName(sets.before, name);
        boolean is = sets.hasName(after, name);
        return switch (change) {
            case REMOVED -> was && !is;
            case NEW -> is && !was;
            case CHANGED -> ofName(name).anyMatch(p -> Exhaustive.has(sets.before, p) != Exhaustive.has(after, p));
            case NOT_UP_TO_DATE -> is && ofName(name).noneMatch(p -> Exhaustive.has(after, p) && version(p) == newest(name));
        };
    }

    private Stream<Integer> members(PackageSet set, int after) {
        return packages().filter(p -> isIn(set, p, after));
    }

    private boolean isIn(PackageSet set, int p, int after) {
        boolean is = Exhaustive.has(after, p);
        boolean was = Exhaustive.has(sets.before, p);
        boolean known = sets.hasName(sets.before, name(p));
        CudfDocument.Request request = sets.document.request();
        return switch (set) {
            case SOLUTION -> is;
            case CHANGED -> is != was;
            case NEW -> is && !known;
            case REMOVED -> was && !sets.hasName(after, name(p));
            case UP -> is && known && ofName(name(p)).noneMatch(q -> Exhaustive.has(sets.before, q) && version(q) >= version(p));
            case DOWN -> is && known && ofName(name(p)).noneMatch(q -> Exhaustive.has(sets.before, q) && version(q) <= version(p));
            case FRESH -> is && !was;
            case INSTALL_REQUEST -> is && request.install().stream().anyMatch(want -> isNamed(want, p));
            case UPGRADE_REQUEST -> is && request.upgrade().stream().anyMatch(want -> isNamed(want, p));
            case REQUEST -> is && Stream.concat(request.install().stream(), request.upgrade().stream()).anyMatch(want -> isNamed(want, p));
            case NAMED_IN_REQUEST -> is && Stream.of(request.install(), request.remove(), request.upgrade()).flatMap(List::stream)
                    .anyMatch(want -> want.name().equals(name(p)));
        };
    }

    private boolean isNamed(Vpkg want, int p) {
        return want.name().equals(name(p)) && Exhaustive.fits(version(p), want);
    }

    private Stream<Integer> packages() {
        return Stream.iterate(0, p -> p < sets.all.size(), p -> p + 1);
    }

    private Stream<Integer> ofName(String name) {
        return packages().filter(p -> name(p).equals(name));
    }

    private Stream<String> names() {
        return packages().map(this::name).distinct();
    }

    private String name(int p) {
        return sets.all.get(p).id().name();
    }

    private long version(int p) {
        return sets.all.get(p).id().version();
    }

    private long newest(String name) {
        return ofName(name).mapToLong(this::version).max().orElseThrow();
    }

    private CudfValue value(int p, String property) {
        return sets.all.get(p).properties().getOrDefault(property, new CudfValue.Text("not declared"));
    }

    private long number(int p, String property) {
        return switch (value(p, property)) {
            case CudfValue.Int(long number) -> number;
            case CudfValue.Bool(boolean is) -> is ? 1 : 0;
            case CudfValue other -> 0;
        };
    }
}

package org.abifit.cudf;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.abifit.cudf.Criteria.Change;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.PackageSet;
import org.abifit.cudf.CudfDocument.PackageId;

/** The definitions of the measures, package by package and name by name, without index: the witness of {@link CudfCost}. */
final class NaiveCost {
    private final CudfDocument document;
    private final Set<PackageId> before = new HashSet<>();
    private final Set<PackageId> after;

    private NaiveCost(CudfDocument document, Collection<PackageId> installed) {
        this.document = document;
        after = Set.copyOf(installed);
        for (CudfDocument.Package one : document.packages()) {
            if (one.installed()) {
                before.add(one.id());
            }
        }
    }

    static List<BigInteger> of(CudfDocument document, Collection<PackageId> installed, Criteria criteria) {
        return criteria.items().stream().map(item -> new NaiveCost(document, installed).of(item.measure())).toList();
    }

    private BigInteger of(Measure measure) {
        BigInteger total = BigInteger.ZERO;
        if (measure instanceof Criteria.Names names) {
            Set<String> all = new HashSet<>();
            document.packages().forEach(one -> all.add(one.id().name()));
            return BigInteger.valueOf(all.stream().filter(name -> counts(names.change(), name)).count());
        }
        if (measure instanceof Criteria.Weighted weighted) {
            for (Criteria.Weighted.Part part : weighted.parts()) {
                total = total.add(BigInteger.valueOf(part.weight()).multiply(of(part.measure())));
            }
            return total;
        }
        if (measure instanceof Criteria.Aligned aligned) {
            return BigInteger.valueOf(aligned(aligned));
        }
        for (CudfDocument.Package one : document.packages()) {
            total = total.add(of(measure, one));
        }
        return total;
    }

    private BigInteger of(Measure measure, CudfDocument.Package one) {
        if (measure instanceof Criteria.Count count && in(count.set(), one.id())) {
            return BigInteger.ONE;
        }
        if (measure instanceof Criteria.Sum sum && in(sum.set(), one.id()) && one.properties().get(sum.property()) instanceof CudfValue.Int number) {
            return BigInteger.valueOf(number.value());
        }
        if (measure instanceof Criteria.OutOfDate old && in(old.set(), one.id()) && one.id().version() != newest(one.id().name())) {
            return BigInteger.ONE;
        }
        if (measure instanceof Criteria.Unsatisfied unsatisfied && in(unsatisfied.set(), one.id())) {
            return BigInteger.valueOf(unsatisfied((CudfValue.VpkgFormula) one.properties().get(unsatisfied.property())));
        }
        return BigInteger.ZERO;
    }

    private int unsatisfied(CudfValue.VpkgFormula formula) {
        List<CudfDocument.Package> there = document.packages().stream().filter(one -> after.contains(one.id())).toList();
        int unsatisfied = 0;
        for (List<Vpkg> alternatives : formula.disjunctions()) {
            unsatisfied += alternatives.stream().anyMatch(one -> NaiveJudge.someMatch(one, there)) ? 0 : 1;
        }
        return unsatisfied;
    }

    private boolean counts(Change change, String name) {
        return switch (change) {
            case REMOVED -> has(before, name) && !has(after, name);
            case NEW -> !has(before, name) && has(after, name);
            case CHANGED -> document.packages().stream().map(CudfDocument.Package::id)
                    .anyMatch(id -> id.name().equals(name) && before.contains(id) != after.contains(id));
            case NOT_UP_TO_DATE -> has(after, name) && !after.contains(new PackageId(name, newest(name)));
        };
    }

    private boolean in(PackageSet set, PackageId id) {
        boolean now = after.contains(id);
        return switch (set) {
            case SOLUTION -> now;
            case CHANGED -> now != before.contains(id);
            case NEW -> now && !has(before, id.name());
            case REMOVED -> before.contains(id) && !has(after, id.name());
            case UP -> now && has(before, id.name()) && before.stream().noneMatch(old -> old.name().equals(id.name()) && old.version() >= id.version());
            case DOWN -> now && has(before, id.name()) && before.stream().noneMatch(old -> old.name().equals(id.name()) && old.version() <= id.version());
            case FRESH -> now && !before.contains(id);
            case INSTALL_REQUEST -> now && document.request().install().stream().anyMatch(entry -> names(entry, id));
            case UPGRADE_REQUEST -> now && document.request().upgrade().stream().anyMatch(entry -> names(entry, id));
            case REQUEST -> in(PackageSet.INSTALL_REQUEST, id) || in(PackageSet.UPGRADE_REQUEST, id);
            case NAMED_IN_REQUEST -> now && entries().stream().anyMatch(entry -> entry.name().equals(id.name()));
        };
    }

    private List<Vpkg> entries() {
        List<Vpkg> entries = new ArrayList<>(document.request().install());
        entries.addAll(document.request().remove());
        entries.addAll(document.request().upgrade());
        return entries;
    }

    private static boolean names(Vpkg entry, PackageId id) {
        return entry.name().equals(id.name()) && entry.admits(id.version());
    }

    private static boolean has(Set<PackageId> installation, String name) {
        return installation.stream().anyMatch(id -> id.name().equals(name));
    }

    private long newest(String name) {
        return document.packages().stream().map(CudfDocument.Package::id).filter(id -> id.name().equals(name)).mapToLong(PackageId::version).max().orElseThrow();
    }

    private int aligned(Criteria.Aligned aligned) {
        Set<Object> pairs = new HashSet<>();
        Set<Object> groups = new HashSet<>();
        for (CudfDocument.Package one : document.packages()) {
            if (in(aligned.set(), one.id())) {
                groups.add(one.properties().get(aligned.group()));
                pairs.add(List.of(one.properties().get(aligned.group()), one.properties().get(aligned.value())));
            }
        }
        return pairs.size() - groups.size();
    }
}

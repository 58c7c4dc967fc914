package org.abifit.cudf;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.abifit.cudf.Criteria.PackageSet;

/** What was installed before and what is afterwards, and the sets of {@link PackageSet} that this makes. */
final class PackageSets {
    private static final SortedSet<Long> NONE = new TreeSet<>();

    private final List<CudfDocument.Package> before;
    private final List<CudfDocument.Package> after;
    private final Map<String, SortedSet<Long>> versionsBefore;
    private final Map<String, SortedSet<Long>> versionsAfter;
    private final CudfDocument.Request request;

    PackageSets(CudfDocument document, List<CudfDocument.Package> after) {
        before = document.packages().stream().filter(CudfDocument.Package::installed).toList();
        this.after = after;
        versionsBefore = versions(before);
        versionsAfter = versions(after);
        request = document.request();
    }

    private static Map<String, SortedSet<Long>> versions(Collection<CudfDocument.Package> packages) {
        Map<String, SortedSet<Long>> versions = new HashMap<>();
        packages.forEach(one -> versions.computeIfAbsent(one.id().name(), absent -> new TreeSet<>()).add(one.id().version()));
        return versions;
    }

    /** {@return all names that are there before or afterwards} */
    Stream<String> names() {
        Set<String> names = new HashSet<>(versionsBefore.keySet());
        names.addAll(versionsAfter.keySet());
        return names.stream();
    }

    /** {@return the versions of a name before; none is an empty set} */
    SortedSet<Long> before(String name) {
        return versionsBefore.getOrDefault(name, NONE);
    }

    /** {@return the versions of a name afterwards; none is an empty set} */
    SortedSet<Long> after(String name) {
        return versionsAfter.getOrDefault(name, NONE);
    }

    Stream<CudfDocument.Package> members(PackageSet set) {
        return switch (set) {
            case SOLUTION -> after.stream();
            case CHANGED -> Stream.concat(fresh(), before.stream().filter(one -> !after(one.id().name()).contains(one.id().version())));
            case NEW -> after.stream().filter(one -> before(one.id().name()).isEmpty());
            case REMOVED -> before.stream().filter(one -> after(one.id().name()).isEmpty());
            case UP -> replaced(one -> one.id().version() > before(one.id().name()).last());
            // Below the lowest, as aspcud computes it; its own note says below the highest.
            case DOWN -> replaced(one -> one.id().version() < before(one.id().name()).first());
            case FRESH -> fresh();
            case INSTALL_REQUEST -> after.stream().filter(named(request.install()));
            case UPGRADE_REQUEST -> after.stream().filter(named(request.upgrade()));
            case REQUEST -> after.stream().filter(named(request.install()).or(named(request.upgrade())));
            case NAMED_IN_REQUEST -> after.stream().filter(this::isNamedInRequest);
        };
    }

    private Stream<CudfDocument.Package> fresh() {
        return after.stream().filter(one -> !one.installed());
    }

    private Stream<CudfDocument.Package> replaced(Predicate<CudfDocument.Package> compares) {
        return after.stream().filter(one -> !before(one.id().name()).isEmpty()).filter(compares);
    }

    private static Predicate<CudfDocument.Package> named(List<Vpkg> entries) {
        return one -> entries.stream().anyMatch(entry -> entry.name().equals(one.id().name()) && entry.admits(one.id().version()));
    }

    private boolean isNamedInRequest(CudfDocument.Package one) {
        return Stream.of(request.install(), request.remove(), request.upgrade()).flatMap(List::stream)
                .anyMatch(entry -> entry.name().equals(one.id().name()));
    }
}

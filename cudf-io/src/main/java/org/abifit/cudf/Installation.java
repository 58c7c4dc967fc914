package org.abifit.cudf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.abifit.cudf.CudfDocument.PackageId;

/** Installed packages by the names they answer to, their own and those of their features (CUDF 2.0 section 2.3). */
final class Installation {
    private final Set<PackageId> ids = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, List<Offer>> offers = new HashMap<>();

    /** A package answers to a name in one version, or (an unversioned feature) in all. */
    private record Offer(CudfDocument.Package by, OptionalLong version) {

        boolean matches(Vpkg vpkg) {
            return version.isEmpty() || vpkg.admits(version.getAsLong());
        }
    }

    /**
     * In which versions a name is there.
     *
     * @param numbers the versions
     * @param all whether there is a provider of all versions as well
     */
    record Versions(SortedSet<Long> numbers, boolean all) {

        boolean isOne() {
            return !all && numbers.size() == 1;
        }
    }

    Installation(Collection<CudfDocument.Package> packages) {
        for (CudfDocument.Package one : packages) {
            ids.add(one.id());
            names.add(one.id().name());
            offer(one.id().name(), new Offer(one, OptionalLong.of(one.id().version())));
            one.provides().forEach(feature -> offer(feature.name(), new Offer(one, version(feature))));
        }
    }

    boolean contains(PackageId id) {
        return ids.contains(id);
    }

    /** {@return whether some version of a package so named is installed; a provider does not count} */
    boolean containsName(String name) {
        return names.contains(name);
    }

    /** {@return whether something installed is or provides this} */
    boolean matches(Vpkg vpkg) {
        return offersOf(vpkg.name()).stream().anyMatch(offer -> offer.matches(vpkg));
    }

    /** {@return what is or provides this, each package once} */
    List<PackageId> matching(Vpkg vpkg) {
        return offersOf(vpkg.name()).stream().filter(offer -> offer.matches(vpkg)).map(offer -> offer.by().id()).distinct().toList();
    }

    /** {@return in which versions the name is installed or provided} */
    Versions versions(String name) {
        SortedSet<Long> numbers = new TreeSet<>();
        offersOf(name).forEach(offer -> offer.version().ifPresent(numbers::add));
        return new Versions(numbers, offersOf(name).stream().anyMatch(offer -> offer.version().isEmpty()));
    }

    private List<Offer> offersOf(String name) {
        return offers.getOrDefault(name, List.of());
    }

    private void offer(String name, Offer offer) {
        offers.computeIfAbsent(name, absent -> new ArrayList<>()).add(offer);
    }

    private static OptionalLong version(Vpkg feature) {
        return feature.constraint().map(equal -> OptionalLong.of(equal.version())).orElse(OptionalLong.empty());
    }
}

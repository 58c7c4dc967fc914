package org.abifit.debian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One number for each version that a universe mentions anywhere, in the order of {@link DebianVersion}: so a constraint
 * on any version is one on a number, whether a package has that version or not. Versions that are equal share a number.
 */
final class VersionNumbers {
    private final Map<String, Long> numbers;

    private VersionNumbers(Map<String, Long> numbers) {
        this.numbers = numbers;
    }

    /**
     * {@return the numbers of all versions in a universe}
     *
     * @param more versions to number besides
     */
    static VersionNumbers of(DebianUniverse universe, List<Relation> more) {
        Set<String> versions = new HashSet<>();
        add(more, versions);
        for (DebianPackage one : universe.packages()) {
            versions.add(one.version());
            versions.add(one.facts().sourceVersion());
            one.depends().forEach(part -> add(part, versions));
            one.recommends().forEach(part -> add(part, versions));
            add(one.conflicts(), versions);
            add(one.provides(), versions);
            add(one.replaces(), versions);
        }
        return new VersionNumbers(numbered(versions));
    }

    private static void add(List<Relation> relations, Set<String> versions) {
        relations.forEach(r -> r.constraint().ifPresent(c -> versions.add(c.version())));
    }

    // Counting starts below the first version, at the one that "0" and nothing at all are equal to.
    private static Map<String, Long> numbered(Set<String> versions) {
        List<String> sorted = new ArrayList<>(versions);
        sorted.sort(DebianVersion.ORDER);
        Map<String, Long> numbers = HashMap.newHashMap(sorted.size());
        String before = "";
        long number = 1;
        for (String version : sorted) {
            number += DebianVersion.ORDER.compare(before, version) == 0 ? 0 : 1;
            numbers.put(version, number);
            before = version;
        }
        return numbers;
    }

    long of(String version) {
        return numbers.get(version);
    }

    /** {@return how many texts of versions there are} */
    int size() {
        return numbers.size();
    }
}

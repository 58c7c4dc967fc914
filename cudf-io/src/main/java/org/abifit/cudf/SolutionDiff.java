package org.abifit.cudf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.abifit.cudf.CudfDocument.PackageId;

/**
 * What one of two installations has or loses and the other does not, seen from what was installed before.
 *
 * @param differences by group, name, version and side
 */
public record SolutionDiff(List<Difference> differences) {
    private static final SortedSet<Long> NONE = new TreeSet<>();
    private static final Comparator<Difference> ORDER = Comparator.comparing(Difference::group).thenComparing(Difference::name)
            .thenComparing(difference -> difference.version().orElse(0)).thenComparing(Difference::side);

    /** Copies the list. */
    public SolutionDiff {
        differences = List.copyOf(differences);
    }

    /** Which of the two installations. */
    public enum Side {
        /** The first. */
        FIRST,
        /** The second. */
        SECOND
    }

    /** What the installation does with the name, seen from before. */
    public enum Group {
        /** Has a version of a name that was not there. */
        NEW,
        /** Has no version of a name that was there. */
        REMOVED,
        /** Has a version above all that were there. */
        UP,
        /** Has a version below all that were there. */
        DOWN,
        /** Has a version that was not there, between others that were. */
        CHANGED,
        /** Has a version that was there. */
        KEPT
    }

    /**
     * Something that only one side does.
     *
     * @param side which
     * @param group what it does
     * @param name the package's name
     * @param version the version it has; empty where it has none
     * @param before the versions that were there
     */
    public record Difference(Side side, Group group, String name, OptionalLong version, SortedSet<Long> before) {
    }

    /**
     * {@return what two installations do not have in common}
     *
     * @param before what was installed
     * @param first one installation
     * @param second another
     */
    public static SolutionDiff of(Collection<PackageId> before, Collection<PackageId> first, Collection<PackageId> second) {
        Map<String, SortedSet<Long>> there = versions(before);
        Map<String, SortedSet<Long>> one = versions(first);
        Map<String, SortedSet<Long>> other = versions(second);
        List<Difference> differences = new ArrayList<>(only(Side.FIRST, one, other, there));
        differences.addAll(only(Side.SECOND, other, one, there));
        differences.sort(ORDER);
        return new SolutionDiff(differences);
    }

    private static Map<String, SortedSet<Long>> versions(Collection<PackageId> packages) {
        Map<String, SortedSet<Long>> versions = new TreeMap<>();
        packages.forEach(id -> versions.computeIfAbsent(id.name(), absent -> new TreeSet<>()).add(id.version()));
        return versions;
    }

    private static List<Difference> only(Side side, Map<String, SortedSet<Long>> mine, Map<String, SortedSet<Long>> others, Map<String, SortedSet<Long>> before) {
        List<Difference> differences = new ArrayList<>();
        mine.forEach((name, versions) -> versions.stream().filter(version -> !others.getOrDefault(name, NONE).contains(version))
                .forEach(version -> differences.add(has(side, name, version, before.getOrDefault(name, NONE)))));
        before.forEach((name, versions) -> {
            if (!mine.containsKey(name) && others.containsKey(name)) {
                differences.add(new Difference(side, Group.REMOVED, name, OptionalLong.empty(), versions));
            }
        });
        return differences;
    }

    private static Difference has(Side side, String name, long version, SortedSet<Long> before) {
        return new Difference(side, group(version, before), name, OptionalLong.of(version), before);
    }

    private static Group group(long version, SortedSet<Long> before) {
        if (before.isEmpty()) {
            return Group.NEW;
        }
        if (before.contains(version)) {
            return Group.KEPT;
        }
        return version > before.last() ? Group.UP : version < before.first() ? Group.DOWN : Group.CHANGED;
    }
}

package org.abifit.db;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user calls a snapshot: {@code NAME}, the newest of that name, or {@code NAME@N}, a certain one.
 *
 * @param name the name
 * @param generation which of that name; empty for the newest
 */
record SnapshotName(String name, OptionalInt generation) {
    private static final Pattern NUMBERED = Pattern.compile("(.*)@([0-9]{1,9})", Pattern.DOTALL);
    private static final int MOST = 255;

    /** {@return what a text names} */
    static SnapshotName parse(String text) {
        Matcher m = NUMBERED.matcher(text);
        return m.matches() ? new SnapshotName(m.group(1), OptionalInt.of(Integer.parseInt(m.group(2)))) : new SnapshotName(text, OptionalInt.empty());
    }

    /**
     * {@return a name that a snapshot may be given}
     *
     * @throws SnapshotFault when it would be taken for a path or for a certain generation, or cannot be printed
     */
    static String checked(String name, Path file) throws SnapshotFault {
        Optional<String> problem = problem(name);
        if (problem.isPresent()) {
            throw new SnapshotFault(file, "a snapshot cannot be called \"%s\": %s".formatted(name, problem.get()), "choose another name");
        }
        return name;
    }

    /**
     * {@return a name that a saved plan may be given}
     *
     * @throws SnapshotFault when it is none, too long, or cannot be printed
     */
    static String checkedPlan(String name, Path file) throws SnapshotFault {
        if (name.isEmpty() || name.length() > MOST || name.chars().anyMatch(Character::isISOControl)) {
            throw new SnapshotFault(file, "a plan cannot be called \"%s\": a name has 1 to %d characters, none of them a control character".formatted(name, MOST),
                    "choose another name");
        }
        return name;
    }

    private static Optional<String> problem(String name) {
        if (name.isEmpty() || name.length() > MOST) {
            return Optional.of("a name has 1 to %d characters".formatted(MOST));
        }
        if (name.contains("/") || List.of(".", "..").contains(name)) {
            return Optional.of("it would be taken for a path");
        }
        if (NUMBERED.matcher(name).matches()) {
            return Optional.of("@ and a number mean one of several snapshots of a name");
        }
        return name.chars().anyMatch(Character::isISOControl) ? Optional.of("it holds a control character") : Optional.empty();
    }
}

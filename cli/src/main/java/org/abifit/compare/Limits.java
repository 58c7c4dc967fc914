package org.abifit.compare;

import java.util.OptionalLong;

/**
 * What a run may take.
 *
 * @param cpuSeconds of the whole process tree
 * @param wallSeconds from start to end, for those that wait instead of working
 * @param graceSeconds from the polite signal to the other one
 * @param memoryBytes resident, of the whole tree; empty: no limit
 */
public record Limits(double cpuSeconds, double wallSeconds, double graceSeconds, OptionalLong memoryBytes) {
    /** As in MISC 2012: five minutes; and three times that on the clock. */
    public static final double CPU_SECONDS = 300;
    private static final double GRACE_SECONDS = 15;
    private static final double WALL_FACTOR = 3;

    /** {@return limits with the usual grace} */
    public static Limits of(double cpuSeconds, double wallSeconds, OptionalLong memoryBytes) {
        return new Limits(cpuSeconds, wallSeconds, GRACE_SECONDS, memoryBytes);
    }

    /** {@return limits with the usual wall clock and grace} */
    public static Limits of(double cpuSeconds, OptionalLong memoryBytes) {
        return of(cpuSeconds, cpuSeconds * WALL_FACTOR, memoryBytes);
    }
}

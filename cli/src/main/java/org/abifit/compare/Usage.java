package org.abifit.compare;

/**
 * How a run went.
 *
 * @param end what ended it
 * @param exitCode as a shell sees it: 128 and more for signals
 * @param cpuMillis of the whole tree, user and system
 * @param wallMillis from start to end
 * @param peakBytes the most memory of the tree that was seen, resident
 */
public record Usage(End end, int exitCode, long cpuMillis, long wallMillis, long peakBytes) {

    /** What ends a run. */
    public enum End {
        /** The solver itself, whatever its exit code. */
        ITSELF,
        /** The limit of CPU time. */
        CPU,
        /** The limit on the clock. */
        WALL,
        /** The limit of memory. */
        MEMORY
    }

    /** {@return whether it ended of its own accord and without complaint} */
    public boolean clean() {
        return end == End.ITSELF && exitCode == 0;
    }
}

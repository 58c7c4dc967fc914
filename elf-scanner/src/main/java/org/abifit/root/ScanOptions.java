package org.abifit.root;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How to scan.
 *
 * @param excludes paths and names to leave out
 * @param jobs threads that read files; 1 reads on the caller's thread
 * @param crossMounts whether to go into other file systems than the root's
 * @param prior an earlier scan of the same root on the same machine, whose unchanged files are not read again
 * @param progress told now and then how far the scan is
 * @param cancelled asked now and then whether to stop
 */
public record ScanOptions(List<Glob> excludes, int jobs, boolean crossMounts, Optional<Prior> prior, Progress progress, BooleanSupplier cancelled) {
    /** Everything in the root's own file system, on all processors, silently. */
    public static final ScanOptions DEFAULT = new ScanOptions(List.of(), Runtime.getRuntime().availableProcessors(), false, Optional.empty(),
            (entries, elfs) -> { }, () -> false);

    /** An earlier scan: its tree, and by what its files are known again (by object, not by value). */
    public record Prior(Directory tree, Map<RegularFile, FileIdentity> identities) {}

    /** Told how far a scan is. */
    public interface Progress {
        /** {@code entries} of the tree were seen, {@code read} files of them read. */
        void at(long entries, long read);
    }
}

package org.abifit.root;

/**
 * By what a rescan of the same host knows a file again: nothing is read of a file whose identity has not changed.
 *
 * @param device {@code st_dev}
 * @param inode {@code st_ino}
 * @param modifiedNanos {@code st_mtim} in nanoseconds since 1970
 * @param changedNanos {@code st_ctim} in nanoseconds since 1970; it moves also where a tool sets the modification time back
 */
public record FileIdentity(long device, long inode, long modifiedNanos, long changedNanos) {}

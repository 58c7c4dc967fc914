package org.abifit.db;

import java.util.Locale;
import java.util.Set;

/** How a database keeps a write whole. */
enum Journal {
    /** Readers and the writer never wait for each other, but they share memory: all must run on one machine. */
    WAL("wal", "NORMAL"),
    /** Needs nothing but file locks: right where several machines share a file system. Readers wait while a write ends. */
    DELETE("delete", "FULL");

    /** Everything else counts as shared between machines: to be wrong that way costs a little time, the other way the database. */
    private static final Set<String> LOCAL = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "bcachefs", "jfs", "reiserfs", "nilfs2",
            "tmpfs", "ramfs", "rootfs", "overlay", "aufs", "squashfs", "erofs", "iso9660", "vfat", "exfat", "msdos", "ntfs", "ntfs3", "hfsplus",
            "apfs", "ufs");

    private final String mode;
    private final String synchronous;

    Journal(String mode, String synchronous) {
        this.mode = mode;
        this.synchronous = synchronous;
    }

    /** {@return the right journal on a file system of this type, as {@code /proc/mounts} calls it} */
    static Journal on(String fileSystemType) {
        return LOCAL.contains(fileSystemType.toLowerCase(Locale.ROOT)) ? WAL : DELETE;
    }

    /** {@return the value of {@code PRAGMA journal_mode}} */
    String mode() {
        return mode;
    }

    /** {@return the value of {@code PRAGMA synchronous}; with a WAL, NORMAL survives kills, and power cuts up to the last commit} */
    String synchronous() {
        return synchronous;
    }
}

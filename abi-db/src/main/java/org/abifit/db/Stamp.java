package org.abifit.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * By what one sees that a file was written: needed where it is read without locks.
 *
 * @param size in bytes
 * @param modified when it was written last
 */
record Stamp(long size, FileTime modified) {

    /**
     * {@return the stamp of a file}
     *
     * @throws SnapshotFault when it cannot be seen
     */
    static Stamp of(Path file) throws SnapshotFault {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        } catch (IOException e) {
            throw new SnapshotFault(file, "cannot be read (%s)".formatted(e.getMessage()), "check the permissions of the file and its folder", e);
        }
    }
}

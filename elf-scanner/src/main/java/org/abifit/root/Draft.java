package org.abifit.root;

import java.nio.file.Path;

/** A regular file whose content may still be being read. */
final class Draft {
    final Path path;
    /** Its place, from the root on. */
    final String at;
    final long size;
    final int mode;
    final FileIdentity identity;
    final boolean hasOtherNames;
    int linkGroup;
    volatile Content content;

    Draft(Path path, String at, long size, int mode, FileIdentity identity, boolean hasOtherNames) {
        this.path = path;
        this.at = at;
        this.size = size;
        this.mode = mode;
        this.identity = identity;
        this.hasOtherNames = hasOtherNames;
    }
}

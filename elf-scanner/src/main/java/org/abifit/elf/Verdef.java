package org.abifit.elf;

import java.util.List;

/**
 * One version that a file defines (LSB, "Version Definitions").
 *
 * @param index {@code vd_ndx}, the number by which {@code DT_VERSYM} refers to it
 * @param flags {@code vd_flags}
 * @param hash {@code vd_hash}, as it stands in the file
 * @param name the node's name (first {@code vda_name})
 * @param parents the names after the first
 */
public record Verdef(int index, int flags, int hash, String name, List<String> parents) {
    /** {@code VER_FLG_BASE}: the entry that names the file itself. */
    public static final int VER_FLG_BASE = 1;
    /** {@code VER_FLG_WEAK}. */
    public static final int VER_FLG_WEAK = 2;

    /** {@return whether this is the base entry} */
    public boolean isBase() {
        return (flags & VER_FLG_BASE) != 0;
    }
}

package org.abifit.elf;

import java.util.List;

/**
 * The versions that a file asks of one other file (LSB, "Version Requirements").
 *
 * @param file the soname asked (`vn_file`)
 * @param versions the nodes asked of it, in file order
 */
public record Verneed(String file, List<Vernaux> versions) {

    /**
     * One version asked for.
     *
     * @param name the node ({@code vna_name})
     * @param hash {@code vna_hash} as it stands in the file; the loader compares it and the name
     * @param flags {@code vna_flags}
     * @param index {@code vna_other}, the number by which {@code DT_VERSYM} refers to it
     */
    public record Vernaux(String name, int hash, int flags, int index) {

        /** {@return whether the loader only warns when the node is absent ({@code VER_FLG_WEAK})} */
        public boolean weak() {
            return (flags & Verdef.VER_FLG_WEAK) != 0;
        }
    }
}

package org.abifit.testkit;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** A version that the object needs of a file: one {@code Elf_Vernaux}, filed under its {@code vn_file}. */
public final class VersionNeed {
    final String file;
    final String node;
    int flags;
    OptionalInt index = OptionalInt.empty();
    OptionalLong hash = OptionalLong.empty();

    private VersionNeed(String file, String node) {
        this.file = file;
        this.node = node;
    }

    /** {@return the need of a node of a file, as a link against it would have recorded it} */
    public static VersionNeed of(String file, String node) {
        return new VersionNeed(file, node);
    }

    /** Sets {@code VER_FLG_WEAK} in {@code vna_flags}: the loader only warns when the node is missing. */
    public VersionNeed weak() {
        return flags(flags | Elf.VER_FLG_WEAK);
    }

    /** Sets {@code vna_flags}. */
    public VersionNeed flags(int vnaFlags) {
        flags = vnaFlags;
        return this;
    }

    /** Overrides {@code vna_other}. */
    public VersionNeed index(int vnaOther) {
        index = OptionalInt.of(vnaOther);
        return this;
    }

    /** Overrides {@code vna_hash}. */
    public VersionNeed hash(long vnaHash) {
        hash = OptionalLong.of(vnaHash);
        return this;
    }
}

package org.abifit.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A version that the object defines: one {@code Elf_Verdef} with its {@code Elf_Verdaux} names (the node itself, then its parents). */
public final class VersionNode {
    final String name;
    final List<String> parents = new ArrayList<>();
    int flags;
    OptionalInt index = OptionalInt.empty();
    OptionalLong hash = OptionalLong.empty();

    private VersionNode(String name) {
        this.name = name;
    }

    /** {@return a node of the given name} */
    public static VersionNode of(String name) {
        return new VersionNode(name);
    }

    /** Adds a parent node, as {@code V2 { } V1;} in a version script does. */
    public VersionNode parent(String node) {
        parents.add(node);
        return this;
    }

    /** Sets {@code VER_FLG_WEAK} in {@code vd_flags}: a node that no symbol uses. */
    public VersionNode weak() {
        return flags(flags | Elf.VER_FLG_WEAK);
    }

    /** Sets {@code vd_flags}. */
    public VersionNode flags(int vdFlags) {
        flags = vdFlags;
        return this;
    }

    /** Overrides {@code vd_ndx}. */
    public VersionNode index(int vdNdx) {
        index = OptionalInt.of(vdNdx);
        return this;
    }

    /** Overrides {@code vd_hash}. */
    public VersionNode hash(long vdHash) {
        hash = OptionalLong.of(vdHash);
        return this;
    }
}

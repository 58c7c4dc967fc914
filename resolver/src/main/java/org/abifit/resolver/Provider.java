package org.abifit.resolver;

import org.abifit.elf.ElfFile;
import org.abifit.loader.Locator;

/**
 * A library that could fill a slot.
 *
 * @param side whose it is
 * @param soname the slot's name
 * @param path where it lies in its own root, as that root's loader names it
 * @param realPath the same with links followed
 * @param elf its facts
 */
public record Provider(Side side, String soname, String path, String realPath, ElfFile elf) {
    static final String PRIVATE = "GLIBC_PRIVATE";

    static Provider of(Side side, String soname, Locator.Located at) {
        return new Provider(side, soname, at.path(), at.realPath(), at.elf());
    }

    /** {@return whether it belongs to one build of a C library: it gives or takes what that build keeps to itself} */
    public boolean isLibcFamily() {
        return elf.defines(PRIVATE) || elf.verneeds().stream().flatMap(n -> n.versions().stream()).anyMatch(v -> v.name().equals(PRIVATE));
    }

    /** Facts are compared by where they lie: two providers are equal when side, soname and path are. */
    @Override
    public boolean equals(Object o) {
        return o instanceof Provider p && p.side == side && p.soname.equals(soname) && p.path.equals(path);
    }

    @Override
    public int hashCode() {
        return soname.hashCode() * 31 + path.hashCode() + side.ordinal();
    }
}

package org.abifit.lint;

import java.util.Optional;
import org.abifit.elf.ElfFile;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;

/**
 * Something of the host that a file binds.
 *
 * @param bound what the file says, with patterns worked out
 * @param real the path on the host with links followed
 * @param node what is there
 */
record Source(Bound bound, String real, Node node) {

    /** {@return its ELF facts} */
    Optional<ElfFile> elf() {
        return node instanceof RegularFile f && f.content() instanceof Content.Elf e ? Optional.of(e.ref().file()) : Optional.empty();
    }

    /** {@return whether it is a shared object, or a program that a loader starts} */
    boolean dynamic() {
        return elf().map(e -> e.dynamic().isPresent()).orElse(false);
    }

    boolean folder() {
        return node instanceof Directory;
    }

    /** {@return the name by which loaders ask for it} */
    String soname() {
        return elf().flatMap(ElfFile::soname).orElseGet(() -> Paths.name(bound.from()));
    }
}

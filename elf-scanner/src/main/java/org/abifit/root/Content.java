package org.abifit.root;

import java.util.Optional;
import org.abifit.elf.ElfFault;
import org.abifit.elf.ElfHeader;

/** What a regular file is to a loader. */
public sealed interface Content {

    /** An ELF file; its facts may still lie in the database. */
    record Elf(ElfRef ref) implements Content {}

    /** A script: what follows {@code #!} on its first line. */
    record Script(String line) implements Content {}

    /** A small file that decides what is loaded ({@code ld.so.conf}, {@code ld.so.cache}, {@code os-release} ...), kept whole. */
    record Kept(byte[] bytes) implements Content {}

    /** Anything else; only its size matters. */
    record Plain() implements Content {
        /** The one value. */
        public static final Plain PLAIN = new Plain();
    }

    /** A file with the ELF magic that contradicts itself. */
    record Malformed(Optional<ElfHeader> header, ElfFault fault) implements Content {}

    /** A file that could not be read. */
    record Unreadable(String why) implements Content {}
}

package org.abifit.elf;

import java.util.Optional;

/** What reading a file as ELF came to. */
public sealed interface ElfOutcome {

    /** A whole ELF file. */
    record Parsed(ElfFile file) implements ElfOutcome {}

    /**
     * Not an ELF file: no ELF magic.
     *
     * @param script the first line of a script after {@code #!}, as a byte string
     */
    record NotElf(Optional<String> script) implements ElfOutcome {}

    /**
     * An ELF file that contradicts itself.
     *
     * @param header the header, where at least that could be read
     * @param fault what is wrong, and where
     */
    record Malformed(Optional<ElfHeader> header, ElfFault fault) implements ElfOutcome {}

    /** A file that the operating system would not give us. */
    record Unreadable(String why) implements ElfOutcome {}
}

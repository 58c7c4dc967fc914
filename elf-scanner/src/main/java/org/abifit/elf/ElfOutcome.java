package org.abifit.elf;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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
    record Unreadable(String why) implements ElfOutcome {

        /** {@return the outcome of this failure, told without the path: where a root lies is no part of what it holds} */
        public static Unreadable of(IOException failure) {
            return new Unreadable(switch (failure) {
                case AccessDeniedException denied -> "permission denied";
                case NoSuchFileException gone -> "no such file";
                case NotDirectoryException changed -> "not a folder";
                case FileSystemException other when other.getReason() != null -> other.getReason();
                case FileSystemException other -> other.getClass().getSimpleName();
                default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            });
        }
    }
}

package org.abifit.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.abifit.elf.ElfHeader;
import org.abifit.elf.ReferenceClass;

/** Numbers of the ELF header and the like, in words. */
final class ElfWords {
    private ElfWords() {}

    /** {@return the class in bits; empty for one that does not exist} */
    static Optional<Integer> bits(ElfHeader header) {
        return switch (header.elfClass()) {
            case 1 -> Optional.of(32);
            case 2 -> Optional.of(64);
            default -> Optional.empty();
        };
    }

    /** {@return the byte order; empty for one that does not exist} */
    static Optional<String> order(ElfHeader header) {
        return switch (header.data()) {
            case 1 -> Optional.of("little");
            case 2 -> Optional.of("big");
            default -> Optional.empty();
        };
    }

    /** {@return the type of file} */
    static String type(ElfHeader header) {
        return switch (header.type()) {
            case ElfHeader.ET_REL -> "rel";
            case ElfHeader.ET_EXEC -> "exec";
            case ElfHeader.ET_DYN -> "dyn";
            case ElfHeader.ET_CORE -> "core";
            default -> "type-" + header.type();
        };
    }

    /** {@return a search path split at its colons, empty parts kept: they mean the working directory} */
    static List<String> folders(Optional<String> path) {
        return path.map(p -> List.of(p.split(":", -1))).orElse(List.of());
    }

    /** {@return a class of references as a word} */
    static String word(ReferenceClass kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

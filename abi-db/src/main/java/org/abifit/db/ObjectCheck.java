package org.abifit.db;

import java.util.Arrays;
import java.util.Optional;
import org.abifit.elf.ElfCodec;
import org.abifit.elf.ElfFile;
import org.abifit.root.ElfRef;

/** Whether bytes are an object: what they say of themselves may have been written by anybody. */
final class ObjectCheck {
    private static final int EI_NIDENT = 16;

    private ObjectCheck() {}

    /** {@return what is wrong with the stored form of an object, if anything is} */
    static Optional<String> problem(String digest, byte[] stored) {
        if (!ElfRef.digest(stored).equals(digest)) {
            return Optional.of("its bytes do not have its digest");
        }
        try {
            return problem(stored);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.of("cannot be decoded: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            // One array of a size that only the bytes claim; nothing else of the program has failed.
            return Optional.of("claims more symbols than memory can hold");
        }
    }

    private static Optional<String> problem(byte[] stored) {
        ElfFile file = ElfCodec.decode(stored);
        if (file.header().ident().length() != EI_NIDENT) {
            return Optional.of("has an ELF header of another size");
        }
        // Symbols are packed; taking each out finds columns that do not fit each other.
        file.symbols().symbols();
        return Arrays.equals(ElfCodec.encode(file), stored) ? Optional.empty() : Optional.of("is not in the one form that its facts have");
    }
}

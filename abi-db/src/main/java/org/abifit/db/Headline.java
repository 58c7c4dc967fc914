package org.abifit.db;

import java.util.Optional;
import org.abifit.elf.ElfCodec;

/**
 * The first few facts of an object, for the columns beside its stored form. They are read from the head of the form
 * ({@link ElfCodec}), because to decode the symbols of a whole scan costs as much as to store them.
 *
 * @param size of the file, in bytes
 * @param machine {@code e_machine}
 * @param elfClass {@code EI_CLASS}
 * @param soname {@code DT_SONAME}
 */
record Headline(long size, int machine, int elfClass, Optional<String> soname) {
    private static final int EI_CLASS = 4;
    /** Numbers in a load segment, in the TLS segment, and in the header behind {@code e_machine}. */
    private static final int LOAD = 6, TLS = 2, HEADER_REST = 4;

    /**
     * {@return the first facts of a stored form}
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    static Headline of(byte[] stored) {
        ByteReader in = new ByteReader(stored);
        if (in.number() != ElfCodec.FORMAT) {
            throw in.bad("an object of another format than %d".formatted(ElfCodec.FORMAT));
        }
        long size = in.number();
        String ident = in.name();
        in.number();
        int machine = (int) in.number();
        skip(in, HEADER_REST);
        return new Headline(size, machine, ident.charAt(EI_CLASS), soname(in));
    }

    private static void skip(ByteReader in, int numbers) {
        for (int i = 0; i < numbers; i++) {
            in.number();
        }
    }

    private static Optional<String> soname(ByteReader in) {
        optional(in);
        skip(in, in.count("segments", LOAD) * LOAD);
        skip(in, in.count("segments", TLS) * TLS);
        in.number();
        boolean dynamic = in.count("dynamic sections", 1) > 0;
        if (!dynamic) {
            return Optional.empty();
        }
        int needed = in.count("needed names", 1);
        for (int i = 0; i < needed; i++) {
            in.name();
        }
        return optional(in);
    }

    private static Optional<String> optional(ByteReader in) {
        return in.number() == 0 ? Optional.empty() : Optional.of(in.name());
    }
}

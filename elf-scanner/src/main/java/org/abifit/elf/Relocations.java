package org.abifit.elf;

/**
 * What the relocations of a file tell besides the symbols that they refer to. Those that {@code DT_RELACOUNT} promises to be
 * relative are not looked at.
 *
 * @param types the relocation types that occur: bit {@code n} for type {@code n}, bit 63 for all types from 63 on
 * @param fixedTls whether one asks for the place of the object's own thread-local block (initial-exec or local-exec), which a loader
 *     that maps the object late may be unable to give
 */
public record Relocations(long types, boolean fixedTls) {
    /** A file without relocations. */
    public static final Relocations NONE = new Relocations(0, false);
    private static final int LAST_BIT = 63;

    static long bit(int type) {
        return 1L << Math.min(type & 0xffffffffL, LAST_BIT);
    }

    /** {@return whether a type below 63 occurs} */
    public boolean has(int type) {
        return (types & bit(type)) != 0;
    }
}

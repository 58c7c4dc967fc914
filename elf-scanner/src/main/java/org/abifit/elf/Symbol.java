package org.abifit.elf;

import java.util.Set;

/**
 * One dynamic symbol (gABI chapter 4, "Symbol Table"), taken out of a {@link SymbolTable} for reading.
 *
 * @param name the name, a byte string
 * @param versionIndex the {@code DT_VERSYM} entry without its hidden bit; -1 when the file has no such table
 * @param hidden the hidden bit of that entry
 * @param binding {@code STB_*}
 * @param type {@code STT_*}
 * @param visibility {@code STV_*}
 * @param place where it is defined, if it is
 * @param zeroValue whether {@code st_value} is 0
 * @param size {@code st_size} in bytes, at most 4294967295
 * @param references how relocations of this file refer to it; empty when none does
 */
public record Symbol(String name, int versionIndex, boolean hidden, int binding, int type, int visibility, Place place, boolean zeroValue, long size,
        Set<ReferenceClass> references) {
    /** {@code st_info} bindings. */
    public static final int STB_LOCAL = 0, STB_GLOBAL = 1, STB_WEAK = 2, STB_GNU_UNIQUE = 10;
    /** {@code st_info} types. */
    public static final int STT_NOTYPE = 0, STT_OBJECT = 1, STT_FUNC = 2, STT_COMMON = 5, STT_TLS = 6, STT_GNU_IFUNC = 10;
    /** {@code st_other} visibilities. */
    public static final int STV_DEFAULT = 0, STV_INTERNAL = 1, STV_HIDDEN = 2, STV_PROTECTED = 3;

    /** What {@code st_shndx} says. */
    public enum Place { UNDEFINED, SECTION, ABSOLUTE, COMMON }
}

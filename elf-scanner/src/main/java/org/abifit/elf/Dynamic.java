package org.abifit.elf;

import java.util.List;
import java.util.Optional;

/**
 * The dynamic section (gABI chapter 5, "Dynamic Section"), with strings looked up.
 *
 * @param needed {@code DT_NEEDED}, in order
 * @param soname {@code DT_SONAME}
 * @param rpath {@code DT_RPATH} as written
 * @param runpath {@code DT_RUNPATH} as written
 * @param filters {@code DT_FILTER}, in order
 * @param auxiliaries {@code DT_AUXILIARY}, in order
 * @param audit {@code DT_AUDIT}
 * @param depAudit {@code DT_DEPAUDIT}
 * @param flags {@code DT_FLAGS}, with {@code DF_SYMBOLIC} and {@code DF_BIND_NOW} also set from the tags of their own
 * @param flags1 {@code DT_FLAGS_1}
 * @param hasVersym whether there is a {@code DT_VERSYM}
 * @param hasRelr whether there is a {@code DT_RELR}
 * @param hasTextrel whether relocations write into read-only segments
 * @param hash which hash tables there are
 * @param relocations what the relocation tables hold
 */
public record Dynamic(List<String> needed, Optional<String> soname, Optional<String> rpath, Optional<String> runpath, List<String> filters,
        List<String> auxiliaries, Optional<String> audit, Optional<String> depAudit, long flags, long flags1, boolean hasVersym, boolean hasRelr,
        boolean hasTextrel, HashKinds hash, Relocations relocations) {
    /** {@code DT_FLAGS} bits. */
    public static final long DF_ORIGIN = 1, DF_SYMBOLIC = 2, DF_TEXTREL = 4, DF_BIND_NOW = 8, DF_STATIC_TLS = 16;
    /** {@code DT_FLAGS_1} bits. */
    public static final long DF_1_NOW = 1, DF_1_NODELETE = 8, DF_1_INITFIRST = 0x20, DF_1_NOOPEN = 0x40, DF_1_NODEFLIB = 0x800, DF_1_PIE = 0x08000000L;

    /** Which of {@code DT_HASH} and {@code DT_GNU_HASH} there are. */
    public enum HashKinds { NONE, SYSV, GNU, BOTH }

    /** {@return the same with the relocations, which are read later} */
    Dynamic with(Relocations read) {
        return new Dynamic(needed, soname, rpath, runpath, filters, auxiliaries, audit, depAudit, flags, flags1, hasVersym, hasRelr, hasTextrel, hash, read);
    }

    /** {@return whether all symbols are bound at start, whatever the environment says} */
    public boolean bindNow() {
        return (flags & DF_BIND_NOW) != 0 || (flags1 & DF_1_NOW) != 0;
    }

    /** {@return whether the object's own symbols come first for its own references} */
    public boolean symbolic() {
        return (flags & DF_SYMBOLIC) != 0;
    }

    /** {@return whether a flag of {@code DT_FLAGS_1} is set} */
    public boolean flag1(long bit) {
        return (flags1 & bit) != 0;
    }
}

package org.abifit.elf;

/** How a relocation refers to a symbol; it decides when the loader looks the symbol up. */
public enum ReferenceClass {
    /** Through the PLT ({@code JUMP_SLOT}): looked up at the first call, unless all symbols are bound at start. */
    LAZY,
    /** An address in data or in the GOT: looked up at start. */
    DATA,
    /** A copy relocation: the program holds the variable itself. */
    COPY,
    /** A thread-local variable. */
    TLS;

    int bit() {
        return 1 << ordinal();
    }
}

package org.abifit.testkit;

/**
 * How an object refers to a symbol: each kind is one relocation, and so one lookup by the loader.
 * Only {@link #LAZY} may wait until the first call; all others are bound while loading.
 */
public enum Bind {
    /** A function called through the procedure linkage table ({@code R_*_JUMP_SLOT} in {@code DT_JMPREL}). */
    LAZY,
    /** An address in the global offset table ({@code R_*_GLOB_DAT}). */
    GOT,
    /** A pointer in the data of the object ({@code R_X86_64_64} and its like). */
    POINTER,
    /** A library variable that is copied into the program ({@code R_*_COPY}). */
    COPY,
    /** The module id of a thread-local variable ({@code R_*_DTPMOD}). */
    TLS_MODULE,
    /** The offset of a thread-local variable in its module ({@code R_*_DTPOFF}). */
    TLS_MODULE_OFFSET,
    /** The offset of a thread-local variable from the thread pointer ({@code R_*_TPOFF}, initial-exec). */
    TLS_OFFSET,
    /** A thread-local variable by descriptor ({@code R_*_TLSDESC}). */
    TLS_DESCRIPTOR
}

package org.abifit.testkit;

import java.util.Optional;

/**
 * A symbol that the object takes from elsewhere. The loader looks it up once for each relocation;
 * {@link #unused} makes an undefined entry that nobody looks up.
 */
public final class Reference extends SymbolSpec<Reference> {
    Optional<String> file = Optional.empty();
    Optional<String> node = Optional.empty();
    boolean weakNeed;
    boolean canonicalPlt;

    private Reference(String name, int type) {
        super(name, type);
    }

    /** {@return an undefined symbol without any relocation} */
    public static Reference unused(String name) {
        return new Reference(name, Elf.STT_NOTYPE);
    }

    /** {@return a function called through the PLT, bound at its first call} */
    public static Reference lazy(String name) {
        return new Reference(name, Elf.STT_FUNC).also(Bind.LAZY);
    }

    /** {@return a symbol whose address is wanted while loading} */
    public static Reference data(String name) {
        return new Reference(name, Elf.STT_NOTYPE).also(Bind.GOT);
    }

    /** {@return a variable that is copied into this program: {@code size} bytes are set aside, and the symbol is defined here} */
    public static Reference copy(String name, long size) {
        return new Reference(name, Elf.STT_OBJECT).size(size).also(Bind.COPY);
    }

    /** {@return a thread-local variable in the general dynamic model: module and offset} */
    public static Reference tls(String name) {
        return new Reference(name, Elf.STT_TLS).also(Bind.TLS_MODULE).also(Bind.TLS_MODULE_OFFSET);
    }

    /** {@return a thread-local variable in the initial-exec model} */
    public static Reference initialExecTls(String name) {
        return new Reference(name, Elf.STT_TLS).also(Bind.TLS_OFFSET);
    }

    /** Asks for the symbol at this version of this file; the verneed entry is written by itself. */
    public Reference version(String versionFile, String versionNode) {
        file = Optional.of(versionFile);
        node = Optional.of(versionNode);
        return this;
    }

    /** Sets {@code VER_FLG_WEAK} on the verneed entry that this reference brings about. */
    public Reference weakVersion(String versionFile, String versionNode) {
        weakNeed = true;
        return version(versionFile, versionNode);
    }

    /** Lets the PLT entry serve as the function's address everywhere: {@code SHN_UNDEF} with a value that is not zero. */
    public Reference canonicalPlt() {
        canonicalPlt = true;
        return this;
    }

    @Override
    Reference self() {
        return this;
    }

    /** Whether others may find this entry, so that it belongs in the hash table. */
    boolean exported() {
        return canonicalPlt || is(Bind.COPY);
    }
}

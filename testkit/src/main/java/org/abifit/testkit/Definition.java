package org.abifit.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A symbol that the object defines, with the version node it belongs to and the body it gets. */
public final class Definition extends SymbolSpec<Definition> {
    /** Where a definition lives; decides {@code st_value} and {@code st_shndx}. */
    enum Place { CODE, DATA, TLS, ABSOLUTE }

    final Place place;
    Optional<String> node = Optional.empty();
    boolean hidden;
    OptionalInt result = OptionalInt.empty();
    final List<Spec.Step> steps = new ArrayList<>();
    byte[] content = {};

    private Definition(String name, int type, Place place) {
        super(name, type);
        this.place = place;
    }

    /** {@return a function whose body only returns} */
    public static Definition function(String name) {
        return new Definition(name, Elf.STT_FUNC, Place.CODE);
    }

    /** {@return a variable of the given {@code st_size}} */
    public static Definition object(String name, long size) {
        return new Definition(name, Elf.STT_OBJECT, Place.DATA).size(size);
    }

    /** {@return a thread-local variable of the given {@code st_size}; its value is an offset in PT_TLS} */
    public static Definition tls(String name, long size) {
        return new Definition(name, Elf.STT_TLS, Place.TLS).size(size);
    }

    /** {@return a function chosen at load time by a resolver ({@code STT_GNU_IFUNC})} */
    public static Definition ifunc(String name) {
        return new Definition(name, Elf.STT_GNU_IFUNC, Place.CODE);
    }

    /** {@return an absolute symbol ({@code SHN_ABS}) with the given {@code st_value}, zero allowed} */
    public static Definition absolute(String name, long value) {
        return new Definition(name, Elf.STT_NOTYPE, Place.ABSOLUTE).value(value);
    }

    /** Puts the symbol in the node as its default definition, {@code name@@node}. */
    public Definition version(String versionNode) {
        node = Optional.of(versionNode);
        return this;
    }

    /** Puts the symbol in the node as an older definition, {@code name@node}: the hidden bit of its versym entry is set. */
    public Definition hiddenVersion(String versionNode) {
        hidden = true;
        return version(versionNode);
    }

    /** Makes the function return the number, so that a program can tell by its exit code which definition was bound. */
    public Definition returns(int number) {
        result = OptionalInt.of(number);
        return this;
    }

    /** Makes the function call another one through the PLT before it returns; that symbol needs a {@link Bind#LAZY} relocation. */
    public Definition calls(String other) {
        steps.add(new Spec.Step.Call(other));
        return this;
    }

    /**
     * Makes the function call dlopen before it returns; on failure it prints dlerror on standard error and ends the process with 1
     * (x86-64 only). It needs lazy references to {@code dlopen} and {@code dlerror}.
     */
    public Definition dlopens(String file, int flags) {
        steps.add(new Spec.Step.Dlopen(file, flags));
        return this;
    }

    /** Sets the first bytes of a variable; the rest of its size is zero. */
    public Definition content(byte... bytes) {
        content = bytes.clone();
        return this;
    }

    @Override
    Definition self() {
        return this;
    }

    boolean local() {
        return binding == Elf.STB_LOCAL;
    }
}

package org.abifit.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What definitions and references have in common: the fields of {@code Elf_Sym}, the versym entry and the relocations against the symbol.
 *
 * @param <S> the type itself, so that calls can be chained
 */
public abstract sealed class SymbolSpec<S extends SymbolSpec<S>> permits Definition, Reference {
    final String name;
    int binding = Elf.STB_GLOBAL;
    int type;
    int visibility = Elf.STV_DEFAULT;
    long size;
    final List<Bind> binds = new ArrayList<>();
    final List<Integer> rawRelocations = new ArrayList<>();
    OptionalInt versionIndex = OptionalInt.empty();
    OptionalInt sectionIndex = OptionalInt.empty();
    OptionalLong value = OptionalLong.empty();

    SymbolSpec(String name, int type) {
        this.name = name;
        this.type = type;
    }

    abstract S self();

    /** Makes the symbol {@code STB_WEAK}. */
    public S weak() {
        return binding(Elf.STB_WEAK);
    }

    /** Sets the binding half of {@code st_info}, one of {@code Elf.STB_*}. */
    public S binding(int stb) {
        binding = stb;
        return self();
    }

    /** Sets the type half of {@code st_info}, one of {@code Elf.STT_*}. */
    public S type(int stt) {
        type = stt;
        return self();
    }

    /** Sets the visibility in {@code st_other}, one of {@code Elf.STV_*}. */
    public S visibility(int stv) {
        visibility = stv;
        return self();
    }

    /** Sets {@code st_size}. */
    public S size(long stSize) {
        size = stSize;
        return self();
    }

    /** Overrides {@code st_value}, whatever the symbol's place would have given. */
    public S value(long stValue) {
        value = OptionalLong.of(stValue);
        return self();
    }

    /** Overrides {@code st_shndx}. */
    public S sectionIndex(int stShndx) {
        sectionIndex = OptionalInt.of(stShndx);
        return self();
    }

    /** Overrides the versym entry, hidden bit included. */
    public S versionIndex(int versym) {
        versionIndex = OptionalInt.of(versym);
        return self();
    }

    /** Adds a relocation of the given kind against this symbol; a symbol without any is never looked up. */
    public S also(Bind bind) {
        binds.add(bind);
        return self();
    }

    /** Adds a relocation with a type number of one's own to the load-time relocations. */
    public S relocation(int type) {
        rawRelocations.add(type);
        return self();
    }

    boolean is(Bind bind) {
        return binds.contains(bind);
    }
}

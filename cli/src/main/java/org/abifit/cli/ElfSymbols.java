package org.abifit.cli;

import java.util.ArrayList;
import java.util.List;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ReferenceClass;
import org.abifit.elf.Symbol;
import org.abifit.elf.SymbolTable;
import org.abifit.elf.Verdef;
import org.abifit.elf.Verneed;

/** The symbols of a file as others see them: what it offers and what it asks for, with the names of versions. */
final class ElfSymbols {
    private final SymbolTable table;
    private final String[] versions;

    ElfSymbols(ElfFile file) {
        table = file.symbols();
        versions = versions(file);
    }

    /** The numbers 0 and 1 stand for no version: local, and the file itself, whose entry is the base. */
    private static String[] versions(ElfFile file) {
        List<String> names = new ArrayList<>();
        file.verneeds().stream().map(Verneed::versions).flatMap(List::stream).forEach(v -> put(names, v.index(), v.name()));
        file.verdefs().stream().filter(d -> !d.isBase()).forEach(d -> put(names, d.index(), d.name()));
        return names.toArray(String[]::new);
    }

    private static void put(List<String> names, int rawIndex, String name) {
        int index = rawIndex & 0x7fff;
        while (names.size() <= index) {
            names.add(null);
        }
        names.set(index, name);
    }

    /** {@return how many symbols there are} */
    int count() {
        return table.count();
    }

    /** {@return whether others may bind to symbol {@code i}} */
    boolean exported(int i) {
        int binding = table.binding(i);
        int visibility = table.visibility(i);
        return !table.undefined(i) && (binding == Symbol.STB_GLOBAL || binding == Symbol.STB_WEAK || binding == Symbol.STB_GNU_UNIQUE)
                && (visibility == Symbol.STV_DEFAULT || visibility == Symbol.STV_PROTECTED);
    }

    /** {@return whether the file asks others for symbol {@code i}: the original of a copy lies elsewhere} */
    boolean imported(int i) {
        return table.referenced(i) && (table.undefined(i) || table.referencedAs(i, ReferenceClass.COPY));
    }

    /** {@return the name of symbol {@code i}, a byte string} */
    String name(int i) {
        return table.name(i);
    }

    /** {@return the name of the version of symbol {@code i}, a byte string, or null} */
    String version(int i) {
        int index = table.versionIndex(i);
        return index < 0 || index >= versions.length ? null : versions[index];
    }

    /** {@return whether only who asks for its version finds symbol {@code i}} */
    boolean hidden(int i) {
        return table.hidden(i);
    }

    /** {@return whether the file can do without symbol {@code i}} */
    boolean weak(int i) {
        return table.binding(i) == Symbol.STB_WEAK;
    }

    /** {@return whether a relocation of this class refers to symbol {@code i}} */
    boolean referencedAs(int i, ReferenceClass kind) {
        return table.referencedAs(i, kind);
    }
}

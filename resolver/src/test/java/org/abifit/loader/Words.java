package org.abifit.loader;

import org.abifit.testkit.TinyElf;

/** The sentences of the two loaders, as far as several tests need them. */
final class Words {
    static final String NO_SUCH_FILE = "No such file or directory";

    private Words() {}

    /** glibc ends before anything runs. */
    static String loading(String text) {
        return "/app: error while loading shared libraries: " + text;
    }

    /** glibc finds no file of this name. */
    static String notFound(String name) {
        return loading(name + ": cannot open shared object file: " + NO_SUCH_FILE);
    }

    /** musl cannot load a library, for this reason. */
    static String muslLoading(String name, String why, String by) {
        return "Error loading shared library %s: %s (needed by %s)".formatted(name, why, by);
    }

    /** musl finds no definition. */
    static String muslSymbol(String by, String symbol) {
        return "Error relocating %s: %s: symbol not found".formatted(by, symbol);
    }

    /** glibc misses a version. */
    static String version(String file, String node, String by) {
        return "/app: %s: version `%s' not found (required by %s)".formatted(file, node, by);
    }

    /** glibc misses a symbol; {@code symbol} may carry {@code , version V}. */
    static String undefined(String by, String symbol) {
        return "/app: symbol lookup error: %s: undefined symbol: %s".formatted(by, symbol);
    }

    /** A library in the shape that most tests want: {@code foo} without a version. */
    static TinyElf defines(String soname, String symbol) {
        return TinyElf.library(soname).define(symbol);
    }
}

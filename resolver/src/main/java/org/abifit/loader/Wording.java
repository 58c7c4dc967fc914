package org.abifit.loader;

import java.util.Optional;

/**
 * How glibc puts an error: a start names the program before it (elf/rtld.c, {@code fatal_error}), {@code dlerror} gives the rest.
 *
 * @param program {@code argv[0]}; empty for dlopen
 */
record Wording(Optional<String> program) {
    static final Wording DLERROR = new Wording(Optional.empty());

    static Wording ofStart(String program) {
        return new Wording(Optional.of(program));
    }

    private String after(String occasion, String text) {
        return program.map(p -> p + ": " + occasion).orElse("") + text;
    }

    String loading(String file, String text) {
        return after("error while loading shared libraries: ", file + ": " + (program.isPresent() ? text : withErrno(text)));
    }

    /** A program that runs has a C library that knows the words for all errors; the loader at start knows hardly any (elf/dl-minimal.c). */
    private static String withErrno(String text) {
        return text.replaceFirst("Error 20$", "Not a directory").replaceFirst("Error 21$", "Is a directory").replaceFirst("Error 40$", "Too many levels of symbolic links");
    }

    String plain(String text) {
        return after("", text);
    }

    String version(String file, String text) {
        return after("", file + ": " + text);
    }

    String undefined(String by, String symbol, Optional<String> version) {
        return after("symbol lookup error: ", by + ": undefined symbol: " + symbol + version.map(v -> ", version " + v).orElse(""));
    }

    String linkTime(String by, String symbol, String version, String file) {
        return after("relocation error: ", "%s: symbol %s version %s not defined in file %s with link time reference".formatted(by, symbol, version, file));
    }

    /** An error with an occasion of its own ({@code _dl_signal_error}). */
    String of(String occasion, String file, String text) {
        return after(occasion + ": ", file + ": " + text);
    }
}

package org.abifit.loader;

import java.util.Optional;

/**
 * One thing that the loader refuses.
 *
 * @param kind the sort of error
 * @param object the file at fault, as the loader names it
 * @param name the soname, path or symbol that is missing
 * @param version the version node
 * @param requiredBy who asks for it, as the loader names it
 * @param message the loader's own line
 */
public record LoadError(Kind kind, Optional<String> object, Optional<String> name, Optional<String> version, Optional<String> requiredBy, String message) {

    /** Sorts of errors; of several, the first in this order explains the others. */
    public enum Kind {
        EXEC, INTERP_MISSING, BAD_ELF, WRONG_CLASS, LIB_NOT_FOUND, VERSION_NOT_FOUND, SYMBOL_VERSION, UNDEFINED_SYMBOL, STATIC_TLS, LOADER_OTHER;

        /** {@return the word in JSON, as {@code lib-not-found}} */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    static LoadError ofFile(Kind kind, String file, String message) {
        return new LoadError(kind, Optional.of(file), Optional.empty(), Optional.empty(), Optional.empty(), message);
    }

    static LoadError missing(String soname, String requiredBy, String message) {
        return new LoadError(Kind.LIB_NOT_FOUND, Optional.empty(), Optional.of(soname), Optional.empty(), Optional.of(requiredBy), message);
    }
}

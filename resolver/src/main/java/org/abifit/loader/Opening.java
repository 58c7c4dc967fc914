package org.abifit.loader;

/**
 * A call of dlopen that a program makes after its start.
 *
 * @param file a soname to search for, or a path
 * @param by who calls: a path or soname of a loaded object; empty for the program itself
 * @param now {@code RTLD_NOW}: all symbols are bound at once
 * @param global {@code RTLD_GLOBAL}: later openings may use its symbols
 */
public record Opening(String file, String by, boolean now, boolean global) {
    /** {@return the usual call: by the program, lazily, for nobody else} */
    public static Opening of(String file) {
        return new Opening(file, "", false, false);
    }
}

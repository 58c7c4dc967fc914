package org.abifit.drift;

import java.util.Locale;

/** Sorts of changes; of changes that are equally bad, the earlier ones are told first. */
public enum ChangeKind {
    /** No file has the soname any more. */
    LIBRARY_GONE,
    /** A file has it still, but the loader does not find it by itself any more. */
    LIBRARY_UNREACHABLE,
    /** A library lost version nodes. */
    VERSION_GONE,
    /** A library lost symbols of nodes that it still defines, or without a node. */
    SYMBOL_GONE,
    /** The C library or its release is another one. */
    LIBC_RELEASE,
    /** {@code /etc/ld.so.preload}. */
    PRELOAD_CHANGED,
    /** The folders that {@code /etc/ld.so.conf} names. */
    SEARCH_FOLDERS_CHANGED,
    /** What {@code /etc/ld.so.cache} leads to. */
    CACHE_CHANGED,
    /** {@code /etc/ld-musl-ARCH.path}. */
    MUSL_PATH_CHANGED,
    /** The loader finds the soname in another folder. */
    PROVIDER_MOVED,
    /** The file behind the soname has another name: who names the file itself, as lists of a driver's files do, finds nothing. */
    FILE_RENAMED,
    /** One of several files of a soname is gone; the loader finds another one, as before. */
    COPY_GONE,
    /** A library needs sonames or version nodes that it did not need: an older image may not have them. */
    NEEDS_MORE,
    /** A soname that was not there. */
    LIBRARY_ADDED,
    /** Version nodes that were not there. */
    VERSION_ADDED,
    /** Symbols that were not there, of nodes that were. */
    SYMBOL_ADDED,
    /** Another object that offers and needs the same. */
    LIBRARY_REBUILT;

    /** {@return the word in JSON, as {@code library-gone}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

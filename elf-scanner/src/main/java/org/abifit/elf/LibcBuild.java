package org.abifit.elf;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Which C library a loader or C library file was built from, read from the strings in the file itself.
 *
 * @param flavour glibc or musl
 * @param release the release in the file's own banner ({@code 2.36}, {@code 1.2.5}); empty when it has none (glibc's ld.so before 2.33)
 * @param banner the whole banner line
 * @param defaultDirs the compiled-in search directories of a loader in search order, each as written ({@code /lib/}); empty for libc.so.6
 * @param dstLib what {@code $LIB} stands for
 * @param features texts found in the file that tell what the loader does; see {@link Feature}
 */
public record LibcBuild(Flavour flavour, Optional<String> release, Optional<String> banner, List<String> defaultDirs, Optional<String> dstLib,
        SortedSet<Feature> features) {

    /** The C libraries known. */
    public enum Flavour { GLIBC, MUSL }

    /** Behaviour of a loader that its own strings give away; {@code text} is what is looked for, whole or as a part of a string. */
    public enum Feature {
        /** 2.30: refuses position-independent executables as libraries. */
        REFUSES_PIE("cannot dynamically load position-independent executable"),
        /** 2.31: the tunable of namespaces, taken as the mark of that release. */
        NAMESPACE_TUNABLE("glibc.rtld.nns"),
        /** 2.32: calls {@code __libc_early_init}. */
        EARLY_INIT("__libc_early_init"),
        /** 2.33: searches {@code glibc-hwcaps} subdirectories. */
        GLIBC_HWCAPS("glibc-hwcaps"),
        /** 2.33: checks the ISA level. */
        ISA_CHECK("CPU ISA level is lower than required"),
        /** 2.35: no longer checks {@code p_align}; seen by its new text. */
        PAGE_ALIGN_TEXT("ELF load command address/offset not page-aligned"),
        /** 2.36: knows DT_RELR and asks for its marker. */
        RELR_MARKER("DT_RELR without GLIBC_ABI_DT_RELR dependency"),
        /** up to 2.40: asserts that the file named in a version need has a version table. */
        VERSYM_ASSERTION("version->filename == NULL || ! _dl_name_match_p (version->filename, map)"),
        /** up to 2.29: demands a versioned symbol in the file named. */
        LINK_TIME_REFERENCE(" with link time reference");

        private final String text;

        Feature(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}

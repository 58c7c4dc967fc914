package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.elf.LibcBuild.Feature;
import org.abifit.elf.LibcBuild.Flavour;
import org.abifit.testkit.Definition;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;

/** Which C library a file is, by the texts in it. */
class LibcBuildTest {
    private static final String GLIBC_LOADER = "ld.so (Debian GLIBC 2.36-9+deb12u10) stable release version 2.36.\nCopyright (C) 2022\n\0"
            + "cannot dynamically load position-independent executable\0glibc-hwcaps\0lib/x86_64-linux-gnu\0"
            + "\0\0/lib/x86_64-linux-gnu/\0/usr/lib/x86_64-linux-gnu/\0/lib/\0/usr/lib/\0\0/etc/\0/lib/\0";

    private static Optional<LibcBuild> build(String soname, String texts) {
        byte[] content = ("\0" + texts + "\0").getBytes(StandardCharsets.ISO_8859_1);
        return Facts.of(TinyElf.library(soname).define(Definition.object("texts", content.length).content(content))).libc();
    }

    @Test
    void aGlibcLoaderTellsReleaseFoldersAndBehaviour() {
        LibcBuild libc = build("ld-linux-x86-64.so.2", GLIBC_LOADER).orElseThrow();
        assertEquals(Flavour.GLIBC, libc.flavour());
        assertEquals(Optional.of("2.36"), libc.release());
        assertEquals(Optional.of("ld.so (Debian GLIBC 2.36-9+deb12u10) stable release version 2.36."), libc.banner());
        assertEquals(List.of("/lib/x86_64-linux-gnu/", "/usr/lib/x86_64-linux-gnu/", "/lib/", "/usr/lib/"), libc.defaultDirs());
        assertEquals(Optional.of("lib/x86_64-linux-gnu"), libc.dstLib());
        assertEquals(Set.of(Feature.REFUSES_PIE, Feature.GLIBC_HWCAPS), libc.features());
    }

    @Test
    void anOldLoaderHasNoBanner() {
        LibcBuild libc = build("ld-linux.so.2", "\0/lib64/\0/usr/lib64/\0\0lib64\0 with link time reference\0").orElseThrow();
        assertEquals(Optional.empty(), libc.release());
        assertEquals(List.of("/lib64/", "/usr/lib64/"), libc.defaultDirs());
        assertEquals(Optional.of("lib64"), libc.dstLib());
        assertEquals(Set.of(Feature.LINK_TIME_REFERENCE), libc.features());
    }

    @Test
    void theCLibraryHasABannerWithoutFolders() {
        LibcBuild libc = build("libc.so.6", "GNU C Library (GNU libc) stable release version 2.17, by Roland McGrath et al.\nCopyright\0").orElseThrow();
        assertEquals(Optional.of("2.17"), libc.release());
        assertEquals(Optional.of("GNU C Library (GNU libc) stable release version 2.17, by Roland McGrath et al."), libc.banner());
        assertEquals(List.of(), libc.defaultDirs());
    }

    @Test
    void muslTellsItsReleaseAndPath() {
        LibcBuild libc = build("libc.musl-x86_64.so.1", "musl libc (x86_64)\nVersion %s\n\0" + "1.2.5\0/lib:/usr/local/lib:/usr/lib\0").orElseThrow();
        assertEquals(Flavour.MUSL, libc.flavour());
        assertEquals(Optional.of("1.2.5"), libc.release());
        assertEquals(List.of("/lib", "/usr/local/lib", "/usr/lib"), libc.defaultDirs());
    }

    @Test
    void muslItselfHasNoSoname() {
        byte[] content = "\0musl libc (x86_64)\n\0".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(Flavour.MUSL, Facts.of(TinyElf.library().define(Definition.object("t", content.length).content(content))).libc().orElseThrow().flavour());
    }

    @Test
    void otherFilesAreNotLookedThrough() {
        assertEquals(Optional.empty(), build("libother.so.6", GLIBC_LOADER));
        assertEquals(Optional.empty(), build("libc.so.6", "an empty library of that name"));
        assertEquals(Optional.empty(), build("libc.so.6", "we quote: GNU C Library (x) release version 9.99"));
        assertEquals(Optional.empty(), build("libc.so.6", "GNU C Library (x) release version x"));
    }
}

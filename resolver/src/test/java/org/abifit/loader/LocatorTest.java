package org.abifit.loader;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.abifit.testkit.Machine;
import org.abifit.world.Facts;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** Which library a root's own loader has for a soname. */
class LocatorTest {
    private final World root = World.of(Release.GLIBC_2_36).cpu("x86-64-v3").elf("/usr/lib/liba.so.1.0", library("liba.so.1")).link("/usr/lib/liba.so.1", "liba.so.1.0");

    private Locator locator() {
        return Locator.of(root.files(), Facts.of(program()), root.machine());
    }

    private Optional<String> path(String name) {
        return locator().locate(name).map(Locator.Located::path);
    }

    @Test
    void defaultFolders() {
        assertEquals(Optional.of("/usr/lib/liba.so.1"), path("liba.so.1"));
        assertEquals(Optional.of("/usr/lib/liba.so.1.0"), locator().locate("liba.so.1").map(Locator.Located::realPath));
        assertEquals(Optional.empty(), path("libnone.so.1"));
    }

    @Test
    void theCacheComesFirst() {
        root.cached("liba.so.1", "/opt/liba.so.1").elf("/opt/liba.so.1", library("liba.so.1"));
        assertEquals(Optional.of("/opt/liba.so.1"), path("liba.so.1"));
    }

    @Test
    void aStaleCacheEntryDoesNotCount() {
        root.cached("liba.so.1", "/opt/liba.so.1");
        assertEquals(Optional.of("/usr/lib/liba.so.1"), path("liba.so.1"));
    }

    @Test
    void foldersForProcessorsComeBeforeTheirParent() {
        root.elf("/usr/lib/glibc-hwcaps/x86-64-v3/liba.so.1", library("liba.so.1")).elf("/usr/lib/glibc-hwcaps/x86-64-v4/liba.so.1", library("liba.so.1"));
        assertEquals(Optional.of("/usr/lib/glibc-hwcaps/x86-64-v3/liba.so.1"), path("liba.so.1"));
    }

    @Test
    void filesThatTheLoaderWouldNotTakeAreNoLibraries() {
        root.elf("/lib/libb.so.1", library("libb.so.1").machine(Machine.I386)).elf("/usr/lib/libb.so.1", library("libb.so.1")).bytes("/usr/lib/libt.so.1", new byte[100]);
        assertEquals(Optional.of("/usr/lib/libb.so.1"), path("libb.so.1"));
        assertEquals(Optional.empty(), path("libt.so.1"));
    }

    @Test
    void theNamesItCouldFind() {
        root.cached("libq.so.1", "/opt/libq.so.1").elf("/usr/lib/plain", library("x"));
        assertEquals(Set.of("liba.so.1", "liba.so.1.0", "libq.so.1"), locator().names());
    }

    @Test
    void aRootWithoutALoaderForTheMachineHasNothing() {
        Locator other = Locator.of(root.files(), Facts.of(program().machine(Machine.AARCH64)), root.machine());
        assertFalse(other.hasLoader());
        assertEquals("/lib/ld-linux-aarch64.so.1", other.loaderPath());
        assertEquals(Optional.empty(), other.locate("liba.so.1"));
        assertTrue(locator().hasLoader());
        assertEquals(Release.DEFAULT_DIRS, locator().defaultDirs());
    }

    @Test
    void aLibraryIsPutToTheLoaderOfItsMachine() {
        Locator ofLibrary = Locator.of(root.files(), Facts.of(library("liba.so.1")), root.machine());
        assertEquals(Release.GLIBC_LOADER, ofLibrary.loaderPath());
        assertEquals(Release.GLIBC_LOADER, ofLibrary.loader().orElseThrow().path());
    }
}

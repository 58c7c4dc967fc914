package org.abifit.loader;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.abifit.world.Release.GLIBC_2_36;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.abifit.testkit.Machine;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** What is said of applications that no loader gets to see, or that are none; the loaders' own rules are cases ({@code ConformanceTest}). */
class StartRulesTest {
    private static final String L = "/usr/lib/liba.so";

    @Test
    void aMissingLoaderIsNamed() {
        for (Release release : Release.values()) {
            LoadReport report = World.of(release).executable(World.APP, program().interpreter("/lib64/none.so.1").build()).load();
            assertEquals(Verdict.FAIL, report.verdict());
            assertEquals(Optional.of(LoadError.Kind.INTERP_MISSING), report.cause());
            assertEquals(Optional.of("/lib64/none.so.1"), report.errors().getFirst().name());
            assertEquals(Optional.empty(), report.message());
        }
    }

    @Test
    void aProgramForAnotherMachineMissesItsLoader() {
        LoadReport report = World.of(GLIBC_2_36).executable(World.APP, program().machine(Machine.AARCH64).build()).load();
        assertEquals(Optional.of(LoadError.Kind.INTERP_MISSING), report.cause());
        assertEquals(Optional.of("/lib/ld-linux-aarch64.so.1"), report.errors().getFirst().name());
    }

    @Test
    void aLoaderThatIsNotKnownLeavesTheQuestionOpen() {
        LoadReport report = World.of(GLIBC_2_36).executable(World.APP, program().interpreter("/lib/other.so").build()).elf("/lib/other.so", library("other.so")).load();
        assertEquals(Verdict.UNKNOWN, report.verdict());
        assertEquals(Verdict.UNKNOWN, report.lazy());
        assertEquals(List.of("loader"), report.missing().stream().map(LoadRemark::kind).toList());
    }

    @Test
    void aMissingApplicationCannotBeStarted() {
        LoadReport report = World.of(GLIBC_2_36).load("/none");
        assertEquals(Verdict.FAIL, report.verdict());
        assertEquals(Optional.of(LoadError.Kind.EXEC), report.cause());
        assertEquals(Optional.empty(), report.message());
    }

    @Test
    void aScriptIsItsInterpreter() {
        LoadReport report = World.of(GLIBC_2_36).program("/bin/sh", program().needed("liba.so"))
                .executable(World.APP, "#!/bin/sh -e\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).load();
        assertEquals(Optional.of("/bin/sh: error while loading shared libraries: liba.so: cannot open shared object file: No such file or directory"), report.message());
        assertEquals(List.of("script"), report.notes().stream().map(LoadRemark::kind).toList());
    }

    @Test
    void aScriptThatIsItsOwnInterpreterCannotBeStarted() {
        LoadReport report = World.of(GLIBC_2_36).executable(World.APP, "#!/app\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).load();
        assertEquals(Optional.of(LoadError.Kind.EXEC), report.cause());
    }

    @Test
    void aLibraryIsJudgedWithoutAMessage() {
        LoadReport report = World.of(GLIBC_2_36).elf(L, library("liba.so").needed("libb.so")).load(L);
        assertEquals(Optional.of(LoadError.Kind.LIB_NOT_FOUND), report.cause());
        assertEquals(Optional.empty(), report.message());
    }
}

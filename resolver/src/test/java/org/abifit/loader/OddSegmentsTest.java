package org.abifit.loader;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.abifit.world.Release.GLIBC_2_36;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Phdr;
import org.abifit.testkit.Spots;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** Files whose PT_LOAD segments contradict each other, or the file: a loader believes them and may crash. */
class OddSegmentsTest {
    private static final String L = "/usr/lib/liba.so";
    private static final byte[] SOUND = library("liba.so").define("foo").build();

    @Test
    void aSoundFileIsTaken() {
        assertEquals(Verdict.OK, load(SOUND).verdict());
    }

    @Test
    void aSegmentThatLeavesTheFile() {
        unknown(0, Phdr.P_FILESZ, SOUND.length + 1L);
        unknown(0, Phdr.P_FILESZ, 1L << 60);
    }

    @Test
    void aSegmentWithLessMemoryThanBytes() {
        unknown(1, Phdr.P_MEMSZ, 1);
    }

    @Test
    void aSegmentThatReachesIntoTheNext() {
        unknown(0, Phdr.P_MEMSZ, 0x4000);
    }

    @Test
    void aSegmentThatAsksForMoreMemoryThanMachinesHave() {
        unknown(2, Phdr.P_MEMSZ, 1L << 40);
        unknown(2, Phdr.P_MEMSZ, 1L << 47);
    }

    private static void unknown(int load, Phdr field, long value) {
        LoadReport report = load(Broken.patchWord(SOUND, Spots.in(SOUND).segment(Elf.PT_LOAD, load, field), value));
        assertEquals(Verdict.UNKNOWN, report.verdict());
        assertEquals(List.of(L), report.missing().stream().map(LoadRemark::object).toList());
    }

    private static LoadReport load(byte[] library) {
        return World.of(GLIBC_2_36).app(program().needed("liba.so")).bytes(L, library).load();
    }
}

package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Processor flags to the levels of the x86-64 psABI. */
class MachineFactsTest {
    private static final String V2 = " cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3 pni";
    private static final String V3 = " avx avx2 bmi1 bmi2 f16c fma abm movbe xsave";
    private static final String V4 = " avx512f avx512bw avx512cd avx512dq avx512vl";

    private static Optional<String> level(String flags) {
        return MachineFacts.cpuLevelOf("processor\t: 0\nmodel name\t: Some: thing\nflags\t\t: fpu sse2 lm" + flags + "\nbugs\t\t: spectre_v1\n\nflags\t: fpu\n");
    }

    @Test
    void eachLevelNeedsAllBelow() {
        assertEquals(Optional.of("x86-64-v1"), level(""));
        assertEquals(Optional.of("x86-64-v2"), level(V2));
        assertEquals(Optional.of("x86-64-v3"), level(V2 + V3));
        assertEquals(Optional.of("x86-64-v4"), level(V4 + V3 + V2));
        assertEquals(Optional.of("x86-64-v1"), level(V3 + V4));
        assertEquals(Optional.of("x86-64-v2"), level(V2 + V4));
    }

    @Test
    void everyFlagCounts() {
        for (String flag : (V2 + V3 + V4).strip().split(" ")) {
            String rest = (" " + V2 + V3 + V4 + " ").replace(" " + flag + " ", " ");
            String want = V2.contains(" " + flag) ? "x86-64-v1" : (V3 + " ").contains(" " + flag + " ") ? "x86-64-v2" : "x86-64-v3";
            assertEquals(Optional.of(want), level(rest), flag);
        }
    }

    @Test
    void otherProcessorsHaveNoLevel() {
        assertEquals(Optional.empty(), MachineFacts.cpuLevelOf("processor : 0\nFeatures : fp asimd\n"));
        assertEquals(Optional.empty(), MachineFacts.cpuLevelOf(""));
    }

    @Test
    void thisMachineHasPagesAndAKernel() {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/auxv")));
        MachineFacts facts = MachineFacts.ofThisMachine();
        assertEquals(1, Integer.bitCount(facts.pageSize().orElseThrow()));
        assertTrue(facts.kernel().orElseThrow().matches("[0-9]+\\.[0-9]+.*"));
    }
}

package org.abifit.elf;

import java.util.Map;

/** Names of {@code e_machine} numbers, as {@code uname -m} and package names use them. */
public final class Machine {
    /** Machines whose relocations or rules differ from the common ones. */
    public static final int I386 = 3, M68K = 4, MIPS = 8, PPC = 20, PPC64 = 21, S390 = 22, ARM = 40, ALPHA = 0x9026, SH = 42, SPARCV9 = 43,
            SPARC = 2, X86_64 = 62, AARCH64 = 183, RISCV = 243, LOONGARCH = 258;

    private static final Map<Integer, String> NAMES = Map.ofEntries(Map.entry(SPARC, "sparc"), Map.entry(I386, "i386"), Map.entry(M68K, "m68k"),
            Map.entry(MIPS, "mips"), Map.entry(15, "parisc"), Map.entry(PPC, "ppc"), Map.entry(PPC64, "ppc64"), Map.entry(S390, "s390"),
            Map.entry(ARM, "arm"), Map.entry(SH, "sh"), Map.entry(SPARCV9, "sparcv9"), Map.entry(50, "ia64"), Map.entry(X86_64, "x86_64"),
            Map.entry(AARCH64, "aarch64"), Map.entry(RISCV, "riscv"), Map.entry(LOONGARCH, "loongarch"), Map.entry(ALPHA, "alpha"),
            Map.entry(190, "cuda"), Map.entry(224, "amdgpu"), Map.entry(247, "bpf"), Map.entry(252, "csky"), Map.entry(93, "arc"), Map.entry(195, "arcv2"));

    private Machine() {}

    /** {@return the usual name of a machine, or {@code machine-N} for a number without one} */
    public static String name(int machine) {
        return NAMES.getOrDefault(machine, "machine-" + machine);
    }
}

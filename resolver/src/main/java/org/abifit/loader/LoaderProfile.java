package org.abifit.loader;

import java.util.ArrayList;
import java.util.List;
import org.abifit.elf.ElfFile;
import org.abifit.elf.LibcBuild;
import org.abifit.elf.LibcBuild.Feature;
import org.abifit.elf.Machine;

/**
 * How one build of a loader behaves, read from its own bytes, never from the name of a distribution.
 *
 * @param flavour glibc or musl
 * @param minor the second number of a glibc release (36 for 2.36); for builds without a banner the lowest that fits their features
 * @param is64 the class of objects it takes
 * @param littleEndian their byte order
 * @param machine their machine
 * @param defaultDirs compiled-in folders, each ending in a slash (musl: as in its path)
 * @param dstLib what {@code $LIB} stands for
 * @param hwcaps subfolders looked into before each folder itself, each ending in a slash
 * @param cacheFlags the value that an entry of ld.so.cache must have to be for it
 */
record LoaderProfile(LibcBuild.Flavour flavour, int minor, boolean is64, boolean littleEndian, int machine, List<String> defaultDirs, String dstLib,
        List<String> hwcaps, int cacheFlags) {

    /** What a glibc knows no more tells its age as well as what it does. */
    static LoaderProfile of(ElfFile loader, LibcBuild build, String cpuLevel) {
        int minor = build.flavour() == LibcBuild.Flavour.GLIBC ? minor(build) : 0;
        int machine = loader.header().machine();
        boolean is64 = loader.header().is64();
        return new LoaderProfile(build.flavour(), minor, is64, loader.header().isLittleEndian(), machine, build.defaultDirs(),
                build.dstLib().orElse(is64 ? "lib64" : "lib"), hwcaps(minor, machine, cpuLevel, build), cacheFlags(loader));
    }

    private static int minor(LibcBuild build) {
        if (build.release().isPresent()) {
            return Integer.parseInt(build.release().get().substring(build.release().get().indexOf('.') + 1));
        }
        if (build.features().contains(Feature.EARLY_INIT)) {
            return 32;
        }
        if (build.features().contains(Feature.NAMESPACE_TUNABLE)) {
            return 31;
        }
        return build.features().contains(Feature.REFUSES_PIE) ? 30 : 28;
    }

    /** glibc-hwcaps from 2.33 on; the older scheme up to 2.36, in the order in which it combines its names. */
    private static List<String> hwcaps(int minor, int machine, String cpuLevel, LibcBuild build) {
        List<String> folders = new ArrayList<>();
        if (machine == Machine.X86_64 && build.features().contains(Feature.GLIBC_HWCAPS)) {
            for (int level = cpuLevel.charAt(cpuLevel.length() - 1) - '0'; level >= 2; level--) {
                folders.add("glibc-hwcaps/x86-64-v" + level + "/");
            }
        }
        if (minor < 37 && machine == Machine.X86_64) {
            folders.addAll(List.of("tls/haswell/x86_64/", "tls/haswell/", "tls/x86_64/x86_64/", "tls/x86_64/", "tls/", "haswell/x86_64/", "haswell/",
                    "x86_64/x86_64/", "x86_64/"));
            boolean v3 = cpuLevel.compareTo("x86-64-v3") >= 0;
            if (!v3) {
                folders.removeIf(f -> f.contains("haswell"));
            }
        } else if (minor < 37) {
            folders.add("tls/");
        }
        return List.copyOf(folders);
    }

    /** glibc {@code sysdeps/unix/sysv/linux/&lt;machine&gt;/dl-cache.h}: FLAG_ELF_LIBC6 with the machine's ABI. */
    static int cacheFlags(ElfFile loader) {
        boolean wide = loader.header().is64();
        return switch (loader.header().machine()) {
            case Machine.X86_64 -> wide ? 0x0303 : 0x0803;
            case Machine.AARCH64 -> 0x0a03;
            case Machine.ARM -> (loader.header().flags() & 0x400) != 0 ? 0x0903 : 0x0b03;
            case Machine.PPC64 -> 0x0503;
            case Machine.S390 -> wide ? 0x0403 : 0x0003;
            case Machine.MIPS -> wide ? 0x0703 : 0x0003;
            case Machine.RISCV -> 0x1003;
            case Machine.LOONGARCH -> 0x1203;
            default -> 0x0003;
        };
    }

    boolean atLeast(int glibcMinor) {
        return minor >= glibcMinor;
    }

    /** The set of ISA level bits (NT_GNU_PROPERTY) that a processor of this level has. */
    static int isaBits(String cpuLevel) {
        return (1 << cpuLevel.charAt(cpuLevel.length() - 1) - '0') - 1;
    }
}

package org.abifit.root;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a loader asks of the machine rather than of files.
 *
 * @param cpuLevel the highest {@code glibc-hwcaps} level of the processor ({@code x86-64-v3}); empty where not known
 * @param pageSize in bytes
 * @param kernel the running kernel's release ({@code 6.1.0-18-amd64})
 */
public record MachineFacts(Optional<String> cpuLevel, Optional<Integer> pageSize, Optional<String> kernel) {
    /** Nothing known. */
    public static final MachineFacts UNKNOWN = new MachineFacts(Optional.empty(), Optional.empty(), Optional.empty());

    /** The micro-architecture levels of the x86-64 psABI and the flags each adds, by their names in {@code /proc/cpuinfo}. */
    private static final List<Set<String>> X86_LEVELS = List.of(
            Set.of("cx16", "lahf_lm", "popcnt", "sse4_1", "sse4_2", "ssse3", "pni"),
            Set.of("avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"),
            Set.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"));
    private static final int AT_PAGESZ = 6;

    /** {@return the facts of the machine this runs on} */
    public static MachineFacts ofThisMachine() {
        return new MachineFacts(cpuLevelOf(read("/proc/cpuinfo")), pageSizeOf(readBytes("/proc/self/auxv")),
                Optional.of(read("/proc/sys/kernel/osrelease").strip()).filter(s -> !s.isEmpty()));
    }

    static Optional<String> cpuLevelOf(String cpuinfo) {
        Optional<String> flags = cpuinfo.lines().filter(l -> l.startsWith("flags")).findFirst();
        if (flags.isEmpty()) {
            return Optional.empty();
        }
        Set<String> has = new HashSet<>(Arrays.asList(flags.get().substring(flags.get().indexOf(':') + 1).trim().split("\\s+")));
        int level = 1;
        while (level <= X86_LEVELS.size() && has.containsAll(X86_LEVELS.get(level - 1))) {
            level++;
        }
        return Optional.of("x86-64-v" + level);
    }

    private static Optional<Integer> pageSizeOf(byte[] auxv) {
        ByteBuffer words = ByteBuffer.wrap(auxv).order(ByteOrder.nativeOrder());
        while (words.remaining() >= 16) {
            long tag = words.getLong();
            long value = words.getLong();
            if (tag == AT_PAGESZ) {
                return Optional.of((int) value);
            }
        }
        return Optional.empty();
    }

    private static String read(String path) {
        return new String(readBytes(path), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static byte[] readBytes(String path) {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException e) {
            return new byte[0];
        }
    }
}

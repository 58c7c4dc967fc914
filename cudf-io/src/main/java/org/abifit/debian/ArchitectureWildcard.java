package org.abifit.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Architectures and wildcards for them (Policy 11.1): both mean ABI, C library, system and processor, of which names leave
 * out the common ones (dpkg's {@code tupletable}); {@code any} in a wildcard, and what it leaves out on the left, is anything.
 */
final class ArchitectureWildcard {
    private static final String ANY = "any";
    private static final int PARTS = 4;
    // Names that tell the ABI together with the processor.
    private static final Map<String, List<String>> WITH_ABI = Map.of("armhf", List.of("eabihf", "arm"), "armel", List.of("eabi", "arm"),
            "x32", List.of("x32", "amd64"), "arm64ilp32", List.of("ilp32", "arm64"), "powerpcspe", List.of("spe", "powerpc"),
            "mips64", List.of("abi64", "mips64"), "mips64el", List.of("abi64", "mips64el"),
            "mipsn32", List.of("abin32", "mips64"), "mipsn32el", List.of("abin32", "mips64el"));
    private static final Map<String, String> LIBRARIES = Map.of("dragonflybsd", "bsd", "freebsd", "bsd", "openbsd", "bsd", "netbsd", "bsd",
            "darwin", "bsd", "aix", "sysv", "solaris", "sysv", "uclinux", "uclibc", "mint", "tos");

    private ArchitectureWildcard() {
    }

    /** {@return whether a wildcard or architecture covers an architecture} */
    static boolean covers(String wildcard, String architecture) {
        if (wildcard.equals(architecture)) {
            return true;
        }
        List<String> meant = wildcard(wildcard);
        List<String> is = architecture(architecture);
        for (int i = 0; i < PARTS; i++) {
            if (!meant.get(i).equals(ANY) && !meant.get(i).equals(is.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> wildcard(String text) {
        List<String> parts = List.of(text.split("-", PARTS));
        if (!parts.contains(ANY)) {
            return architecture(text);
        }
        List<String> all = new ArrayList<>(parts);
        while (all.size() < PARTS) {
            all.addFirst(ANY);
        }
        return all;
    }

    private static List<String> architecture(String name) {
        List<String> parts = List.of(name.split("-"));
        List<String> processor = WITH_ABI.getOrDefault(last(parts, 0, "linux"), List.of("base", last(parts, 0, "linux")));
        String system = last(parts, 1, "linux");
        return List.of(processor.getFirst(), last(parts, 2, LIBRARIES.getOrDefault(system, "gnu")), system, processor.getLast());
    }

    private static String last(List<String> parts, int before, String otherwise) {
        return before < parts.size() ? parts.get(parts.size() - 1 - before) : otherwise;
    }
}

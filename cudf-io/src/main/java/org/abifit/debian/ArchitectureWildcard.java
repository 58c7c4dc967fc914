package org.abifit.debian;

import java.util.Map;

/**
 * Architectures and wildcards for them (Policy 11.1, dpkg's {@code tupletable}): {@code any}, {@code linux-any},
 * {@code any-arm}. An architecture without a system is one of Linux.
 */
final class ArchitectureWildcard {
    // The few whose name is not that of their processor.
    private static final Map<String, String> PROCESSORS = Map.of("armel", "arm", "armhf", "arm", "x32", "amd64");

    private ArchitectureWildcard() {
    }

    /** {@return whether a wildcard or architecture covers an architecture} */
    static boolean covers(String wildcard, String architecture) {
        if (wildcard.equals("any") || wildcard.equals(architecture)) {
            return true;
        }
        boolean isWildcard = wildcard.startsWith("any-") || wildcard.endsWith("-any");
        return isWildcard && part(system(wildcard), system(architecture)) && part(processor(wildcard), processor(architecture));
    }

    private static boolean part(String wildcard, String is) {
        return wildcard.equals("any") || wildcard.equals(is);
    }

    private static String system(String architecture) {
        int dash = architecture.lastIndexOf('-');
        return dash < 0 ? "linux" : architecture.substring(0, dash);
    }

    private static String processor(String architecture) {
        String last = architecture.substring(architecture.lastIndexOf('-') + 1);
        return PROCESSORS.getOrDefault(last, last);
    }
}

package org.abifit.debian;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names of Debian as names of CUDF: what a {@code pkgname} cannot hold becomes {@code %hh}, and a name takes the architecture
 * along that is meant.
 */
final class CudfNames {
    private static final String KEPT = "@/+().-";

    private final Optional<String> nativeArchitecture;
    private final Map<String, Map<String, String>> known = new HashMap<>();

    /** Names where machines are of an architecture; empty: of whatever single one. */
    CudfNames(Optional<String> nativeArchitecture) {
        this.nativeArchitecture = nativeArchitecture;
    }

    /** {@return the name of a package or feature of no architecture} */
    String bare(String name) {
        return encoded(name, "");
    }

    /**
     * {@return the name of a package of an architecture}
     *
     * @param architecture {@code all} means the native one
     */
    String of(String name, String architecture) {
        return encoded(name, nativeArchitecture.map(n -> architecture.equals("all") ? n : architecture).orElse(""));
    }

    /**
     * {@return the name that a relation means}
     *
     * @param architecture of the package that has the relation; empty: names go without
     */
    String of(Relation relation, String architecture) {
        return switch (relation.qualifier()) {
            case "" -> architecture.isEmpty() ? bare(relation.name()) : of(relation.name(), architecture);
            case "any" -> bare(relation.name());
            case "native" -> encoded(relation.name(), architecture.isEmpty() ? "" : nativeArchitecture.orElse(""));
            case String named -> encoded(relation.name(), named);
        };
    }

    private String encoded(String name, String architecture) {
        return known.computeIfAbsent(architecture, a -> new HashMap<>())
                .computeIfAbsent(name, n -> encode(architecture.isEmpty() ? n : n + ":" + architecture));
    }

    /** {@return a text as a {@code pkgname}} */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isKept(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return encoded.toString();
    }

    private static boolean isKept(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || KEPT.indexOf(c) >= 0;
    }
}

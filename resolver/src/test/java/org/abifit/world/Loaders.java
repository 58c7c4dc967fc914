package org.abifit.world;

import java.util.Arrays;
import java.util.List;

/**
 * Which loaders an answer is about: {@code musl}, {@code glibc} for all its releases, or {@code glibc} with one or more of {@code 2.31},
 * {@code 2.31-2.40}, {@code -2.35} and {@code 2.41-}; several in one line, as {@code glibc -2.35 2.41- musl}.
 */
record Loaders(String text) {

    boolean covers(Release release) {
        boolean glibc = false;
        boolean ranges = false;
        boolean covered = false;
        for (String word : words()) {
            switch (word) {
                case "musl" -> covered |= release.isMusl();
                case "glibc" -> glibc = true;
                default -> {
                    ranges = true;
                    covered |= !release.isMusl() && inRange(word, release.minor());
                }
            }
        }
        return covered || glibc && !ranges && !release.isMusl();
    }

    private List<String> words() {
        return Arrays.asList(text.split(" +"));
    }

    private static boolean inRange(String range, int minor) {
        int dash = range.indexOf('-');
        if (dash < 0) {
            return minor(range) == minor;
        }
        String from = range.substring(0, dash);
        String to = range.substring(dash + 1);
        return (from.isEmpty() || minor(from) <= minor) && (to.isEmpty() || minor <= minor(to));
    }

    private static int minor(String release) {
        if (!release.startsWith("2.")) {
            throw new IllegalArgumentException("no release of glibc: " + release);
        }
        return Integer.parseInt(release.substring(2));
    }
}

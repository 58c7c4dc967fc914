package org.abifit.debian;

import java.util.Comparator;
import java.util.Optional;

/**
 * The order of versions (Policy 5.6.12, deb-version(7)): {@code [epoch:]upstream[-revision]}. Epochs compare as numbers;
 * upstream parts, then revisions, by turns as words and as numbers, where {@code ~} comes before the end, letters before
 * all other characters, and no number is 0. Different texts can be equal: {@code 1.0}, {@code 0:1.00} and {@code 1.0-0}.
 */
public final class DebianVersion {
    /** From the oldest to the newest; consistent with equality of versions, not of texts. */
    public static final Comparator<String> ORDER = DebianVersion::compare;
    private static final int MOST_EPOCH_DIGITS = 9;

    private DebianVersion() {
    }

    /**
     * {@return what keeps a text from being a version, if anything}
     *
     * @param text any text
     */
    public static Optional<String> problem(String text) {
        int colon = text.indexOf(':');
        if (text.isEmpty()) {
            return Optional.of("is empty");
        } else if (!Ascii.isWord(text)) {
            return Optional.of("'%s' is no version: only letters, digits and . + - ~ : may stand there".formatted(Ascii.shown(text)));
        } else if (colon >= 0 && !isEpoch(text, colon)) {
            return Optional.of("'%s' is no version: what stands before the colon is no epoch".formatted(Ascii.shown(text)));
        }
        return colon == text.length() - 1 ? Optional.of("'%s' is no version: nothing follows the epoch".formatted(Ascii.shown(text))) : Optional.empty();
    }

    private static boolean isEpoch(String text, int colon) {
        boolean digits = colon > 0;
        for (int i = 0; i < colon; i++) {
            digits &= isDigit(text.charAt(i));
        }
        return digits && epochEnd(text, colon) <= MOST_EPOCH_DIGITS;
    }

    /** {@return how many digits the epoch has without leading zeros} */
    private static int epochEnd(String text, int colon) {
        return colon - skipZeros(text, 0, colon);
    }

    private static int compare(String a, String b) {
        int colonA = a.indexOf(':');
        int colonB = b.indexOf(':');
        int epochs = compareNumbers(a, 0, Math.max(0, colonA), b, 0, Math.max(0, colonB));
        if (epochs != 0) {
            return epochs;
        }
        int endA = upstreamEnd(a, colonA + 1);
        int endB = upstreamEnd(b, colonB + 1);
        int upstreams = compareParts(a, colonA + 1, endA, b, colonB + 1, endB);
        return upstreams != 0 ? upstreams
                : compareParts(a, Math.min(endA + 1, a.length()), a.length(), b, Math.min(endB + 1, b.length()), b.length());
    }

    // The revision follows the last dash: dashes before it belong to the upstream part.
    private static int upstreamEnd(String text, int from) {
        int dash = text.lastIndexOf('-');
        return dash < from ? text.length() : dash;
    }

    private static int compareParts(String a, int fromA, int endA, String b, int fromB, int endB) {
        int i = fromA;
        int j = fromB;
        while (i < endA || j < endB) {
            while (isWord(a, i, endA) || isWord(b, j, endB)) {
                int order = Integer.compare(weight(a, i, endA), weight(b, j, endB));
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            int numberA = numberEnd(a, i, endA);
            int numberB = numberEnd(b, j, endB);
            int order = compareNumbers(a, i, numberA, b, j, numberB);
            if (order != 0) {
                return order;
            }
            i = numberA;
            j = numberB;
        }
        return 0;
    }

    private static boolean isWord(String text, int at, int end) {
        return at < end && !isDigit(text.charAt(at));
    }

    // A digit or the end weigh nothing: there the word is over.
    private static int weight(String text, int at, int end) {
        if (!isWord(text, at, end)) {
            return 0;
        }
        char c = text.charAt(at);
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        return c == '~' ? -1 : letter ? c : c + 0x100;
    }

    private static int compareNumbers(String a, int fromA, int endA, String b, int fromB, int endB) {
        int i = skipZeros(a, fromA, endA);
        int j = skipZeros(b, fromB, endB);
        if (endA - i != endB - j) {
            return Integer.compare(endA - i, endB - j);
        }
        while (i < endA && a.charAt(i) == b.charAt(j)) {
            i++;
            j++;
        }
        return i == endA ? 0 : Character.compare(a.charAt(i), b.charAt(j));
    }

    private static int skipZeros(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int numberEnd(String text, int from, int end) {
        int at = from;
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

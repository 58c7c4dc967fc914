package org.abifit.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.root.Glob;

/** What the texts of a rule's parameters must look like, so that asking it cannot fail. */
public final class Parameters {
    private static final List<String> CHECKERS = List.of("major", "full", "strict", "dependencies");
    private static final List<String> DEPTHS = List.of("0", "1", "3");
    private static final List<String> MISSING = List.of("warn", "refuse");
    private static final Map<RuleKind, List<String>> REQUIRED = Map.of(RuleKind.SARUS, List.of("checker"), RuleKind.MPI_RELEASE, List.of("abi", "promise", "symbols"),
            RuleKind.SAME_RELEASE, List.of("implementation", "abi", "accept-depth"), RuleKind.PMIX, List.of("family", "releases", "cross-version"), RuleKind.NODES, List.of("nodes"),
            RuleKind.PRIVATE_NODES, List.of("nodes"), RuleKind.HAS_NODES, List.of("nodes"), RuleKind.SYMBOLS, List.of("symbols"), RuleKind.DRIVER,
            List.of("driver", "toolkit", "table"), RuleKind.REQUIREMENT, List.of("driver", "table"));

    private Parameters() {}

    /** {@return the parameters that a rule of this kind cannot do without} */
    public static List<String> required(RuleKind kind) {
        return REQUIRED.getOrDefault(kind, List.of());
    }

    /** {@return what is wrong with a text of a parameter; empty where nothing is} */
    public static Optional<String> wrong(RuleKind kind, String name, String text) {
        if (kind == RuleKind.RUNS) {
            return Optional.empty();
        }
        return switch (name) {
            case "checker" -> oneOf(CHECKERS, text);
            case "accept-depth", "warn-depth" -> oneOf(DEPTHS, text);
            case "missing" -> oneOf(MISSING, text);
            case "promise", "cross-version" -> releases(text, 0, 2, 2);
            case "table" -> releases(text, 0, 2, 2);
            case "releases" -> glob(text.split(" ")[0]).or(() -> releases(text, 1, 3, 3));
            case "breaks" -> releases(text, 0, 4, 5);
            case "nodes", "driver", "toolkit" -> glob(text);
            default -> Optional.empty();
        };
    }

    private static Optional<String> oneOf(List<String> words, String text) {
        return words.contains(text) ? Optional.empty() : Optional.of("'%s' is none of %s".formatted(text, String.join(", ", words)));
    }

    private static Optional<String> glob(String text) {
        try {
            Glob.of(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Words of a row, of which those from the first on and before the last are releases; there are at least so many words. */
    private static Optional<String> releases(String text, int first, int last, int words) {
        String[] row = text.split(" ", words);
        boolean good = row.length == words && Stream.of(row).skip(first).limit((long) last - first).allMatch(word -> Release.parse(word).isPresent());
        return good ? Optional.empty() : Optional.of("'%s' is no row of %d words with releases in them".formatted(text, words));
    }
}

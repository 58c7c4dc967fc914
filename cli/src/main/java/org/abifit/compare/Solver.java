package org.abifit.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A solver, as it is called.
 *
 * @param name how it is called here
 * @param style how it wants criteria
 * @param words its command line, with {@code {in}}, {@code {out}} and {@code {criteria}} where these go
 * @param witness whether its word that there is no solution counts as evidence
 */
public record Solver(String name, Style style, List<String> words, boolean witness) {
    /** The name of our own. */
    public static final String OWN = "abifit";

    /** Copies the words; throws {@link IllegalArgumentException} where nothing would be run or read. */
    public Solver {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no command");
        }
        for (String needed : List.of("{in}", "{out}")) {
            if (words.stream().noneMatch(w -> w.contains(needed))) {
                throw new IllegalArgumentException(needed + " does not occur in the command");
            }
        }
    }

    /**
     * {@return a solver from a command template}
     *
     * @param template words as in a shell, which is not asked
     */
    public static Solver of(String name, Style style, String template) {
        return new Solver(name, style, Words.split(template), true);
    }

    /** {@return the command line for a document, a file to write and criteria in the solver's style} */
    public List<String> command(Path in, Path out, String criteria) {
        Map<String, String> values = Map.of("{in}", in.toString(), "{out}", out.toString(), "{criteria}", criteria);
        return words.stream().map(w -> fill(w, values)).toList();
    }

    // In one pass: what is put in may itself hold braces.
    private static String fill(String word, Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < word.length()) {
            int close = word.charAt(at) == '{' ? word.indexOf('}', at) : -1;
            String value = close < 0 ? null : values.get(word.substring(at, close + 1));
            filled.append(value == null ? String.valueOf(word.charAt(at)) : value);
            at = value == null ? at + 1 : close + 1;
        }
        return filled.toString();
    }

    /** {@return whether this is abifit: it says of itself whether an answer is proven} */
    public boolean own() {
        return name.equals(OWN) || name.startsWith(OWN + "-");
    }

    /** {@return the template, in words that the splitter reads back} */
    public String template() {
        List<String> quoted = new ArrayList<>();
        words.forEach(w -> quoted.add(w.chars().allMatch(Solver::plain) && !w.isEmpty() ? w : "'" + w.replace("'", "'\\''") + "'"));
        return String.join(" ", quoted);
    }

    private static boolean plain(int c) {
        return c > ' ' && "'\"\\".indexOf(c) < 0;
    }
}

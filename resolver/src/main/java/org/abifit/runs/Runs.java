package org.abifit.runs;

import java.util.List;
import java.util.Locale;
import org.abifit.loader.Verdict;

/**
 * Whether a program will run, beside whether it loads.
 *
 * @param verdict whether it runs
 * @param level for {@code ok}, how far that is assured; else where it ends, or where nothing is known any more
 * @param because the grounds, the deciding ones first
 */
public record Runs(Verdict verdict, Level level, List<Because> because) {

    /** How far a program gets. */
    public enum Level {
        /** The loader starts it. */
        LOADS,
        /** All symbols are there, in what it opens later too, and what must be of one build is. */
        BINDS,
        /** It understands the launcher that starts it. */
        TALKS;

        /** {@return the word in JSON} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

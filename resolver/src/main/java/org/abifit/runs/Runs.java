package org.abifit.runs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.abifit.loader.Verdict;

/**
 * Whether a program will run, beside whether it loads.
 *
 * @param verdict whether it runs
 * @param level for {@code ok}, how far that is assured; else where it ends, or where nothing is known any more
 * @param because the grounds, the deciding ones first
 * @param smoke for grounds that do not decide, by their rules: a command to be run in the container on the host that does
 */
public record Runs(Verdict verdict, Level level, List<Because> because, Map<String, String> smoke) {

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

    /** {@return the command that settles a ground, where it does not decide} */
    public Optional<String> smoke(Because ground) {
        return ground.verdict() == Verdict.UNKNOWN ? Optional.ofNullable(smoke.get(ground.rule())) : Optional.empty();
    }
}

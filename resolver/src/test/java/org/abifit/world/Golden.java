package org.abifit.world;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.abifit.loader.Verdict;

/**
 * What some loaders do with a {@link Case}.
 *
 * @param loaders which ones
 * @param start what becomes of the program
 * @param warnings all lines that are printed before it goes on
 * @param notes the kinds of notes there must be; others may be
 * @param map the names of the mapped objects in search order; empty where they do not matter
 * @param binds which references are bound to what, as {@code SYMBOL by OBJECT => PROVIDER}; of others nothing is said
 * @param crashes the signal that the real loader, or the program, dies by where the model cannot say yes or no
 * @param modelOnly why the real loader is not asked
 * @param unmodelled why the model says something else: a limit that is known
 * @param opened what becomes of each dlopen of the case, in order
 * @param why sentences for the reader
 */
public record Golden(Loaders loaders, Answer start, List<String> warnings, List<String> notes, List<String> map, List<String> binds, Optional<String> crashes,
        Optional<String> modelOnly, Optional<String> unmodelled, List<Answer> opened, List<String> why) {

    /**
     * What becomes of one load.
     *
     * @param verdict with all symbols bound at start
     * @param lazy as it is built
     * @param message the first line of a failure, the text of dlerror for a dlopen
     * @param errors everything that is missed, in the words of {@link RealAnswer}
     * @param resolved soname to path; of others nothing is said
     */
    public record Answer(Verdict verdict, Verdict lazy, Optional<String> message, SortedSet<String> errors, SortedMap<String, String> resolved) {
        static final Answer OK = new Answer(Verdict.OK, Verdict.OK, Optional.empty(), new TreeSet<>(), new TreeMap<>());
    }

    /** {@return the answer of loaders, named as in the text of a case ({@code glibc 2.31}), as one of them gave it} */
    public static Golden of(String loaders, RealAnswer answer) {
        SortedMap<String, String> resolved = answer.verdict() == Verdict.OK ? answer.resolved() : new TreeMap<>();
        return new Golden(new Loaders(loaders), new Answer(answer.verdict(), answer.lazy(), answer.message(), answer.errors(), resolved), List.of(), List.of(),
                List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());
    }
}

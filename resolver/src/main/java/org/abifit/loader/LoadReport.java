package org.abifit.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the loader would do.
 *
 * @param verdict whether everything is found and bound with all symbols bound at start
 * @param lazy the same as the program is built, with functions bound at their first call
 * @param cause on failure, the kind of error that explains the others
 * @param message on failure of a program, the first line that the loader prints
 * @param errors all errors
 * @param warnings lines that the loader prints and goes on after
 * @param notes what we add
 * @param missing for {@link Verdict#UNKNOWN}, the evidence that would decide
 * @param resolved soname to path as the loader built it, the loader itself included
 * @param objects everything that is mapped at start, in search order, the loader left out
 * @param opened what came of each opening, in order; empty when the start fails
 * @param steps what the loader did, when asked for
 */
public record LoadReport(Verdict verdict, Verdict lazy, Optional<LoadError.Kind> cause, Optional<String> message, List<LoadError> errors,
        List<LoadRemark> warnings, List<LoadRemark> notes, List<LoadRemark> missing, SortedMap<String, String> resolved, List<LoadedObject> objects,
        List<OpenedReport> opened, List<Step> steps) {

    /** {@return the same with a note before the others} */
    LoadReport after(LoadRemark note) {
        List<LoadRemark> all = new ArrayList<>(List.of(note));
        all.addAll(notes);
        return new LoadReport(verdict, lazy, cause, message, errors, warnings, List.copyOf(all), missing, resolved, objects, opened, steps);
    }
}

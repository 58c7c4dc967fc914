package org.abifit.loader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers a {@link LoadReport} while the phases run. */
final class ReportBuilder {
    private final Set<LoadError> errors = new LinkedHashSet<>();
    private final Set<LoadRemark> warnings = new LinkedHashSet<>();
    private final Set<LoadRemark> notes = new LinkedHashSet<>();
    private final Set<LoadRemark> missing = new LinkedHashSet<>();
    private final SortedMap<String, String> resolved = new TreeMap<>();
    private List<LoadedObject> objects = List.of();
    private List<OpenedReport> opened = List.of();
    private List<Step> steps = List.of();
    private Optional<String> firstLine = Optional.empty();
    private Optional<String> firstLazyLine = Optional.empty();
    private boolean lazyFails;
    private boolean anyFatal;
    private boolean anyFatalLazily;

    /** An error that lazy binding does not avoid. */
    void error(LoadError error) {
        errors.add(error);
        lazyFails = true;
    }

    /** An error that shows only when the function is called, unless symbols are bound at start. */
    void lateError(LoadError error) {
        errors.add(error);
    }

    /** An error that a loader that binds all symbols at start does not live to see; a lazy one may. */
    void hiddenError(boolean late) {
        lazyFails |= !late;
    }

    /** An error that comes after all symbols are bound: a load that failed before never gets there, a lazy one may. */
    void startError(LoadError error) {
        lazyFails = true;
        if (errors.isEmpty()) {
            errors.add(error);
        }
    }

    /** {@return whether lazy binding would not have helped so far} */
    boolean failsLazily() {
        return lazyFails;
    }

    /** A line the loader prints; the first one before it ends is its message. */
    void line(String text) {
        if (firstLine.isEmpty() && !anyFatal) {
            firstLine = Optional.of(text);
        }
        if (firstLazyLine.isEmpty() && !anyFatalLazily) {
            firstLazyLine = Optional.of(text);
        }
    }

    /** The line with which the loader ends. */
    void lastLine(String text) {
        line(text);
        anyFatal = true;
        anyFatalLazily = true;
    }

    /** The line with which the loader ends when it binds all symbols at start, and goes on from when it does not. */
    void lateLine(String text) {
        if (firstLine.isEmpty() && !anyFatal) {
            firstLine = Optional.of(text);
        }
        anyFatal = true;
    }

    /** From here on nothing is known of what the loader prints, if it prints anything. */
    void unknownLine() {
        anyFatal = true;
        anyFatalLazily = true;
    }

    void warning(LoadRemark warning) {
        warnings.add(warning);
    }

    void note(LoadRemark note) {
        notes.add(note);
    }

    /** Evidence that is missing: the verdict cannot be yes or no any more. */
    void missing(LoadRemark evidence) {
        missing.add(evidence);
    }

    void resolved(String soname, String path) {
        resolved.putIfAbsent(soname, path);
    }

    void objects(List<LoadedObject> all) {
        objects = List.copyOf(all);
    }

    void opened(List<OpenedReport> all) {
        opened = List.copyOf(all);
    }

    void steps(List<Step> all) {
        steps = List.copyOf(all);
    }

    /** {@return whether evidence is missing} */
    boolean undecided() {
        return !missing.isEmpty();
    }

    /** {@return the message of the first error} */
    Optional<String> firstError() {
        return errors.stream().findFirst().map(LoadError::message);
    }

    boolean failed() {
        return !errors.isEmpty();
    }

    /** {@return the answer to dlopen, whose message is that of the call as it is made, if that fails} */
    LoadReport buildOpening() {
        firstLine = lazyFails ? firstLazyLine : firstLine;
        return build(true);
    }

    LoadReport build(boolean program) {
        Verdict verdict = !missing.isEmpty() ? Verdict.UNKNOWN : errors.isEmpty() ? Verdict.OK : Verdict.FAIL;
        Verdict lazy = !missing.isEmpty() ? Verdict.UNKNOWN : lazyFails ? Verdict.FAIL : Verdict.OK;
        Optional<LoadError.Kind> cause = errors.stream().map(LoadError::kind).min(Comparator.naturalOrder());
        boolean says = program && verdict == Verdict.FAIL && cause.get() != LoadError.Kind.EXEC && cause.get() != LoadError.Kind.INTERP_MISSING;
        return new LoadReport(verdict, lazy, verdict == Verdict.FAIL ? cause : Optional.empty(), says ? firstLine : Optional.empty(),
                new ArrayList<>(errors), new ArrayList<>(warnings), new ArrayList<>(notes), new ArrayList<>(missing), resolved, objects, opened, steps);
    }
}

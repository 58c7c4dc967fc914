package org.abifit.cudf;

import java.util.Comparator;

/**
 * What is wrong in a CUDF text, and where. Faults are values: a run collects several of them instead of ending at the
 * first. They sort by place.
 *
 * @param line the line, counted from 1; comment and empty lines count
 * @param column the character in that line, counted from 1 in Unicode code points
 * @param severity whether the text is refused for it
 * @param message what was expected and what was found, one line, without the place
 */
public record CudfFault(int line, int column, Severity severity, String message) implements Comparable<CudfFault> {

    /** Whether a fault spoils the document. */
    public enum Severity {
        /** CUDF 2.0 forbids it, but the meaning is plain: the document is read. */
        WARNING,
        /** The document is refused. */
        ERROR
    }

    private static final Comparator<CudfFault> BY_PLACE = Comparator.comparingInt(CudfFault::line)
            .thenComparingInt(CudfFault::column).thenComparing(CudfFault::severity).thenComparing(CudfFault::message);

    /** Checks the place; throws {@link IllegalArgumentException} when line or column is below 1. */
    public CudfFault {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns start at 1: " + line + ":" + column);
        }
    }

    /** {@return whether the document is refused for this fault} */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    static CudfFault error(int line, int column, String message) {
        return new CudfFault(line, column, Severity.ERROR, message);
    }

    static CudfFault warning(int line, int column, String message) {
        return new CudfFault(line, column, Severity.WARNING, message);
    }

    @Override
    public int compareTo(CudfFault other) {
        return BY_PLACE.compare(this, other);
    }

    /** {@return the fault as {@code line:column severity: message}} */
    @Override
    public String toString() {
        return switch (severity) {
            case WARNING -> line + ":" + column + " warning: " + message;
            case ERROR -> line + ":" + column + " error: " + message;
        };
    }
}

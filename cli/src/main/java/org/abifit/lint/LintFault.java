package org.abifit.lint;

/** A file that cannot be read as what it is said to be. */
public final class LintFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param line from 1
     * @param column from 1; 0 where the whole line is meant
     * @param problem what is wrong, with the field
     */
    LintFault(int line, int column, String problem) {
        super(problem);
        this.line = line;
        this.column = column;
    }

    /** {@return the line, from 1} */
    public int line() {
        return line;
    }

    /** {@return the column, from 1, or 0} */
    public int column() {
        return column;
    }
}

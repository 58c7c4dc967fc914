package org.abifit.lint;

/** A file that cannot be read as what it is said to be. */
public final class LintFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final int column;

    /**
     * @param line from 1
     * @param column from 1; 0 where the whole line is meant
     * @param problem what is wrong, with the field
     */
    LintFault(int line, int column, String problem) {
        this("", line, column, problem);
    }

    private LintFault(String file, int line, int column, String problem) {
        super(problem);
        this.file = file;
        this.line = line;
        this.column = column;
    }

    /** {@return this fault with its file, as it was named} */
    LintFault in(String name) {
        LintFault named = new LintFault(name, line, column, getMessage());
        named.setStackTrace(getStackTrace());
        return named;
    }

    /** {@return the file, as it was named; empty where only its reader knows it} */
    public String file() {
        return file;
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

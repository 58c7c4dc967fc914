package org.abifit.debian;

/** Inside a file: what is wrong and where. {@link DebianReader} turns it into a {@link DebianFault}. */
final class FieldFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final String field;

    FieldFault(long line, String field, String problem) {
        super(problem, null, false, false);
        this.line = line;
        this.field = field;
    }

    DebianFault in(String file) {
        return new DebianFault(file, line, field, getMessage());
    }
}

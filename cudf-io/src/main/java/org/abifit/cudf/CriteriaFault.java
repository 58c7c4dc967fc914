package org.abifit.cudf;

/** Inside a criteria text: what is wrong, and where. {@link CriteriaParser} makes a value of it. */
final class CriteriaFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    CriteriaFault(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** {@return where in the text} */
    int offset() {
        return offset;
    }
}

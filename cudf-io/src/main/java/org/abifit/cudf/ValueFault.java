package org.abifit.cudf;

/** Inside a value: what was expected and what was found. {@link StanzaTyper} turns it into a {@link CudfFault}. */
final class ValueFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    ValueFault(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** {@return where in the value} */
    int offset() {
        return offset;
    }
}

package org.abifit.elf;

/** Carries an {@link ElfFault} from the read primitives up to {@link ElfReader}; it never leaves this package. */
final class MalformedElfException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ElfFault fault;

    MalformedElfException(long offset, String field, String problem) {
        super(problem, null, false, false);
        this.fault = new ElfFault(offset, field, problem);
    }

    ElfFault fault() {
        return fault;
    }
}

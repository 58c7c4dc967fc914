package org.abifit.cli;

/** Says that the arguments of a command make no sense together; ends it with exit code 64. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String problem) {
        super(problem);
    }
}

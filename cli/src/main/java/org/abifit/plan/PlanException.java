package org.abifit.plan;

/** A plan that cannot be made, read, or written in a format. */
public final class PlanException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String subject;
    private final String problem;
    private final String next;

    /**
     * @param subject the file, path or variable at fault, for people
     * @param problem what is wrong with it
     * @param next what to do next
     */
    public PlanException(String subject, String problem, String next) {
        super("%s: %s: %s".formatted(subject, problem, next));
        this.subject = subject;
        this.problem = problem;
        this.next = next;
    }

    /** {@return what is at fault} */
    public String subject() {
        return subject;
    }

    /** {@return what is wrong with it} */
    public String problem() {
        return problem;
    }

    /** {@return what to do next} */
    public String next() {
        return next;
    }
}

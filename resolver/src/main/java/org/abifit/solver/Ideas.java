package org.abifit.solver;

/**
 * What the search is allowed to use; each can be taken away to see what it is worth. Answers do not depend on it, but for which of
 * several optima is found.
 *
 * @param components parts that share no variable are solved apart
 * @param wants variables that only one side wants are settled at once
 * @param stratify heavy costs first
 */
public record Ideas(boolean components, boolean wants, boolean stratify) {
    /** Everything. */
    public static final Ideas ALL = new Ideas(true, true, true);
}

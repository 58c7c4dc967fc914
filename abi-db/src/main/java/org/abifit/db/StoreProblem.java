package org.abifit.db;

/**
 * Something that {@link AbiStore#verify} found wrong.
 *
 * @param where the snapshot, object or tree, or {@code database} for the file as a whole
 * @param text what is wrong with it
 */
public record StoreProblem(String where, String text) {}

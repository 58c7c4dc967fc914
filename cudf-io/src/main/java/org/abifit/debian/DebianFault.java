package org.abifit.debian;

/**
 * Why a stanza was left out.
 *
 * @param file the index, as the caller calls it
 * @param line where, from 1 on
 * @param field the field at fault, or empty where it is the stanza as a whole
 * @param problem what is wrong
 */
public record DebianFault(String file, long line, String field, String problem) {

    /** {@return {@code FILE:LINE: FIELD: problem}} */
    @Override
    public String toString() {
        return file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + problem;
    }
}

package org.abifit.debian;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kept fields of one stanza, with their lines. */
final class ControlStanza {
    private static final int LONGEST = 1 << 25;

    private final long line;
    private final Map<String, Field> fields = new HashMap<>();
    private Field last;

    /** A field: lines after the first are parted by LF. */
    static final class Field {
        private final long line;
        private final StringBuilder text;

        private Field(long line, String text) {
            this.line = line;
            this.text = new StringBuilder(text);
        }

        long line() {
            return line;
        }

        String value() {
            return text.toString();
        }
    }

    /** Starts at a line. */
    ControlStanza(long line) {
        this.line = line;
    }

    /** {@return whether the field is there for the first time} */
    boolean add(String key, long at, String value) {
        last = new Field(at, value);
        return fields.putIfAbsent(key, last) == null;
    }

    /** Continuations belong to a field that nobody wants. */
    void skipField() {
        last = null;
    }

    /** {@return whether there was room for what the line adds to the field before} */
    boolean continued(LineReader lines) {
        if (last == null) {
            return true;
        }
        last.text.append('\n').append(lines.from(0));
        return last.text.length() < LONGEST;
    }

    /** {@return where it starts} */
    long line() {
        return line;
    }

    /** {@return a field; without a value it is like none (Policy 5.1)} */
    Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT))).filter(f -> !f.text.isEmpty());
    }

    /** {@return the value of a field, or empty} */
    String text(String name) {
        return field(name).map(Field::value).orElse("");
    }

    /** {@return the value of a field that must be there} */
    String required(String name) throws FieldFault {
        return field(name).map(Field::value).orElseThrow(() -> new FieldFault(line, name, "is missing"));
    }

    /** {@return that the value of a field is wrong} */
    FieldFault wrong(String name, String problem) {
        return new FieldFault(field(name).map(Field::line).orElse(line), name, problem);
    }
}

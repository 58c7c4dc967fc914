package org.abifit.debian;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stanzas of a control file (Policy 5.1, deb822(5)), one after the other. Only the fields that are asked for are kept. After a
 * fault the reader stands behind the stanza that holds it.
 */
final class ControlReader {
    private static final String NO_FIELD = "";
    private static final int MOST_KEYS = 200;

    private final Map<String, String> keys = new HashMap<>();
    private final LineReader lines;
    private final Set<String> wanted;
    private FieldFault fault;
    private boolean inField;

    /**
     * Reads from a stream.
     *
     * @param wanted the fields to keep, in lower case: their names have no case
     */
    ControlReader(InputStream in, Set<String> wanted) {
        this.lines = new LineReader(in);
        this.wanted = wanted;
    }

    /** {@return the next stanza, if there is one} */
    Optional<ControlStanza> next() throws IOException, FieldFault {
        if (!toStanza()) {
            return Optional.empty();
        }
        ControlStanza stanza = new ControlStanza(lines.number());
        fault = null;
        inField = false;
        do {
            line(stanza);
        } while (lines.next() && !lines.isEmpty());
        if (fault != null) {
            throw fault;
        }
        return Optional.of(stanza);
    }

    private boolean toStanza() throws IOException {
        while (lines.next()) {
            if (!lines.isEmpty() && lines.first() != '#') {
                return true;
            }
        }
        return false;
    }

    private void line(ControlStanza stanza) {
        if (lines.cut()) {
            found("", "the line is too long to be one");
        } else if (lines.first() == ' ' || lines.first() == '\t') {
            continuation(stanza);
        } else if (lines.first() != '#') {
            field(stanza);
        }
    }

    private void continuation(ControlStanza stanza) {
        if (!inField) {
            found("", "continues a field, but there is none before");
        } else if (!stanza.continued(lines)) {
            found("", "the stanza is too long to be one");
        }
    }

    private void field(ControlStanza stanza) {
        int colon = lines.colon();
        String name = colon > 0 ? lines.before(colon) : "";
        String key = key(name);
        inField = !key.equals(NO_FIELD);
        if (!inField) {
            found("", "expected 'Field: value'");
        } else if (!wanted.contains(key)) {
            stanza.skipField();
        } else if (!stanza.add(key, lines.number(), lines.from(colon + 1))) {
            found(name, "is there for the second time");
        }
    }

    // An index has a few dozen fields in all, a hostile one any number.
    private String key(String name) {
        String key = keys.get(name);
        if (key == null) {
            key = Ascii.isWord(name) ? name.toLowerCase(Locale.ROOT) : NO_FIELD;
            if (keys.size() < MOST_KEYS) {
                keys.put(name, key);
            }
        }
        return key;
    }

    private void found(String field, String problem) {
        if (fault == null) {
            fault = new FieldFault(lines.number(), field, problem);
        }
    }
}

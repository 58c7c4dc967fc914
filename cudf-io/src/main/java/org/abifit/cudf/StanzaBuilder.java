package org.abifit.cudf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.abifit.cudf.CudfSyntax.Piece;
import org.abifit.cudf.CudfSyntax.Property;
import org.abifit.cudf.CudfSyntax.Stanza;

/**
 * Gathers lines into properties and properties into stanzas. A line that could not be read takes with it the property it
 * belongs to, and further continuations of that property: half a value would only give a second, false fault.
 */
final class StanzaBuilder {
    private final Faults faults;
    private final List<Stanza> stanzas = new ArrayList<>();

    // The stanza being gathered; its line is 0 between stanzas.
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private int stanzaLine;
    private boolean whole;

    // The property being gathered; without pieces there is none.
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private String name = "";
    private boolean lost;

    StanzaBuilder(Faults faults) {
        this.faults = faults;
    }

    void start(int line, String propertyName) {
        endProperty();
        openStanza(line);
        name = propertyName;
        lost = false;
    }

    /** Appends what stands in {@code text} from offset {@code from} on, unless the property is lost. */
    void append(int line, String text, int from) {
        if (!lost) {
            pieces.add(new Piece(value.length(), line, from + 1));
            value.append(text, from, text.length());
        }
    }

    boolean takesContinuation() {
        return lost || !pieces.isEmpty();
    }

    void loseContinuation(int line) {
        pieces.clear();
        loseProperty(line);
    }

    void loseProperty(int line) {
        endProperty();
        openStanza(line);
        whole = false;
        lost = true;
    }

    void endStanza() {
        endProperty();
        if (stanzaLine > 0) {
            stanzas.add(new Stanza(stanzaLine, List.copyOf(properties.values()), whole));
        }
        properties.clear();
        stanzaLine = 0;
        lost = false;
    }

    /** {@return all stanzas, after the last line} */
    List<Stanza> stanzas() {
        endStanza();
        return List.copyOf(stanzas);
    }

    private void openStanza(int line) {
        if (stanzaLine == 0) {
            stanzaLine = line;
            whole = true;
        }
    }

    private void endProperty() {
        if (!pieces.isEmpty()) {
            Property property = new Property(name, value.toString(), pieces);
            if (properties.putIfAbsent(name, property) != null) {
                faults.add(CudfFault.error(property.line(), 1, "property '" + name + "' for the second time in this stanza"));
            }
        }
        pieces.clear();
        value.setLength(0);
    }
}

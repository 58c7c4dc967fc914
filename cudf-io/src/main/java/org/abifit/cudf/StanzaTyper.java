package org.abifit.cudf;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfSyntax.Property;
import org.abifit.cudf.CudfSyntax.Stanza;

/** Checks the properties of one kind of stanza against what is declared for it, and reads their values. */
final class StanzaTyper {
    private static final int QUOTED_CHARACTERS = 40;

    private final Faults faults;
    private final Map<String, Declaration> known = new LinkedHashMap<>();
    private final boolean open;

    private StanzaTyper(Faults faults, List<Declaration> core, List<Declaration> declared, boolean open) {
        this.faults = faults;
        this.open = open;
        core.forEach(declaration -> known.put(declaration.name(), declaration));
        declared.forEach(declaration -> known.put(declaration.name(), declaration));
    }

    /** {@return a typer for which any other property is a fault} */
    static StanzaTyper closed(Faults faults, List<Declaration> core, List<Declaration> declared) {
        return new StanzaTyper(faults, core, declared, false);
    }

    /** {@return a typer that lets other properties pass, because the declarations themselves could not be read} */
    static StanzaTyper open(Faults faults, List<Declaration> core) {
        return new StanzaTyper(faults, core, List.of(), true);
    }

    /** {@return the values, defaults filled in; empty where a fault was reported or lines of the stanza are lost} */
    Optional<StanzaValues> type(Stanza stanza) {
        Map<String, CudfValue> values = new HashMap<>();
        boolean sound = stanza.whole();
        for (Property property : stanza.properties()) {
            sound &= read(property, values);
        }
        for (Declaration declaration : known.values()) {
            sound &= values.containsKey(declaration.name()) || fill(declaration, stanza, values);
        }
        return sound ? Optional.of(new StanzaValues(values)) : Optional.empty();
    }

    private boolean read(Property property, Map<String, CudfValue> values) {
        Declaration declaration = known.get(property.name());
        if (declaration == null) {
            return open || undeclared(property);
        }
        try {
            values.put(property.name(), ValueReader.read(declaration.type(), property.value()));
            return true;
        } catch (ValueFault fault) {
            faults.add(property.errorAt(fault.offset(), describe(property, declaration, fault)));
            return false;
        }
    }

    private boolean undeclared(Property property) {
        faults.add(CudfFault.error(property.line(), 1, "undeclared property '" + property.name() + "'"));
        return false;
    }

    // A value that could not be read has its fault already; a lost line may have held what seems to be missing.
    private boolean fill(Declaration declaration, Stanza stanza, Map<String, CudfValue> values) {
        declaration.defaultValue().ifPresent(value -> values.put(declaration.name(), value));
        boolean missing = declaration.defaultValue().isEmpty();
        if (missing && stanza.whole() && stanza.properties().stream().noneMatch(p -> p.name().equals(declaration.name()))) {
            faults.add(CudfFault.error(stanza.line(), 1, "missing property '" + declaration.name() + "'"));
        }
        return !missing;
    }

    private static String describe(Property property, Declaration declaration, ValueFault fault) {
        return property.name() + ": '" + shortened(property.value().strip()) + "' is no " + declaration.type().spelling() + ": " + fault.getMessage();
    }

    private static String shortened(String text) {
        boolean fits = text.codePointCount(0, text.length()) <= QUOTED_CHARACTERS;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, QUOTED_CHARACTERS)) + "...";
    }
}

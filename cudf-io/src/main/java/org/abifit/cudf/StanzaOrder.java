package org.abifit.cudf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.cudf.CudfSyntax.Stanza;

/**
 * The stanzas by kind, after a check of their order: {@code [ preamble ] { package } request}. A stanza in the wrong
 * place is a fault, but its properties are still worth checking.
 *
 * @param preamble the first preamble
 * @param packages all packages
 * @param request the first request
 * @param unknownLost whether lines are lost from a stanza whose kind is unknown, so that it may be any
 */
record StanzaOrder(Optional<Stanza> preamble, List<Stanza> packages, Optional<Stanza> request, boolean unknownLost) {

    private enum Kind { PREAMBLE, PACKAGE, REQUEST, UNKNOWN }

    static StanzaOrder of(CudfSyntax syntax, Faults faults) {
        List<Stanza> stanzas = syntax.stanzas();
        requireKnown(stanzas, faults);
        requirePreambleFirst(stanzas, faults);
        requireRequestLast(stanzas, faults);
        return new StanzaOrder(all(stanzas, Kind.PREAMBLE).stream().findFirst(), all(stanzas, Kind.PACKAGE),
                all(stanzas, Kind.REQUEST).stream().findFirst(), all(stanzas, Kind.UNKNOWN).stream().anyMatch(s -> !s.whole()));
    }

    /** Reports a document without request, at its last line. */
    void requireRequest(int lines, Faults faults) {
        if (request.isEmpty() && !unknownLost) {
            faults.add(CudfFault.error(Math.max(1, lines), 1, "no request at the end of the document"));
        }
    }

    private static void requireKnown(List<Stanza> stanzas, Faults faults) {
        for (Stanza stanza : all(stanzas, Kind.UNKNOWN)) {
            if (stanza.whole()) {
                faults.add(CudfFault.error(stanza.line(), 1,
                        "a stanza starts with preamble, package or request, found '" + stanza.postmark() + "'"));
            }
        }
    }

    private static void requirePreambleFirst(List<Stanza> stanzas, Faults faults) {
        for (Stanza stanza : all(stanzas.subList(Math.min(1, stanzas.size()), stanzas.size()), Kind.PREAMBLE)) {
            faults.add(CudfFault.error(stanza.line(), 1, "a preamble can only be the first stanza"));
        }
    }

    // One fault says it all: what follows the first such stanza is as wrong as the stanza itself.
    private static void requireRequestLast(List<Stanza> stanzas, Faults faults) {
        for (int i = 0; i + 1 < stanzas.size(); i++) {
            if (kind(stanzas.get(i)) == Kind.REQUEST) {
                faults.add(CudfFault.error(stanzas.get(i + 1).line(), 1, "nothing may follow the request"));
                return;
            }
        }
    }

    private static List<Stanza> all(List<Stanza> stanzas, Kind kind) {
        List<Stanza> found = new ArrayList<>();
        for (Stanza stanza : stanzas) {
            if (kind(stanza) == kind) {
                found.add(stanza);
            }
        }
        return found;
    }

    private static Kind kind(Stanza stanza) {
        return switch (stanza.postmark()) {
            case CudfProperties.PREAMBLE -> Kind.PREAMBLE;
            case CudfProperties.PACKAGE -> Kind.PACKAGE;
            case CudfProperties.REQUEST -> Kind.REQUEST;
            default -> Kind.UNKNOWN;
        };
    }
}

package org.abifit.cudf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfDocument.Preamble;
import org.abifit.cudf.CudfDocument.Request;
import org.abifit.cudf.CudfSyntax.Stanza;

/**
 * Stanzas to a document: what they mean (CUDF 2.0 sections 2.2.2 and 2.2.3). All faults of the text are reported in one
 * run, those of the parser among them:
 * <ul>
 * <li>stanzas: an unknown first property, a preamble that is not the first stanza, a stanza after the request, no
 * request, a missing mandatory property;
 * <li>types: a value outside its type, a number outside 64 bits, an undeclared property, an unknown type, a default
 * that does not fit, a property declared twice or named like a core property;
 * <li>the document: a (package, version) that is there already.
 * </ul>
 */
public final class CudfLoader {
    private final CudfSyntax syntax;
    private final Faults faults;

    private CudfLoader(CudfSyntax syntax) {
        this.syntax = syntax;
        faults = new Faults(syntax.faults());
    }

    /**
     * What became of a text.
     *
     * @param <T> what it stands for
     */
    public sealed interface Loaded<T> {
        /**
         * The text is good.
         *
         * @param content what it stands for
         * @param warnings faults that do not change the meaning, by place
         * @param <T> what it stands for
         */
        record Accepted<T>(T content, List<CudfFault> warnings) implements Loaded<T> {
        }

        /**
         * The text is not good.
         *
         * @param faults why, by place; at least one of them is an error
         * @param <T> what it would have stood for
         */
        record Refused<T>(List<CudfFault> faults) implements Loaded<T> {
        }

        /** {@return the same for who wants to be strict: a text with warnings is refused for them} */
        default Loaded<T> strict() {
            return switch (this) {
                case Accepted<T> good -> good.warnings().isEmpty() ? good : new Refused<>(errors(good.warnings()));
                case Refused<T> bad -> new Refused<>(errors(bad.faults()));
            };
        }

        private static List<CudfFault> errors(List<CudfFault> faults) {
            return faults.stream().map(fault -> CudfFault.error(fault.line(), fault.column(), fault.message())).toList();
        }
    }

    /**
     * {@return the upgrade problem that the stanzas describe, or their faults}
     *
     * @param syntax what the parser read
     */
    public static Loaded<CudfDocument> load(CudfSyntax syntax) {
        CudfLoader loader = new CudfLoader(syntax);
        Optional<CudfDocument> document = loader.document();
        return loader.outcome(document);
    }

    /**
     * The installation that a solution describes: the packages with {@code installed: true}, in the order of the text. A
     * package that is listed without it is not installed, and a warning. Properties are checked against the solution's
     * own preamble and otherwise ignored, as is a request; none is needed. A package listed twice stays twice:
     * {@link CudfChecker} has a reason for it.
     *
     * @param syntax what the parser read
     * @return the packages, or the faults of the text
     */
    public static Loaded<List<PackageId>> loadSolution(CudfSyntax syntax) {
        CudfLoader loader = new CudfLoader(syntax);
        List<PackageId> installed = loader.installed();
        return loader.outcome(Optional.of(installed));
    }

    private <T> Loaded<T> outcome(Optional<T> content) {
        List<CudfFault> found = faults.sorted();
        return content.isEmpty() || faults.hasError()
                ? new Loaded.Refused<>(found) : new Loaded.Accepted<>(content.get(), found);
    }

    private Optional<CudfDocument> document() {
        StanzaOrder order = StanzaOrder.of(syntax, faults);
        order.requireRequest(syntax.lines(), faults);
        Optional<Preamble> preamble = preamble(order);
        List<CudfDocument.Package> packages = packages(order, preamble);
        Optional<Request> request = request(order);
        return faults.hasError() ? Optional.empty() : request.map(asked -> new CudfDocument(preamble, packages, asked));
    }

    private Optional<Preamble> preamble(StanzaOrder order) {
        StanzaTyper typer = StanzaTyper.closed(faults, CudfProperties.OF_PREAMBLE, List.of());
        return order.preamble().flatMap(typer::type).map(StanzaValues::toPreamble);
    }

    private Optional<Request> request(StanzaOrder order) {
        StanzaTyper typer = StanzaTyper.closed(faults, CudfProperties.OF_REQUEST, List.of());
        return order.request().flatMap(typer::type).map(StanzaValues::toRequest);
    }

    private List<CudfDocument.Package> packages(StanzaOrder order, Optional<Preamble> preamble) {
        StanzaTyper typer = packageTyper(order, preamble);
        Map<PackageId, Integer> lines = new HashMap<>();
        List<CudfDocument.Package> packages = new ArrayList<>();
        for (Stanza stanza : order.packages()) {
            typer.type(stanza).ifPresent(values -> {
                requireNew(values.id(), stanza.line(), lines);
                packages.add(values.toPackage(declared(preamble)));
            });
        }
        return packages;
    }

    // With the declarations in doubt, every use of a declared property would be a second, false fault.
    private StanzaTyper packageTyper(StanzaOrder order, Optional<Preamble> preamble) {
        boolean inDoubt = preamble.isEmpty() && (order.preamble().isPresent() || order.unknownLost());
        return inDoubt ? StanzaTyper.open(faults, CudfProperties.OF_PACKAGE)
                : StanzaTyper.closed(faults, CudfProperties.OF_PACKAGE, declared(preamble));
    }

    private static List<Declaration> declared(Optional<Preamble> preamble) {
        return preamble.map(Preamble::property).orElse(List.of());
    }

    private void requireNew(PackageId id, int line, Map<PackageId, Integer> lines) {
        Integer first = lines.putIfAbsent(id, line);
        if (first != null) {
            faults.add(CudfFault.error(line, 1, id + " is in the document already, in line " + first));
        }
    }

    private List<PackageId> installed() {
        StanzaOrder order = StanzaOrder.of(syntax, faults);
        StanzaTyper typer = packageTyper(order, preamble(order));
        List<PackageId> installed = new ArrayList<>();
        for (Stanza stanza : order.packages()) {
            typer.type(stanza).filter(values -> isInstalled(values, stanza)).ifPresent(values -> installed.add(values.id()));
        }
        return installed;
    }

    private boolean isInstalled(StanzaValues values, Stanza stanza) {
        if (!values.installed()) {
            faults.add(CudfFault.warning(stanza.line(), 1, values.id() + " is listed, but not as installed"));
        }
        return values.installed();
    }
}

package org.abifit.upgrade;

import java.util.Optional;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfType.Simple;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Terms;

/** Values of declared properties, as criteria see them: what is not declared, or is no number, counts nothing. */
final class Values {
    private Values() {}

    /** {@return the number of a package} */
    static long number(PackedDocument document, int pack, String property) {
        Optional<Declaration> declared = declared(document, property);
        if (declared.isEmpty()) {
            return 0;
        }
        Declaration declaration = declared.get();
        if (declaration.type() == Simple.BOOL) {
            return document.value(pack, declaration).equals(new CudfValue.Bool(true)) ? 1 : 0;
        }
        boolean whole = declaration.type() == Simple.INT || declaration.type() == Simple.NAT || declaration.type() == Simple.POSINT;
        return whole ? document.number(pack, property, declaration.defaultValue().orElse(null) instanceof CudfValue.Int(long value) ? value : 0) : 0;
    }

    /** {@return whether a sum over the property can have negative parts} */
    static boolean mayBeNegative(PackedDocument document, String property) {
        return declared(document, property).filter(d -> d.type() == Simple.INT).isPresent();
    }

    /** {@return a package's value; empty where the property is not declared} */
    static Optional<CudfValue> value(PackedDocument document, int pack, String property) {
        return declared(document, property).map(declaration -> document.value(pack, declaration));
    }

    /** {@return the terms of a formula; none where the property is no formula} */
    static Terms terms(PackedDocument document, int pack, String property) {
        Optional<Declaration> declared = declared(document, property);
        boolean formula = declared.filter(d -> d.type() == Simple.VPKGFORMULA).isPresent();
        if (formula && !document.has(pack, property) && declared.get().defaultValue().orElse(null) instanceof CudfValue.VpkgFormula otherwise) {
            return document.terms(otherwise);
        }
        return document.terms(pack, formula ? property : "");
    }

    private static Optional<Declaration> declared(PackedDocument document, String property) {
        for (Declaration declaration : document.declarations()) {
            if (declaration.name().equals(property)) {
                return Optional.of(declaration);
            }
        }
        return Optional.empty();
    }
}

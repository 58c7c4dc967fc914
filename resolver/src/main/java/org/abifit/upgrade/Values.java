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
        CudfValue otherwise = declared.get().defaultValue().orElse(null);
        if (declared.get().type() == Simple.BOOL) {
            return document.word(pack, property, otherwise instanceof CudfValue.Bool(boolean value) ? String.valueOf(value) : "").equals("true") ? 1 : 0;
        }
        boolean whole = declared.get().type() == Simple.INT || declared.get().type() == Simple.NAT || declared.get().type() == Simple.POSINT;
        return whole ? document.number(pack, property, otherwise instanceof CudfValue.Int(long value) ? value : 0) : 0;
    }

    /** {@return whether a sum over the property can have negative parts} */
    static boolean mayBeNegative(PackedDocument document, String property) {
        return declared(document, property).filter(d -> d.type() == Simple.INT).isPresent();
    }

    /** {@return the text of a package's value, equal for equal values} */
    static String word(PackedDocument document, int pack, String property) {
        Optional<Declaration> declared = declared(document, property);
        if (declared.isEmpty()) {
            return "";
        }
        return switch (declared.get().type()) {
            case Simple s when s == Simple.INT || s == Simple.NAT || s == Simple.POSINT -> String.valueOf(number(document, pack, property));
            case Simple s -> document.word(pack, property, text(declared.get()));
            case org.abifit.cudf.CudfType.Enumeration e -> document.word(pack, property, text(declared.get()));
        };
    }

    private static String text(Declaration declared) {
        return declared.defaultValue().map(v -> switch (v) {
            case CudfValue.Text(String text) -> text;
            case CudfValue.Ident(String text) -> text;
            case CudfValue.EnumIdent(String text) -> text;
            case CudfValue.PkgName(String text) -> text;
            case CudfValue.Bool(boolean is) -> String.valueOf(is);
            case CudfValue.Int(long number) -> String.valueOf(number);
            case org.abifit.cudf.Vpkg vpkg -> vpkg.toString();
            case CudfValue.VpkgList list -> list.toString();
            case CudfValue.VpkgFormula formula -> formula.toString();
            case CudfValue.TypeDecl none -> "";
        }).orElse("");
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

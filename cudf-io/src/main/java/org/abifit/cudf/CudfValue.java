package org.abifit.cudf;

import java.util.List;

/**
 * A typed value of a property (CUDF 2.0 section 2.2.2). Every value can be written in CUDF: the constructors throw
 * {@link IllegalArgumentException} for what the lexical space of the type does not hold. {@link CudfType#accepts} says
 * which values a type has.
 */
public sealed interface CudfValue permits CudfValue.Bool, CudfValue.Int, CudfValue.Text, CudfValue.Ident, CudfValue.EnumIdent,
        CudfValue.PkgName, Vpkg, CudfValue.VpkgList, CudfValue.VpkgFormula, CudfValue.TypeDecl {

    /**
     * A {@code bool}.
     *
     * @param value the truth value
     */
    record Bool(boolean value) implements CudfValue {
    }

    /**
     * An {@code int}, {@code nat} or {@code posint}.
     *
     * @param value the number; CUDF asks for 64 bits at least and gives no more here
     */
    record Int(long value) implements CudfValue {
    }

    /**
     * A {@code string}.
     *
     * @param value the text without quotes; blanks at its ends belong to it
     */
    record Text(String value) implements CudfValue {

        /** Checks that the text fits in one line; see the interface. */
        public Text {
            require(Lexical.isString(value), "string", value);
        }
    }

    /**
     * An {@code ident}.
     *
     * @param value a lower-case word such as {@code x86-64}
     */
    record Ident(String value) implements CudfValue {

        /** Checks the characters; see the interface. */
        public Ident {
            require(Lexical.isIdent(value), "ident", value);
        }
    }

    /**
     * A value of an {@code enum}.
     *
     * @param value one of the idents that the type lists
     */
    record EnumIdent(String value) implements CudfValue {

        /** Checks the characters; see the interface. */
        public EnumIdent {
            require(Lexical.isIdent(value), "ident", value);
        }
    }

    /**
     * A {@code pkgname}.
     *
     * @param value the name, where {@code %hh} is no escape but part of it
     */
    record PkgName(String value) implements CudfValue {

        /** Checks the characters; see the interface. */
        public PkgName {
            require(Lexical.isPkgname(value), "pkgname", value);
        }
    }

    /**
     * A {@code vpkglist} or {@code veqpkglist}.
     *
     * @param vpkgs the entries in the order of the text; may be empty
     */
    record VpkgList(List<Vpkg> vpkgs) implements CudfValue {

        /** Copies the list. */
        public VpkgList {
            vpkgs = List.copyOf(vpkgs);
        }
    }

    /**
     * A {@code vpkgformula}: every disjunction must hold, and one {@code vpkg} of each is enough. {@code true!} is the
     * formula of no disjunction, {@code false!} the one of a single empty disjunction.
     *
     * @param disjunctions the outer "and" of inner "or"s, in the order of the text
     */
    record VpkgFormula(List<List<Vpkg>> disjunctions) implements CudfValue {
        /** {@code true!} */
        public static final VpkgFormula TRUE = new VpkgFormula(List.of());
        /** {@code false!} */
        public static final VpkgFormula FALSE = new VpkgFormula(List.of(List.of()));

        /** Copies the lists; an empty disjunction may only stand alone. */
        public VpkgFormula {
            disjunctions = disjunctions.stream().map(List::copyOf).toList();
            require(disjunctions.size() <= 1 || disjunctions.stream().noneMatch(List::isEmpty), "vpkgformula", disjunctions.toString());
        }
    }

    /**
     * A {@code typedecl}.
     *
     * @param declarations the declared properties in the order of the text
     */
    record TypeDecl(List<CudfDocument.Declaration> declarations) implements CudfValue {

        /** Copies the list. */
        public TypeDecl {
            declarations = List.copyOf(declarations);
        }
    }

    private static void require(boolean fits, String type, String text) {
        if (!fits) {
            throw new IllegalArgumentException("no " + type + ": '" + text + "'");
        }
    }
}

package org.abifit.cudf;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A type that a property can have (CUDF 2.0 section 2.2.2): one of a fixed list, or an enumeration of idents. */
public sealed interface CudfType {

    /** {@return the type as a {@code typedecl} spells it} */
    String spelling();

    /**
     * {@return whether the value lies in the value space of this type}
     *
     * @param value any value
     */
    boolean accepts(CudfValue value);

    /** The types without parameters. */
    enum Simple implements CudfType {
        /** {@code true} or {@code false} */
        BOOL,
        /** a whole number of 64 bits */
        INT,
        /** an {@code int} of at least 0 */
        NAT,
        /** an {@code int} of at least 1 */
        POSINT,
        /** one line of text */
        STRING,
        /** the name of a package or feature */
        PKGNAME,
        /** a lower-case word */
        IDENT,
        /** a name with an optional constraint */
        VPKG,
        /** a name with an optional {@code = version} */
        VEQPKG,
        /** any number of {@code vpkg}s */
        VPKGLIST,
        /** any number of {@code veqpkg}s */
        VEQPKGLIST,
        /** a conjunction of disjunctions of {@code vpkg}s */
        VPKGFORMULA,
        /** declarations of properties; only the preamble's {@code property} has this type */
        TYPEDECL;

        private final String spelling = name().toLowerCase(Locale.ROOT);

        @Override
        public String spelling() {
            return spelling;
        }

        @Override
        public boolean accepts(CudfValue value) {
            return switch (this) {
                case BOOL -> value instanceof CudfValue.Bool;
                case INT -> value instanceof CudfValue.Int;
                case NAT -> value instanceof CudfValue.Int number && number.value() >= 0;
                case POSINT -> value instanceof CudfValue.Int number && number.value() >= 1;
                case STRING -> value instanceof CudfValue.Text;
                case PKGNAME -> value instanceof CudfValue.PkgName;
                case IDENT -> value instanceof CudfValue.Ident;
                case VPKG -> value instanceof Vpkg;
                case VEQPKG -> value instanceof Vpkg vpkg && vpkg.isVeqpkg();
                case VPKGLIST -> value instanceof CudfValue.VpkgList;
                case VEQPKGLIST -> value instanceof CudfValue.VpkgList list && list.vpkgs().stream().allMatch(Vpkg::isVeqpkg);
                case VPKGFORMULA -> value instanceof CudfValue.VpkgFormula;
                case TYPEDECL -> value instanceof CudfValue.TypeDecl;
            };
        }
    }

    /**
     * {@code enum[red, green]}.
     *
     * @param idents the values, in the order of the declaration; at least one, none twice
     */
    record Enumeration(List<String> idents) implements CudfType {

        /** Checks the idents; throws {@link IllegalArgumentException} when there is none, one twice, or one is no {@code ident}. */
        public Enumeration {
            idents = List.copyOf(idents);
            if (idents.isEmpty() || Set.copyOf(idents).size() < idents.size() || !idents.stream().allMatch(Lexical::isIdent)) {
                throw new IllegalArgumentException("an enum needs different idents: " + idents);
            }
        }

        @Override
        public String spelling() {
            return "enum[" + String.join(",", idents) + "]";
        }

        @Override
        public boolean accepts(CudfValue value) {
            return value instanceof CudfValue.EnumIdent chosen && idents.contains(chosen.value());
        }
    }
}

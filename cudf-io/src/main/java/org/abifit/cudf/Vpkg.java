package org.abifit.cudf;

import java.util.Optional;

/**
 * A package or feature name, perhaps with a constraint on its version: {@code libc6 >= 18} ({@code vpkg}, CUDF 2.0
 * section 2.2.2). A {@code veqpkg} is one whose constraint, if any, is an equality. The name may be one nobody has.
 *
 * @param name a {@code pkgname}; {@code %hh} in it is no escape but part of the name
 * @param constraint which versions are meant; empty: all
 */
public record Vpkg(String name, Optional<Constraint> constraint) implements CudfValue {

    /**
     * {@code >= 18}.
     *
     * @param relop how the version compares
     * @param version with what, at least 1
     */
    public record Constraint(RelOp relop, long version) {

        /** Checks the version; throws {@link IllegalArgumentException} when it is below 1. */
        public Constraint {
            if (version < 1) {
                throw new IllegalArgumentException("no posint: " + version);
            }
        }
    }

    /** The six comparisons of CUDF. */
    public enum RelOp {
        /** {@code =} */
        EQ("="),
        /** {@code !=} */
        NEQ("!="),
        /** {@code >=} */
        GEQ(">="),
        /** {@code >} */
        GT(">"),
        /** {@code <=} */
        LEQ("<="),
        /** {@code <} */
        LT("<");

        private final String symbol;

        RelOp(String symbol) {
            this.symbol = symbol;
        }

        /** {@return the operator as it is written} */
        public String symbol() {
            return symbol;
        }

        /**
         * {@return whether {@code left} stands in this relation to {@code right}}
         *
         * @param left the version of a package
         * @param right the version of a constraint
         */
        public boolean holds(long left, long right) {
            return switch (this) {
                case EQ -> left == right;
                case NEQ -> left != right;
                case GEQ -> left >= right;
                case GT -> left > right;
                case LEQ -> left <= right;
                case LT -> left < right;
            };
        }
    }

    /** Checks the name; throws {@link IllegalArgumentException} when it is no {@code pkgname}. */
    public Vpkg {
        if (!Lexical.isPkgname(name)) {
            throw new IllegalArgumentException("no pkgname: '" + name + "'");
        }
    }

    /**
     * {@return {@code name} in any version}
     *
     * @param name a {@code pkgname}
     */
    public static Vpkg of(String name) {
        return new Vpkg(name, Optional.empty());
    }

    /**
     * {@return {@code name relop version}}
     *
     * @param name a {@code pkgname}
     * @param relop how the version compares
     * @param version with what
     */
    public static Vpkg of(String name, RelOp relop, long version) {
        return new Vpkg(name, Optional.of(new Constraint(relop, version)));
    }

    /**
     * {@return whether the constraint admits this version}
     *
     * @param version the version of a package or feature
     */
    public boolean admits(long version) {
        return constraint.isEmpty() || constraint.get().relop().holds(version, constraint.get().version());
    }

    /** {@return whether this is a {@code veqpkg}, fit for {@code provides}} */
    public boolean isVeqpkg() {
        return constraint.isEmpty() || constraint.get().relop() == RelOp.EQ;
    }

    /** {@return the text of the {@code vpkg}, blanks around the operator} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        appendTo(text);
        return text.toString();
    }

    /** Appends the text of the {@code vpkg}. */
    void appendTo(StringBuilder text) {
        text.append(name);
        if (constraint.isPresent()) {
            text.append(' ').append(constraint.get().relop().symbol()).append(' ').append(constraint.get().version());
        }
    }
}

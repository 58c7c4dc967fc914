package org.abifit.debian;

import java.util.List;
import java.util.Optional;
import org.abifit.cudf.Vpkg.RelOp;

/**
 * A package name in a relation field, with what goes with it: {@code libc6:any (>= 2.36) [linux-any] <!nocheck>} (Policy
 * 7.1).
 *
 * @param name as Debian writes it
 * @param qualifier what follows the name's colon, an architecture, {@code any} or {@code native}; empty: nothing does
 * @param constraint which versions are meant; empty: all
 * @param restriction where the relation counts at all; only build relations have any
 */
record Relation(String name, String qualifier, Optional<Constraint> constraint, Restriction restriction) {

    /**
     * {@code (>= 2.36)}.
     *
     * @param relop never {@link RelOp#NEQ}
     * @param version a version of Debian
     */
    record Constraint(RelOp relop, String version) {
    }

    /**
     * Where a build relation counts: on one of these architectures and, unless there are none, under one of these sets of
     * build profiles.
     *
     * @param architectures all with or all without {@code !}
     * @param profiles sets of which one must hold as a whole
     */
    record Restriction(List<Term> architectures, List<List<Term>> profiles) {
        static final Restriction NONE = new Restriction(List.of(), List.of());
    }

    /**
     * {@code amd64} or {@code !amd64}.
     *
     * @param negated whether {@code !} stands before it
     * @param word an architecture, a wildcard or a profile
     */
    record Term(boolean negated, String word) {
    }

    boolean isRestricted() {
        return !restriction.equals(Restriction.NONE);
    }
}

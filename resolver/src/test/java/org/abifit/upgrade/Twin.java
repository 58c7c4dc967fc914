package org.abifit.upgrade;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.PackedDocument;
import org.abifit.solver.Budget;
import org.abifit.solver.Ideas;

/** A small document, and what trying everything says of the solver's answers to it. */
final class Twin {
    private final CudfDocument document;
    private final PackedDocument packed;
    private final Exhaustive sets;
    private final List<Integer> solutions;

    Twin(CudfDocument document) {
        this.document = document;
        packed = PackedDocument.of(document);
        sets = new Exhaustive(document);
        solutions = sets.solutions();
    }

    boolean isSolvable() {
        return !solutions.isEmpty();
    }

    /** {@return where solver and enumeration differ; nothing where they agree} */
    Optional<String> difference(Criteria criteria, Ideas ideas) {
        ExhaustiveCost cost = new ExhaustiveCost(sets, criteria);
        Optional<List<BigInteger>> best = cost.best(solutions);
        String answer;
        try {
            answer = said(UpgradeSolver.solve(packed, criteria, Budget.unlimited(), ideas, first -> { }), cost);
        } catch (RuntimeException e) {
            answer = e + " at " + e.getStackTrace()[0];
        }
        String expected = best.map(costs -> "solution, proven, " + costs + " at best " + costs + " judged " + costs).orElse("unsolvable");
        return answer.equals(expected) ? Optional.empty() : Optional.of("criteria %s%nsolver:   %s%nexpected: %s%n%s".formatted(criteria, answer, expected, CudfPrinter.print(document)));
    }

    private String said(UpgradeAnswer answer, ExhaustiveCost cost) {
        return switch (answer) {
            case UpgradeAnswer.Solved(int[] packages, List<BigInteger> costs, List<BigInteger> bounds, boolean proven) -> "%s, %s, %s at best %s judged %s".formatted(
                    sets.isSolution(bits(packages)) ? "solution" : "no solution", proven ? "proven" : "not proven", costs, bounds, cost.of(bits(packages)));
            case UpgradeAnswer.Unsolvable u -> "unsolvable";
            case UpgradeAnswer.Undecided u -> "undecided";
        };
    }

    private int bits(int[] packages) {
        int bits = 0;
        for (int pack : packages) {
            bits |= 1 << document.packages().stream().map(CudfDocument.Package::id).toList().indexOf(packed.id(pack));
        }
        return bits;
    }
}

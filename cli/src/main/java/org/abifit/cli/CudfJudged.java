package org.abifit.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CriteriaPrinter;
import org.abifit.cudf.CudfAnswer;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfChecker.Verdict;
import org.abifit.cudf.CudfCost;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfReason;
import org.abifit.cudf.CudfSlice;
import org.abifit.cudf.PackedDocument;

/**
 * A solver's answer, judged.
 *
 * @param status what it is worth
 * @param installed what it installs; nothing where it says FAIL
 * @param reasons why it is no solution
 * @param cost the cost under each criterion; none where it says FAIL
 */
record CudfJudged(Status status, List<PackageId> installed, List<CudfReason> reasons, List<BigInteger> cost) {

    /** What an answer is worth. */
    enum Status {
        GOOD("a solution", Out.Style.GOOD, Main.OK), BAD("not a solution", Out.Style.BAD, Main.NEGATIVE), FAIL("the answer FAIL: no solution was found", Out.Style.DOUBT, Main.UNDECIDED);

        private final String words;
        private final Out.Style style;
        private final int exit;

        Status(String words, Out.Style style, int exit) {
            this.words = words;
            this.style = style;
            this.exit = exit;
        }

        /** {@return the word of results} */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** {@return what it is, in no colour} */
        String plain() {
            return words;
        }


        /** {@return the exit code of who asked for it} */
        int exit() {
            return exit;
        }
    }

    /** {@return what an answer to a problem is worth} */
    static CudfJudged of(PackedDocument problem, CudfAnswer answer, Criteria criteria) {
        return switch (answer) {
            case CudfAnswer.Fail fail -> new CudfJudged(Status.FAIL, List.of(), List.of(), List.of());
            case CudfAnswer.Packages packages -> of(problem.slice(packages.installed()), packages.installed(), criteria);
        };
    }

    private static CudfJudged of(CudfSlice slice, List<PackageId> installed, Criteria criteria) {
        List<CudfReason> reasons = switch (CudfChecker.check(slice.document(), installed)) {
            case Verdict.Solution good -> List.of();
            case Verdict.NoSolution bad -> bad.reasons();
        };
        return new CudfJudged(reasons.isEmpty() ? Status.GOOD : Status.BAD, installed, reasons, CudfCost.of(slice, installed, criteria));
    }

    /** {@return how much it is and what it is worth, for people} */
    String words(Out out) {
        String worth = out.style(status.style, status.words);
        return status == Status.FAIL ? worth : "%s, %s".formatted(packages(installed.size()), worth);
    }

    /** {@return so many packages} */
    static String packages(int count) {
        return count == 1 ? "1 package" : count + " packages";
    }

    /** {@return a line for each criterion: its text, its school, and a cost beside it for each of these} */
    static List<String> table(Criteria criteria, List<CudfJudged> judged) {
        List<String> labels = criteria.items().stream().map(CriteriaPrinter::label).toList();
        int wide = labels.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            StringBuilder line = new StringBuilder(("%-" + wide + "s").formatted(labels.get(i)));
            for (CudfJudged one : judged) {
                line.append("  ").append("%10s".formatted(one.cost().isEmpty() ? "-" : one.cost().get(i)));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}

package org.abifit.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.abifit.cudf.Counting;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CriteriaParser;
import org.abifit.cudf.CriteriaProperties;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfCost;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.CudfSlice;
import org.abifit.cudf.PackedDocument;
import org.abifit.solver.Budget;
import org.abifit.solver.Ideas;
import org.abifit.upgrade.UpgradeAnswer;
import org.abifit.upgrade.UpgradeSolver;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code abifit cudf solve}: the best solution of an upgrade problem. This is also what package managers call: IN and OUT may be
 * named pipes, nothing is printed before all of IN is read, and a problem without solution is an answer, not a failure.
 */
final class CudfSolveCommand implements Callable<Integer> {
    private final Session session;
    private final Format.Choice format = new Format.Choice();
    private String in = CudfFiles.STANDARD;
    private String out = CudfFiles.STANDARD;
    private String criteria = "paranoid";
    private Counting counting = Counting.NAMES;
    private BigDecimal seconds = BigDecimal.ZERO;
    private boolean exitCode;
    private boolean strict;
    private List<Ideas.Idea> without = List.of();

    private CudfSolveCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        CudfSolveCommand it = new CudfSolveCommand(session);
        return Declared.command("solve", it, "Find the best solution of an upgrade problem.")
                .about("OUT gets the solution, or the line FAIL and why; both end with exit 0, as package managers want it. Every solution is judged by other code before "
                        + "it is written. A budget that runs out, or SIGTERM, gives the best solution so far, which then says so in a comment; exit 1 and no OUT if there is none.")
                .optionalArgument("IN", Arguments::bytes, v -> it.in = v, "A CUDF document, also compressed or a named pipe; - is standard input (the default).")
                .optionalArgument("OUT", Arguments::bytes, v -> it.out = v, "Where the solution goes; - is standard output (the default).")
                .optionalArgument("CRITERIA", Arguments::criteria, v -> it.criteria = v,
                        "What is better, in the words of any solver: paranoid (the default), trendy, -removed,-notuptodate,-sum(solution,installedsize), -lex[-removed,-changed] ...")
                .option("--counting", "names|pairs", Declared.oneOf(List.of(Counting.values())), v -> it.counting = v, "What bare words of criteria count (default: names).")
                .option("--timeout", "SECONDS", CudfSolveCommand::seconds, v -> it.seconds = v, "How long to search; 0, the default, is without end.")
                .flag("--exit-code", v -> it.exitCode = v, "Exit 2 where there is no solution, 3 where that was not decided or the best was not proven.")
                .flag("--strict", v -> it.strict = v, "Refuse documents with warnings, and criteria on properties that the document does not declare.")
                .several("--without", "IDEA", Declared.oneOf(List.of(Ideas.Idea.values())), v -> it.without = v,
                        "Do without an idea of the search, to see what it is worth: " + String.join(", ", List.of(Ideas.Idea.values()).stream().map(Declared::word).toList()) + ".")
                .with(it.format)
                .examples("abifit cudf solve problem.cudf solution.cudf trendy", "xz -dc problem.cudf.xz | abifit cudf solve - - '-removed,-changed'",
                        "abifit cudf solve problem.cudf solution.cudf paranoid --timeout 60 --format json",
                        "opam install ... --solver='abifit cudf solve %{input}% %{output}% %{criteria}%'")
                .spec();
    }

    private static BigDecimal seconds(String bytes) {
        try {
            BigDecimal value = new BigDecimal(bytes.endsWith(".") ? bytes + "0" : bytes);
            if (value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TypeConversionException("'%s' is no number of seconds".formatted(bytes));
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        if (format.json() && out.equals(CudfFiles.STANDARD)) {
            throw new UsageException("--format json prints on standard output, so the solution must go to a file OUT");
        }
        Criteria wanted = criteria();
        PackedDocument document = CudfFiles.document(session.out(), in, strict);
        warn(document, wanted);
        Budget budget = seconds.signum() == 0 ? Budget.unlimited() : Budget.milliseconds(seconds.movePointRight(3).longValue());
        session.shutdown().whenAsked(budget::stop);
        UpgradeAnswer answer = UpgradeSolver.solve(document, wanted, budget, Ideas.without(without), first -> { });
        return switch (answer) {
            case UpgradeAnswer.Solved solved -> solved(document, wanted, solved);
            case UpgradeAnswer.Unsolvable u -> unsolvable(document, wanted);
            case UpgradeAnswer.Undecided u -> undecided(wanted);
        };
    }

    private Criteria criteria() {
        return switch (CriteriaParser.parse(criteria, counting)) {
            case CriteriaParser.Reading.Understood(Criteria understood) -> understood;
            case CriteriaParser.Reading.NotUnderstood(int column, String message) ->
                throw new UsageException("criteria '%s', column %d: %s".formatted(criteria, column, message));
        };
    }

    private void warn(PackedDocument document, Criteria wanted) {
        for (CriteriaProperties.Unfit unfit : CriteriaProperties.unfit(wanted, document.declarations())) {
            String what = unfit.declared().isEmpty() ? "the document declares no property '%s'; it counts 0".formatted(unfit.property())
                    : "property '%s' is of type %s; it counts 0".formatted(unfit.property(), unfit.declared().get().spelling());
            if (strict) {
                throw new UsageException(what);
            }
            session.out().note(what);
        }
    }

    // ---- what is written

    private int solved(PackedDocument document, Criteria wanted, UpgradeAnswer.Solved solved) throws IOException {
        List<PackageId> installed = new ArrayList<>();
        for (int pack : solved.packages()) {
            installed.add(document.id(pack));
        }
        judge(document, wanted, solved, installed);
        StringBuilder text = new StringBuilder(CudfPrinter.printSolution(installed));
        if (!solved.proven()) {
            text.append("# status: feasible, not proven to be the best; costs ").append(solved.costs()).append(", at best ").append(solved.bounds()).append('\n');
        }
        CudfFiles.write(session.out(), out, text.toString());
        json(solved.proven() ? "optimal" : "feasible", solved.costs(), solved.bounds(), wanted);
        return exitCode && !solved.proven() ? Main.UNDECIDED : Main.OK;
    }

    /** The solver is not believed: other code says whether this is a solution, and what it costs. */
    private static void judge(PackedDocument document, Criteria wanted, UpgradeAnswer.Solved solved, List<PackageId> installed) {
        CudfSlice slice = document.slice(installed);
        if (!(CudfChecker.check(slice.document(), installed) instanceof CudfChecker.Verdict.Solution)) {
            throw new IllegalStateException("the solver's answer is no solution: " + CudfChecker.check(slice.document(), installed));
        }
        List<BigInteger> costs = CudfCost.of(slice, installed, wanted);
        if (!costs.equals(solved.costs())) {
            throw new IllegalStateException("the solver says %s, the judge %s".formatted(solved.costs(), costs));
        }
    }

    private int unsolvable(PackedDocument document, Criteria wanted) throws IOException {
        CudfFiles.write(session.out(), out, "FAIL\n");
        json("unsatisfiable", List.of(), List.of(), wanted);
        return exitCode ? Main.NEGATIVE : Main.OK;
    }

    private int undecided(Criteria wanted) throws IOException, CommandFailure {
        json("unknown", List.of(), List.of(), wanted);
        if (exitCode) {
            return Main.UNDECIDED;
        }
        throw new CommandFailure(in, "no solution was found in time, nor that there is none", "give it more with --timeout");
    }

    private void json(String status, List<BigInteger> costs, List<BigInteger> bounds, Criteria wanted) throws IOException {
        if (format.json()) {
            Json.print(session.out(), json -> {
                json.writeStartObject();
                json.writeNumberField("schema", 1);
                json.writeStringField("status", status);
                Json.list(json, "cost", costs, (to, cost) -> to.writeNumber(cost));
                Json.list(json, "bounds", bounds, (to, bound) -> to.writeNumber(bound));
                json.writeStringField("counting", Declared.word(counting));
                json.writeStringField("criteria", wanted.toString());
                json.writeEndObject();
            });
        }
    }
}

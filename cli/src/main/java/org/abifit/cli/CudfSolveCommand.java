package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfCost;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.CudfSlice;
import org.abifit.cudf.PackedDocument;
import org.abifit.solver.Budget;
import org.abifit.solver.Ideas;
import org.abifit.upgrade.Explanation;
import org.abifit.upgrade.UpgradeAnswer;
import org.abifit.upgrade.UpgradeSolver;
import org.abifit.upgrade.Why;
import org.abifit.upgrade.WhyNot;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code abifit cudf solve}: the best solution of an upgrade problem. This is also what package managers call: IN and OUT may be
 * named pipes, nothing is printed before all of IN is read, and a problem without solution is an answer, not a failure.
 */
final class CudfSolveCommand implements Callable<Integer> {
    private static final long QUICK_CONFLICTS = 3_000;

    private final Session session;
    private final Format.Choice format = new Format.Choice();
    private String in = CudfFiles.STANDARD;
    private String out = CudfFiles.STANDARD;
    private String criteria = "paranoid";
    private final CriteriaChoice choice = new CriteriaChoice();
    private BigDecimal seconds = BigDecimal.ZERO;
    private boolean exitCode;
    private boolean toTheEnd;
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
                .option("--timeout", "SECONDS", CudfSolveCommand::seconds, v -> it.seconds = v, "How long to search; 0, the default, is without end.")
                .flag("--exit-code", v -> it.exitCode = v, "Exit 2 where there is no solution, 3 where that was not decided.")
                .flag("--why", v -> it.toTheEnd = v, "Where there is no solution, search for a minimal set of reasons to the end; without it, only as far as that is quick.")
                .with(it.choice)
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
        boolean answered = false;
        try {
            int code = solve();
            answered = code != Main.UNDECIDED;
            return code;
        } finally {
            if (!answered) {
                CudfFiles.remove(out, in);
            }
        }
    }

    private int solve() throws IOException, CommandFailure {
        if (format.json() && out.equals(CudfFiles.STANDARD)) {
            throw new UsageException("--format json prints on standard output, so the solution must go to a file OUT");
        }
        Criteria wanted = choice.criteria(criteria);
        PackedDocument document = CudfFiles.document(session.out(), in, choice.strict());
        choice.requireProperties(session, wanted, document.declarations());
        Budget budget = seconds.signum() == 0 ? Budget.unlimited() : Budget.milliseconds(seconds.movePointRight(3).longValue());
        session.shutdown().whenAsked(budget::stop);
        UpgradeAnswer answer = UpgradeSolver.solve(document, wanted, budget, Ideas.without(without), first -> { });
        return switch (answer) {
            case UpgradeAnswer.Solved solved -> solved(document, wanted, solved);
            case UpgradeAnswer.Unsolvable u -> unsolvable(document, wanted, budget);
            case UpgradeAnswer.Undecided u -> undecided(wanted);
        };
    }

    // ---- what is written

    private int solved(PackedDocument document, Criteria wanted, UpgradeAnswer.Solved solved) throws IOException, CommandFailure {
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
        json(solved.proven() ? "optimal" : "feasible", solved.costs(), solved.bounds(), wanted, Optional.empty());
        return Main.OK;
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

    private int unsolvable(PackedDocument document, Criteria wanted, Budget budget) throws IOException, CommandFailure {
        Optional<Explanation> why = WhyNot.explain(document, budget, toTheEnd ? Long.MAX_VALUE : QUICK_CONFLICTS);
        StringBuilder text = new StringBuilder("FAIL\n");
        why.ifPresent(w -> {
            text.append(w.minimal() ? "# these do not go together; without any one of them there is a solution:\n" : "# these do not go together:\n");
            w.core().forEach(one -> text.append("#   ").append(CudfWhyText.sentence(one)).append('\n'));
        });
        if (why.isEmpty()) {
            text.append("# to find the reasons takes a longer search: --why\n");
        }
        CudfFiles.write(session.out(), out, text.toString());
        json("unsatisfiable", List.of(), List.of(), wanted, why);
        return exitCode ? Main.NEGATIVE : Main.OK;
    }

    private int undecided(Criteria wanted) throws IOException, CommandFailure {
        json("unknown", List.of(), List.of(), wanted, Optional.empty());
        if (exitCode) {
            return Main.UNDECIDED;
        }
        throw new CommandFailure(in, "no solution was found in time, nor that there is none", "give it more with --timeout");
    }

    private static void reason(JsonGenerator json, Why why) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", CudfWhyText.kind(why));
        json.writeStringField("text", CudfWhyText.sentence(why));
        json.writeEndObject();
    }

    private void json(String status, List<BigInteger> costs, List<BigInteger> bounds, Criteria wanted, Optional<Explanation> why) throws IOException {
        if (format.json()) {
            Json.print(session.out(), json -> {
                json.writeStartObject();
                json.writeNumberField("schema", 1);
                json.writeStringField("status", status);
                CudfJson.cost(json, "cost", costs);
                CudfJson.cost(json, "bounds", bounds);
                CudfJson.criteria(json, wanted, choice.counting());
                if (why.isPresent()) {
                    Json.list(json, "core", why.get().core(), CudfSolveCommand::reason);
                    json.writeBooleanField("minimal", why.get().minimal());
                }
                json.writeEndObject();
            });
        }
    }
}

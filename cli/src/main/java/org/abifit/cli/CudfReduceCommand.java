package org.abifit.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.PackedDocument;
import org.abifit.solver.Ideas;
import org.abifit.upgrade.UpgradeSolver;
import org.abifit.upgrade.UpgradeSolver.Reduction;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit cudf reduce}: a smaller document with the same answers. */
final class CudfReduceCommand implements Callable<Integer> {
    private final Session session;
    private final CriteriaChoice choice = new CriteriaChoice();
    private final Format.Choice format = new Format.Choice();
    private String in;
    private String out = CudfFiles.STANDARD;
    private String criteria = "paranoid";
    private boolean stats;

    private CudfReduceCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        CudfReduceCommand it = new CudfReduceCommand(session);
        return Declared.command("reduce", it, "Leave out of a document what cannot matter under some criteria.")
                .about("What is left has the same verdict and the same best costs, and its solutions solve the whole document: for a smaller problem to hand to other solvers, "
                        + "or to look at.")
                .argument("IN", Arguments::bytes, v -> it.in = v, "The document: %s.".formatted(CudfFiles.ABOUT))
                .optionalArgument("OUT", Arguments::bytes, v -> it.out = v, "Where the smaller one goes; by default, or with '-', to standard output.")
                .optionalArgument("CRITERIA", Arguments::criteria, v -> it.criteria = v, "What will be asked of it (default: paranoid).")
                .flag("--stats", v -> it.stats = v, "Tell the sizes instead, and write no document.")
                .with(it.choice)
                .with(it.format)
                .examples("abifit cudf reduce problem.cudf small.cudf trendy", "abifit cudf reduce problem.cudf --stats - '-removed,-sum(solution,installedsize)'")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        if (format.json() && !stats) {
            throw new UsageException("--format json is for --stats");
        }
        Criteria wanted = choice.criteria(criteria);
        PackedDocument document = CudfFiles.document(session.out(), in, choice.strict());
        choice.requireProperties(session, wanted, document.declarations());
        Reduction reduction = UpgradeSolver.reduce(document, wanted, Ideas.ALL);
        if (stats) {
            tell(document, reduction);
        } else {
            CudfFiles.write(session.out(), out, CudfPrinter.print(document.slice(reduction.packages())));
        }
        return Main.OK;
    }

    private void tell(PackedDocument document, Reduction reduction) throws IOException {
        if (!format.json()) {
            session.out().line("packages  %d of %d left, %d of them can be in a best solution".formatted(reduction.packages().length, document.size(), reduction.cone()));
            session.out().line("clauses   %d over %d variables, %d literals".formatted(reduction.clauses(), reduction.variables(), reduction.literals()));
            return;
        }
        Json.print(session.out(), json -> {
            json.writeStartObject();
            json.writeNumberField("schema", 1);
            json.writeNumberField("packages", document.size());
            json.writeNumberField("left", reduction.packages().length);
            json.writeNumberField("cone", reduction.cone());
            json.writeNumberField("variables", reduction.variables());
            json.writeNumberField("clauses", reduction.clauses());
            json.writeNumberField("literals", reduction.literals());
            json.writeEndObject();
        });
    }
}

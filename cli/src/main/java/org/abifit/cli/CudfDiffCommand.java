package org.abifit.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.PackedDocument;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit cudf diff}: what one of two answers installs and the other does not. */
final class CudfDiffCommand implements Callable<Integer> {
    private final Session session;
    private final CriteriaChoice choice = new CriteriaChoice();
    private final Format.Choice format = new Format.Choice();
    private String problemFile;
    private String firstFile;
    private String secondFile;
    private String criteriaText;

    private CudfDiffCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        CudfDiffCommand it = new CudfDiffCommand(session);
        return Declared.command("diff", it, "Tells what two solutions of a document do not have in common.")
                .about("Differences are grouped by what they mean for what is installed: new, removed, up, down, changed, kept. Costs stand beside each other. "
                        + "Exit 0: both install the same; 2: they do not.")
                .argument("IN", Arguments::bytes, v -> it.problemFile = v, "The document with universe and request: %s.".formatted(CudfFiles.ABOUT))
                .argument("FIRST", Arguments::bytes, v -> it.firstFile = v, "What a solver answered.")
                .argument("SECOND", Arguments::bytes, v -> it.secondFile = v, "What another answered.")
                .option("--criteria", "CRITERIA", Arguments::criteria, v -> it.criteriaText = v, "Tell what both cost; see 'abifit cudf cost'.")
                .with(it.choice)
                .with(it.format)
                .examples("abifit cudf diff problem.cudf mine.cudf aspcud.cudf", "abifit cudf diff problem.cudf a.cudf b.cudf --criteria trendy --format json")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        CudfFiles.requireOneStdin(List.of(problemFile, firstFile, secondFile));
        Criteria criteria = criteriaText == null ? new Criteria(List.of()) : choice.criteria(criteriaText);
        PackedDocument problem = CudfFiles.document(session.out(), problemFile, choice.strict());
        choice.requireProperties(session, criteria, problem.declarations());
        CudfDiffReport report = new CudfDiffReport(criteria, choice.counting(), side(problem, firstFile, criteria), side(problem, secondFile, criteria), before(problem));
        if (format.json()) {
            Json.print(session.out(), report::write);
        } else {
            report.print(session.out());
        }
        return report.same() ? Main.OK : Main.NEGATIVE;
    }

    private CudfDiffReport.Answer side(PackedDocument problem, String file, Criteria criteria) throws IOException, CommandFailure {
        return new CudfDiffReport.Answer(file, CudfJudged.of(problem, CudfFiles.content(session.out(), file, CudfFiles.answer(file, choice.strict())), criteria));
    }

    private static List<PackageId> before(PackedDocument problem) {
        return IntStream.of(problem.installed()).mapToObj(problem::id).toList();
    }
}

package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.PackedDocument;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit cudf cost}: what an answer costs under criteria. */
final class CudfCostCommand implements Callable<Integer> {
    private final Session session;
    private final CriteriaChoice choice = new CriteriaChoice();
    private final Format.Choice format = new Format.Choice();
    private String problemFile;
    private String answerFile;
    private String criteriaText;

    private CudfCostCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        CudfCostCommand it = new CudfCostCommand(session);
        return Declared.command("cost", it, "Tells what a solution costs under given criteria.")
                .about("Criteria are read in every dialect: paranoid, trendy (2010 or 2012), -removed,-sum(solution,size) as aspcud, -lex[-removed,-count[size:,false]] as mccs "
                        + "and opam write them. Each cost names its school of counting, where there are two. Exit 0: a solution; 2: none (the cost is told all the same); 3: it says FAIL.")
                .argument("IN", Arguments::bytes, v -> it.problemFile = v, "The document with universe and request: %s.".formatted(CudfFiles.ABOUT))
                .argument("SOLUTION", Arguments::bytes, v -> it.answerFile = v, "What a solver answered.")
                .argument("CRITERIA", Arguments::criteria, v -> it.criteriaText = v, "What to count, the most important first.")
                .with(it.choice)
                .with(it.format)
                .examples("abifit cudf cost problem.cudf solution.cudf paranoid", "abifit cudf cost problem.cudf solution.cudf -removed,-notuptodate,-new",
                        "abifit cudf cost problem.cudf solution.cudf trendy --counting pairs")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        CudfFiles.requireOneStdin(List.of(problemFile, answerFile));
        Criteria criteria = choice.criteria(criteriaText);
        PackedDocument problem = CudfFiles.document(session.out(), problemFile, choice.strict());
        choice.requireProperties(session, criteria, problem.declarations());
        CudfJudged judged = CudfJudged.of(problem, CudfFiles.content(session.out(), answerFile, CudfFiles.answer(answerFile, choice.strict())), criteria);
        if (format.json()) {
            Json.print(session.out(), json -> write(json, criteria, judged));
        } else {
            text(criteria, judged);
        }
        return judged.status().exit();
    }

    private void text(Criteria criteria, CudfJudged judged) {
        if (judged.status() != CudfJudged.Status.FAIL) {
            CudfJudged.table(criteria, List.of(judged)).forEach(session.out()::line);
        }
        if (judged.status() != CudfJudged.Status.GOOD) {
            session.out().note("%s: %s; 'abifit cudf check' tells why".formatted(CudfFiles.shown(answerFile), judged.status().plain()));
        }
    }

    private void write(JsonGenerator json, Criteria criteria, CudfJudged judged) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        json.writeStringField("solution", judged.status().word());
        CudfJson.criteria(json, criteria, choice.counting());
        CudfJson.cost(json, "cost", judged.cost());
        json.writeEndObject();
    }
}

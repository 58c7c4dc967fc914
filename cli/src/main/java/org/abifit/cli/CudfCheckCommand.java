package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfAnswer;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfFault;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.CudfReason;
import org.abifit.cudf.PackedDocument;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit cudf check}: is this CUDF, and is that a solution of it? */
final class CudfCheckCommand implements Callable<Integer> {
    private static final int LINES = 40;
    private static final int SOME = 5;

    private final Session session;
    private final CriteriaChoice choice = new CriteriaChoice();
    private final Format.Choice format = new Format.Choice();
    private final List<CudfJson.Found> faults = new ArrayList<>();
    private String problemFile;
    private String answerFile;
    private String criteriaText;

    private CudfCheckCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        CudfCheckCommand it = new CudfCheckCommand(session);
        return Declared.command("check", it, "Tells whether a document is CUDF, and whether an answer solves it.")
                .about("All faults are listed, with line and column; lines that end in CR LF and a missing last newline are warnings. Exit 0: all is well (that the packages "
                        + "installed so far are not consistent is a fact, no failure); 1: a document cannot be read; 2: the answer is no solution; 3: it says FAIL.")
                .argument("IN", Arguments::bytes, v -> it.problemFile = v, "The document with universe and request: %s.".formatted(CudfFiles.ABOUT))
                .optionalArgument("SOLUTION", Arguments::bytes, v -> it.answerFile = v, "What a solver answered.")
                .option("--criteria", "CRITERIA", Arguments::criteria, v -> it.criteriaText = v, "Tell the cost of the answer, too; see 'abifit cudf cost'.")
                .with(it.choice)
                .with(it.format)
                .examples("abifit cudf check problem.cudf", "abifit cudf check problem.cudf.xz solution.cudf",
                        "abifit cudf check problem.cudf solution.cudf --criteria paranoid --format json")
                .spec();
    }

    /** What came out. */
    private record Outcome(Optional<PackedDocument> problem, List<CudfReason> inconsistencies, Criteria criteria, Optional<CudfJudged> judged, boolean readable) {

        int exit() {
            return readable ? judged.map(one -> one.status().exit()).orElse(Main.OK) : Main.FAILURE;
        }
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        if (criteriaText != null && answerFile == null) {
            throw new UsageException("--criteria tells the cost of a SOLUTION, and none is given");
        }
        CudfFiles.requireOneStdin(answerFile == null ? List.of(problemFile) : List.of(problemFile, answerFile));
        Criteria criteria = criteriaText == null ? new Criteria(List.of()) : choice.criteria(criteriaText);
        Outcome outcome = outcome(criteria);
        if (format.json()) {
            Json.print(session.out(), json -> write(json, outcome));
        } else {
            text(outcome);
        }
        return outcome.exit();
    }

    private Outcome outcome(Criteria criteria) throws IOException, CommandFailure {
        Optional<PackedDocument> problem = collect("problem", problemFile, CudfFiles.problem(problemFile, choice.strict()));
        problem.ifPresent(document -> choice.requireProperties(session, criteria, document.declarations()));
        Optional<CudfAnswer> answer = answerFile == null ? Optional.empty() : collect("solution", answerFile, CudfFiles.answer(answerFile, choice.strict()));
        List<CudfReason> inconsistencies = problem.map(document -> CudfChecker.inconsistencies(document.slice(List.of()).document())).orElse(List.of());
        Optional<CudfJudged> judged = problem.flatMap(document -> answer.map(given -> CudfJudged.of(document, given, criteria)));
        return new Outcome(problem, inconsistencies, criteria, judged, problem.isPresent() && (answerFile == null || answer.isPresent()));
    }

    private <T> Optional<T> collect(String document, String file, Loaded<T> loaded) {
        List<CudfFault> found = switch (loaded) {
            case Loaded.Accepted<T> good -> good.warnings();
            case Loaded.Refused<T> bad -> bad.faults();
        };
        found.forEach(fault -> faults.add(new CudfJson.Found(document, file, fault)));
        return loaded instanceof Loaded.Accepted<T> good ? Optional.of(good.content()) : Optional.empty();
    }

    private void text(Outcome outcome) {
        Out out = session.out();
        faults.forEach(found -> out.line(CudfFiles.line(found.file(), found.fault())));
        outcome.problem().ifPresentOrElse(document -> {
            out.line("%s: %s, %d installed%s".formatted(CudfFiles.shown(problemFile), CudfJudged.packages(document.size()), document.installed().length,
                    outcome.inconsistencies().isEmpty() ? "" : ", which are not consistent:"));
            reasons(outcome.inconsistencies(), SOME);
        }, () -> out.line(CudfFiles.shown(problemFile) + ": " + out.style(Out.Style.BAD, "not CUDF")));
        outcome.judged().ifPresent(judged -> {
            out.line("%s: %s".formatted(CudfFiles.shown(answerFile), judged.words(out)));
            reasons(judged.reasons(), LINES);
            CudfJudged.table(outcome.criteria(), List.of(judged)).forEach(line -> out.line("  " + line));
        });
    }

    private void reasons(List<CudfReason> reasons, int limit) {
        reasons.stream().limit(limit).forEach(reason -> session.out().line("  " + CudfReasonText.of(reason)));
        if (reasons.size() > limit) {
            session.out().line("  and %d more; --format json has all".formatted(reasons.size() - limit));
        }
    }

    private void write(JsonGenerator json, Outcome outcome) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        json.writeStringField("syntax", outcome.readable() ? "ok" : "error");
        Json.list(json, "faults", faults, CudfJson::fault);
        if (outcome.problem().isPresent()) {
            json.writeBooleanField("consistent", outcome.inconsistencies().isEmpty());
        } else {
            json.writeNullField("consistent");
        }
        Json.list(json, "inconsistencies", outcome.inconsistencies(), CudfJson::reason);
        if (outcome.judged().isPresent()) {
            json.writeStringField("solution", outcome.judged().get().status().word());
        } else {
            json.writeNullField("solution");
        }
        Json.list(json, "reasons", outcome.judged().map(CudfJudged::reasons).orElse(List.of()), CudfJson::reason);
        CudfJson.criteria(json, outcome.criteria(), choice.counting());
        CudfJson.cost(json, "cost", outcome.judged().map(CudfJudged::cost).orElse(List.of()));
        json.writeEndObject();
    }
}

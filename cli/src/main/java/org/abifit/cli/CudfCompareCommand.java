package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.abifit.compare.BestKnown;
import org.abifit.compare.Comparison;
import org.abifit.compare.CudfCheck;
import org.abifit.compare.Finding;
import org.abifit.compare.HtmlReport;
import org.abifit.compare.Limits;
import org.abifit.compare.ResultsFile;
import org.abifit.compare.Setting;
import org.abifit.compare.Solver;
import org.abifit.compare.TableReport;
import org.abifit.compare.TextReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** {@code abifit cudf compare}: solvers side by side, their answers judged. */
final class CudfCompareCommand implements Callable<Integer> {
    private static final double FLOOR_SECONDS = 0.3;
    private static final long MEGA = 1_000_000;

    private final Session session;
    private List<Path> documents = List.of();
    private List<String> solvers = List.of();
    private List<String> criteria = List.of();
    private Path launcher;
    private Path criteriaFile;
    private Path best;
    private Path results;
    private String cudfCheck;
    private int runs = 1;
    private double cpuLimit = Limits.CPU_SECONDS;
    private double wallLimit;
    private int memoryLimit;
    private double floor = FLOOR_SECONDS;
    private String subject;
    private List<String> peers = List.of();
    private Table table = Table.TEXT;

    /** How the result is printed. */
    private enum Table { TEXT, TSV, JSON, HTML }

    private CudfCompareCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        CudfCompareCommand it = new CudfCompareCommand(session);
        return Declared.command("compare", it, "Run CUDF solvers side by side, judge their answers, rank them.")
                .about("One solver runs at a time, under a limit on the CPU time of its whole process tree and three times that on the clock; at the limit it is sent TERM, "
                        + "15 s later KILL, and what it wrote by then counts. Every answer is judged by abifit. Points are those of the MISC competitions. "
                        + "Exit 2: the answers of abifit or the judges are wrong somewhere; 0: they are not.")
                .arguments(0, "DOCUMENT", Arguments::path, v -> it.documents = v, "CUDF documents; without any, only what --results has is shown.")
                .repeated("--solver", "NAME[[:DIALECT]=COMMAND]", Arguments::text, v -> it.solvers = v,
                        "abifit, aspcud, mccs, mccs-lpsolve, packup or p2cudf; or another with its command, in which {in}, {out} and {criteria} are replaced; "
                                + "no shell sees it. Dialects: aspcud, mccs, packup, p2cudf, misc. Without it: abifit, and aspcud and mccs where installed.")
                .option("--abifit", "LAUNCHER", Arguments::path, v -> it.launcher = v, "The abifit to run (default: $ABIFIT_LAUNCHER, or this one).")
                .repeated("--criteria", "NAME=TEXT", Arguments::text, v -> it.criteria = v,
                        "Criteria to ask of all documents, in any dialect, or paranoid or trendy (default: both, as in MISC 2010).")
                .option("--criteria-file", "FILE", Arguments::path, v -> it.criteriaFile = v,
                        "JSON object of criteria by instance (a document's name without .cudf); they are called user.")
                .option("--runs", "N", Arguments::count, v -> it.runs = v, "Run each so often; the median of CPU time counts, and the worst answer (default: 1).")
                .option("--cpu-limit", "SECONDS", CudfCompareCommand::seconds, v -> it.cpuLimit = v, "CPU time of a run (default: 300).")
                .option("--wall-limit", "SECONDS", CudfCompareCommand::seconds, v -> it.wallLimit = v, "Time on the clock (default: three times the CPU time).")
                .option("--memory-limit", "MB", Arguments::count, v -> it.memoryLimit = v, "Memory of a run (default: none).")
                .option("--results", "FILE", Arguments::path, v -> it.results = v, "Keep every run in this file, and do not repeat those that it has.")
                .option("--best", "FILE", Arguments::path, v -> it.best = v,
                        "Costs that were known before, by names: a table with the columns instance, criterion_text, best_cost and perhaps proof.")
                .optionalValue("--cudf-check", "PROGRAM", "cudf-check", Arguments::bytes, v -> it.cudfCheck = v, "Let libCUDF's cudf-check judge, too.")
                .option("--subject", "NAME", Arguments::text, v -> it.subject = v, "Who is measured against the better of the others (default: abifit).")
                .repeated("--against", "NAME", Arguments::text, v -> it.peers = v, "Against whom (default: aspcud and mccs, or all others).")
                .option("--floor", "SECONDS", CudfCompareCommand::seconds, v -> it.floor = v, "Shorter CPU times count as this in ratios and means (default: 0.3).")
                .option("--format", "text|tsv|json|html", Declared.oneOf(List.of(Table.values())), v -> it.table = v,
                        "How to print the result; html is one file with plots (default: text).")
                .examples("abifit cudf compare problem.cudf --criteria paranoid", "abifit cudf compare *.cudf --results study.tsv --format html > study.html",
                        "abifit cudf compare --results study.tsv --best best-known.tsv",
                        "abifit cudf compare a.cudf --solver abifit \\", "    --solver mine:mccs='mine -i {in} -o {out} {criteria}'")
                .spec();
    }

    private static double seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            if (seconds > 0 && seconds < Integer.MAX_VALUE) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TypeConversionException("'%s' is no number of seconds above 0".formatted(text));
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        if (documents.isEmpty() && results == null) {
            throw new UsageException("give documents to solve, or --results with runs to show");
        }
        BestKnown known = best == null ? BestKnown.NOTHING : table(best, BestKnown::read);
        ResultsFile.Content content = content();
        if (!documents.isEmpty()) {
            Optional<ResultsFile.Content> after = new CompareRuns(session, limits(), Optional.ofNullable(results)).make(documents, content, plan());
            if (after.isEmpty()) {
                session.out().note(results == null ? "stopped" : "stopped; the same command goes on from %s".formatted(results));
                return Main.INTERRUPTED;
            }
            content = after.get();
        }
        Comparison comparison = compare(content, known);
        print(comparison);
        return comparison.findings().stream().map(Finding::kind).anyMatch(Finding.Kind::error) ? Main.NEGATIVE : Main.OK;
    }

    private ResultsFile.Content content() throws IOException, CommandFailure {
        if (results != null && (Files.exists(results) || documents.isEmpty())) {
            return table(results, ResultsFile::read);
        }
        return new ResultsFile.Content(Setting.none(limits()), List.of());
    }

    private CompareRuns.Plan plan() throws IOException, CommandFailure {
        CompareSolvers programs = new CompareSolvers(session.environment(), Optional.ofNullable(launcher));
        CompareQuestions questions = new CompareQuestions(criteria, criteriaFile == null ? Map.of() : CompareQuestions.read(criteriaFile));
        Optional<CudfCheck> check = cudfCheck == null ? Optional.empty() : Optional.of(new CudfCheck(programs.program(cudfCheck)
                .orElseThrow(() -> new CommandFailure(cudfCheck, "is not installed", "install it, or leave --cudf-check out"))));
        return new CompareRuns.Plan(programs, programs.named(solvers), questions, runs, check);
    }

    private Limits limits() {
        OptionalLong memory = memoryLimit == 0 ? OptionalLong.empty() : OptionalLong.of(memoryLimit * MEGA);
        return wallLimit == 0 ? Limits.of(cpuLimit, memory) : Limits.of(cpuLimit, wallLimit, memory);
    }

    /** Reads a table. */
    private interface TableReader<T> {
        T read(Path file) throws IOException, ResultsFile.FormatException;
    }

    private static <T> T table(Path file, TableReader<T> reader) throws IOException, CommandFailure {
        try {
            return reader.read(file);
        } catch (ResultsFile.FormatException e) {
            throw new CommandFailure(file, "line %d: %s".formatted(e.line(), e.getMessage()), "give a table as 'abifit cudf compare --help' says");
        }
    }

    private Comparison compare(ResultsFile.Content content, BestKnown known) {
        List<String> names = content.setting().solvers().stream().map(e -> e.solver().name()).toList();
        String one = subject != null ? subject : names.contains(Solver.OWN) ? Solver.OWN : names.isEmpty() ? "" : names.getFirst();
        List<String> usual = names.stream().filter(n -> !n.equals(one) && List.of("aspcud", "mccs").contains(n)).toList();
        List<String> others = !peers.isEmpty() ? peers : !usual.isEmpty() ? usual : names.stream().filter(n -> !n.equals(one)).toList();
        return Comparison.of(content.setting(), content.results(), new Comparison.View(known, floor, one, others));
    }

    private void print(Comparison comparison) throws IOException {
        switch (table) {
            case TEXT -> TextReport.of(comparison).forEach(session.out()::line);
            case TSV -> TableReport.of(comparison).forEach(session.out()::line);
            case HTML -> session.out().print(HtmlReport.of(comparison));
            case JSON -> Json.print(session.out(), to -> new CompareJson(to).comparison(comparison));
        }
    }
}

package org.abifit.bridge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfDocument.Package;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader;
import org.abifit.cudf.CudfParser;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.PackedDocument;
import org.abifit.solver.Budget;
import org.abifit.solver.Ideas;
import org.abifit.upgrade.UpgradeAnswer;
import org.abifit.upgrade.UpgradeSolver;

/**
 * A CUDF solver that is a program of its own.
 *
 * @param name what it is called
 * @param command its words; {@code IN}, {@code OUT}, {@code PAIRS} and {@code MCCS} stand for the files and the criteria
 */
record Peer(String name, List<String> command) {
    private static final int SECONDS = 60;

    static final Peer ASPCUD = new Peer("aspcud", List.of("aspcud", "IN", "OUT", "PAIRS"));
    static final Peer MCCS = new Peer("mccs", List.of("mccs", "-i", "IN", "-o", "OUT", "MCCS"));

    /** {@return whether there is such a program} */
    boolean isThere() {
        return command.getFirst().contains("/") || List.of(System.getenv("PATH").split(":")).stream().anyMatch(d -> Files.isExecutable(Path.of(d, command.getFirst())));
    }

    /** {@return what its solution costs, or why it is none} */
    Answer solve(AbiProblem problem, Path folder) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("problem.cudf"), CudfPrinter.print(problem.document()));
        Path out = folder.resolve(name + ".out");
        Files.deleteIfExists(out);
        Map<String, String> words = Map.of("IN", in.toString(), "OUT", out.toString(), "PAIRS", problem.criteriaText(), "MCCS", problem.criteriaForMccs());
        Process process = new ProcessBuilder(command.stream().map(w -> words.getOrDefault(w, w)).toList()).redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile()).start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return Answer.none("no answer within %d s".formatted(SECONDS));
        }
        return process.exitValue() != 0 || !Files.exists(out) ? Answer.none("exit code " + process.exitValue()) : judged(problem, Files.readString(out));
    }

    /** A solution and its costs, or what is wrong. */
    record Answer(List<PackageId> installed, List<Long> costs, String fault) {
        static Answer none(String why) {
            return new Answer(List.of(), List.of(), why);
        }
    }

    private static Answer judged(AbiProblem problem, String text) {
        if (text.startsWith("FAIL")) {
            return Answer.none("FAIL");
        }
        return switch (CudfLoader.loadSolution(CudfParser.parse(text))) {
            case CudfLoader.Loaded.Accepted<List<PackageId>>(List<PackageId> installed, List<?> warnings) -> judged(problem, installed);
            case CudfLoader.Loaded.Refused<List<PackageId>>(List<?> faults) -> Answer.none(faults.getFirst().toString());
        };
    }

    /** {@return what abifit's own solver of upgrade problems says} */
    static Answer ours(AbiProblem problem) throws IOException {
        byte[] text = CudfPrinter.print(problem.document()).getBytes(StandardCharsets.UTF_8);
        PackedDocument packed = ((CudfLoader.Loaded.Accepted<PackedDocument>) PackedDocument.read(new ByteArrayInputStream(text), text.length)).content();
        return switch (UpgradeSolver.solve(packed, problem.criteria(), Budget.unlimited(), Ideas.without(List.of()), first -> { })) {
            case UpgradeAnswer.Solved solved -> judged(problem, IntStream.of(solved.packages()).mapToObj(packed::id).toList());
            case UpgradeAnswer.Unsolvable u -> Answer.none("no solution");
            case UpgradeAnswer.Undecided u -> Answer.none("not decided");
        };
    }

    private static Answer judged(AbiProblem problem, List<PackageId> installed) {
        return switch (CudfChecker.check(problem.document(), installed)) {
            case CudfChecker.Verdict.Solution s -> new Answer(installed, costs(problem, installed), "");
            case CudfChecker.Verdict.NoSolution n -> Answer.none("no solution: " + n.reasons().getFirst());
        };
    }

    static List<Long> costs(AbiProblem problem, Iterable<PackageId> installed) {
        Map<PackageId, Package> known = new HashMap<>();
        problem.document().packages().forEach(p -> known.put(p.id(), p));
        List<Long> costs = new ArrayList<>();
        for (String property : problem.order()) {
            long sum = 0;
            for (PackageId id : installed) {
                sum += known.get(id).properties().get(property) instanceof CudfValue.Int i ? i.value() : 0;
            }
            costs.add(sum);
        }
        return costs;
    }
}

package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code abifit cudf compare}, with shell scripts for solvers; where Debian's are installed, with them, too. */
final class CudfCompareCommandTest {
    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    @TempDir
    private Path folder;
    private CudfExample files;

    @BeforeEach
    void write() throws IOException {
        files = CudfExample.in(folder);
    }

    /** {@return a solver that gives an answer that lies ready} */
    private static String copies(String name, Path answer) {
        return "--solver=%s=sh -c 'cp \"$1\" \"$2\"' x %s {out} {in} {criteria}".formatted(name, answer);
    }

    private Run compare(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("cudf", "compare"));
        all.addAll(Arrays.asList(arguments));
        return Run.in(PATH, all.toArray());
    }

    private static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    private static List<String> statuses(Run run) throws IOException {
        List<String> statuses = new ArrayList<>();
        json(run).get("problems").forEach(p -> p.get("answers").forEach(a -> statuses.add("%s %s %s".formatted(p.get("criterion").asText(), a.get("solver").asText(), a.get("status").asText()))));
        return statuses;
    }

    @Test
    void answersAreJudged() throws IOException {
        Run run = compare(files.problem(), copies("good", files.good()), copies("bad", files.bad()), copies("fail", files.fail()), "--solver=none=false {in} {out}",
                "--criteria", "p=-removed,-changed", "--format", "json");
        assertEquals(0, run.code(), run.err());
        assertEquals(List.of("p good optimal", "p bad invalid", "p fail wrong-unsat", "p none none-rc"), statuses(run));
        assertEquals("[1,3]", json(run).at("/problems/0/answers/0/cost").toString());
        assertEquals("[1,4]", json(run).at("/problems/0/answers/0/costPairs").toString());
        assertEquals(1, json(run).at("/problems/0/answers/1/reasons/unknown-package").asInt());
        assertEquals(List.of("good 1", "fail 8", "none 8", "bad 12"),
                json(run).at("/rankings/0/rows").valueStream().map(r -> r.get("solver").asText() + " " + r.get("points").asInt()).sorted((a, b) -> Integer.compare(
                        Integer.parseInt(a.replaceAll("\\D", "")), Integer.parseInt(b.replaceAll("\\D", "")))).toList());
    }

    @Test
    void runsAreMadeOnceAndShownAgain() throws IOException {
        Path results = folder.resolve("results.tsv");
        Object[] study = {files.problem(), copies("good", files.good()), "--criteria", "paranoid", "--criteria", "t=trendy", "--runs", "2", "--results", results};
        Run first = compare(study);
        assertEquals(0, first.code(), first.err());
        assertEquals(4, lines(results));
        assertEquals(first, compare(study));
        assertEquals(4, lines(results));
        assertEquals(first, compare("--results", results));
        List<String> all = Files.readAllLines(results);
        Files.writeString(results, String.join("\n", all.subList(0, all.size() - 1)) + "\nproblem\ttren");
        assertEquals(List.of("paranoid good optimal", "t good optimal"), statuses(compare(Arrays.asList(study).toArray(Object[]::new), "json")));
        assertEquals(4, lines(results));
    }

    private Run compare(Object[] study, String format) {
        List<Object> all = new ArrayList<>(Arrays.asList(study));
        all.addAll(List.of("--format", format));
        return compare(all.toArray());
    }

    private static long lines(Path results) throws IOException {
        return Files.readAllLines(results).stream().filter(l -> l.startsWith("problem\t")).count();
    }

    @Test
    void runsMadeOtherwiseAreNotMixed() {
        Path results = folder.resolve("results.tsv");
        assertEquals(0, compare(files.problem(), copies("good", files.good()), "--results", results).code());
        Run other = compare(files.problem(), copies("good", files.bad()), "--results", results, "--cpu-limit", "5");
        assertEquals(1, other.code());
        assertTrue(other.err().contains("made otherwise: limits, command of good: take another file"), other.err());
    }

    @Test
    void ourOwnErrorsEndIt() throws IOException {
        Run run = compare(files.problem(), copies("abifit", files.bad()), "--criteria", "paranoid");
        assertEquals(2, run.code());
        assertTrue(run.out().startsWith("error: problem paranoid, abifit, run 1: the answer is no solution\n"), run.out());
    }

    @Test
    void instancesHaveCriteriaOfTheirOwn() throws IOException {
        Path criteria = Files.writeString(folder.resolve("criteria.json"), "{\"problem\": \"-sum(solution,size)\", \"elsewhere\": \"-new\"}");
        Run run = compare(files.problem(), copies("good", files.good()), "--criteria-file", criteria, "--format", "tsv");
        assertEquals("problem\tuser\t-sum(solution,size)\tgood\tnames\toptimal\t1\t3000000020\t3000000020\t3000000020", run.out().lines().skip(1).findFirst().orElse("")
                .replaceAll("(\t[^\t]*){4}$", ""));
        Path list = Files.writeString(folder.resolve("list.json"), "[1]");
        assertTrue(compare(files.problem(), "--criteria-file", list).err().contains("list.json: is no JSON object"));
    }

    @Test
    void solversSeeDocumentAndCriteria() throws IOException {
        Path script = Files.writeString(folder.resolve("solver"), "#!/bin/sh\nprintf '%s|' \"$@\" >&2\n");
        assertTrue(script.toFile().setExecutable(true));
        Run run = compare(files.problem(), "--solver", "m:mccs=%s -c {criteria} '{in}' {out}".formatted(script), "--criteria", "-removed,-sum(size)", "--format", "json");
        String words = json(run).at("/problems/0/answers/0/words").asText();
        assertTrue(words.startsWith("-c|-lex[-removed,-count[size:,false]]|%s|".formatted(files.problem())), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p.cudf --solver nonsense", "p.cudf --solver x:what=a", "p.cudf --solver x=true", "p.cudf --runs 0", "p.cudf --cpu-limit -1", "p.cudf --criteria x=-what",
        "p.cudf q/p.cudf --solver s={in}{out}"})
    void wrongUsageIsRefused(String line) {
        Run run = compare((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));
        assertEquals(line.contains("{in}") ? 1 : 64, run.code(), run.err());
    }

    @Test
    void aSolverThatIsNotThereIsNamed() {
        Run run = compare(files.problem(), "--solver", "x=no-such-solver {in} {out}");
        assertEquals(1, run.code());
        assertEquals("abifit: no-such-solver: is not installed: install it, or compare without it\n", run.err());
    }

    @Test
    void debiansSolversAgree() throws IOException {
        for (String program : List.of("aspcud", "mccs", "cudf-check")) {
            Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin", program)), program);
        }
        Path problem = Files.writeString(folder.resolve("small.cudf"), CudfExample.PROBLEM.replace("3000000000", "30"));
        Run run = compare(problem, "--solver", "aspcud", "--solver", "mccs", copies("bad", files.bad()), "--criteria", "paranoid", "--cudf-check", "--format", "json");
        assertEquals(0, run.code(), run.out());
        assertEquals(List.of("paranoid aspcud optimal", "paranoid mccs optimal", "paranoid bad invalid"), statuses(run));
        assertEquals("none", json(run).at("/problems/0/answers/2/runs/0/secondJudge").asText(), "cudf-check reads no answer with unknown packages");
        assertEquals("agrees", json(run).at("/problems/0/answers/0/runs/0/secondJudge").asText());
    }
}

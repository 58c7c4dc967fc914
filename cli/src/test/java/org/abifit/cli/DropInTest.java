package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.abifit.cudf.CudfAnswer;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.CudfLoader;
import org.abifit.cudf.CudfParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code abifit cudf solve} as package managers call it, in a process of its own. apt-cudf and opam are played to the letter:
 * what they pass, when they read, and what they take for an answer. Time-outs are there for pipes that nobody opens.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DropInTest {
    private static final int PIPE_CAPACITY = 1 << 16;
    // Of a processor's time, so that a busy machine changes nothing: the first solution is long there.
    private static final Duration ENOUGH = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    // ---- apt-cudf

    /** More than a pipe holds, so that the solver reads while the input is still being written. */
    private static String universe(String request) {
        String noise = IntStream.range(0, 4000).mapToObj("package: noise-%1$d\nversion: 1\ndepends: app | noise-%1$d\n\n"::formatted).collect(Collectors.joining());
        return """
                preamble:\s
                property: recommends: vpkgformula = [true!]

                package: base
                version: 1
                conflicts: base
                installed: true

                package: base
                version: 2
                conflicts: base

                package: extra
                version: 1

                package: app
                version: 1
                depends: base >= 2
                recommends: extra

                """ + noise + "request: \n" + request + "\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "-removed,-notuptodate,-unsat_recommends,-new; app base extra", "-count(removed),-notuptodate(solution),-unsat_recommends(solution),-count(new); app base extra",
        "-lex[-removed,-nunsat[recommends:,true],-new]; app base extra", "-removed,-new,-changed; app base"})
    void aptCudfGetsTheBestSolution(String criteria, String names) throws Exception {
        String problem = universe("install: app");
        Path out = folder.resolve("out");
        Run run = aptCudf(problem, out, criteria);
        assertEquals(new Run(0, "", ""), run);
        assertEquals(names, names(solution(problem, Files.readString(out))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"install: app", "install: app\nremove: base"})
    void theOutputOfAptCudfMayBeAPipe(String request) throws Exception {
        String problem = universe(request);
        Path out = pipe("out");
        CompletableFuture<String> answer = new CompletableFuture<>();
        beside(() -> answer.complete(text(out)));
        assertEquals(new Run(0, "", ""), aptCudf(problem, out, "-removed,-changed"));
        if (request.contains("remove")) {
            assertEquals("FAIL", answer.get().lines().findFirst().orElse(""));
        } else {
            assertEquals("app base", names(solution(problem, answer.get())));
        }
    }

    /** Writes all of the input, and reads only then; what is printed before would be lost, or stop both for good. */
    private Run aptCudf(String problem, Path out, String criteria) throws Exception {
        Path in = pipe("in");
        Process solver = solver(in, out, cleaned(criteria));
        solver.onExit().thenRun(() -> openOtherEnds(in, out));
        byte[] bytes = problem.getBytes(StandardCharsets.UTF_8);
        int most = bytes.length - 10;
        assertTrue(most > 2 * PIPE_CAPACITY);
        try (OutputStream pipe = Files.newOutputStream(in)) {
            pipe.write(bytes, 0, most);
            pipe.flush();
            assertEquals(0, solver.getInputStream().available() + solver.getErrorStream().available());
            assertFalse(Files.isRegularFile(out));
            pipe.write(bytes, most, bytes.length - most);
        }
        return ended(solver);
    }

    /** A solver that ends without opening its pipes would let the player wait for ever. */
    private static void openOtherEnds(Path in, Path out) {
        beside(() -> text(in));
        if (Files.exists(out) && !Files.isRegularFile(out)) {
            beside(() -> append(out));
        }
    }

    /** In a thread of its own: opening a pipe may last for ever. */
    private static void beside(Runnable opening) {
        Thread.ofPlatform().daemon().start(opening);
    }

    private static void append(Path file) {
        try {
            Files.newOutputStream(file).close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What apt-cudf lets pass of the preferences. */
    private static String cleaned(String criteria) {
        return criteria.replaceAll("[^]\\[+()a-z0-9,\"-]", "");
    }

    // ---- opam

    private static final String OPAM = """
            preamble:\s
            property: opam-query: int = [0], missing-depexts: int = [0], avoid-version: int = [0], version-lag: nat = [0], pinned: bool = [false], installed-root: bool = [false], reinstall: bool = [false], opam-version: string, opam-name: string

            package: library
            version: 1
            conflicts: library
            installed: true
            version-lag: 2
            opam-name: library
            opam-version: 1

            package: library
            version: 2
            conflicts: library
            version-lag: 1
            opam-name: library
            opam-version: 2

            package: library
            version: 3
            conflicts: library
            avoid-version: 1
            opam-name: library
            opam-version: 3~beta

            package: tool
            version: 1
            depends: library
            conflicts: tool
            version-lag: 1
            opam-query: 1
            opam-name: tool
            opam-version: 1

            package: tool
            version: 2
            depends: library >= 2
            conflicts: tool
            opam-query: 1
            opam-name: tool
            opam-version: 2

            package: %3dopam-invariant
            version: 1
            installed: true
            was-installed: true
            keep: version
            opam-name: SWITCH_INVARIANT
            opam-version: NULL

            request: opam
            install: tool
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "-removed,-count[avoid-version,changed],-count[version-lag,request],-count[version-lag,changed],-count[missing-depexts,changed],-changed; "
                + "%3dopam-invariant = 1, library = 2, tool = 2",
        "-removed,-notuptodate,-changed; %3dopam-invariant = 1, library = 3, tool = 2"})
    void opamGetsTheBestSolution(String criteria, String packages) throws Exception {
        Path in = Files.writeString(folder.resolve("solver-in"), OPAM);
        Path out = folder.resolve("solver-out");
        assertEquals(new Run(0, "", ""), ended(solver(in, out, criteria)));
        List<PackageId> solution = solution(OPAM, Files.readString(out));
        assertEquals(packages, solution.stream().map(PackageId::toString).sorted().collect(Collectors.joining(", ")));
    }

    @Test
    void opamIsToldThatThereIsNoSolution() throws Exception {
        Path in = Files.writeString(folder.resolve("solver-in"), OPAM + "remove: library >= 1\n");
        Path out = folder.resolve("solver-out");
        assertEquals(new Run(0, "", ""), ended(solver(in, out, "-removed,-notuptodate,-changed")));
        assertEquals("FAIL", Files.readAllLines(out).getFirst());
    }

    /** Anything but 0 makes opam stop; then there must be no file that could be read as "remove everything". */
    @Test
    void aFailureLeavesNoAnswer() throws Exception {
        Path in = Files.writeString(folder.resolve("solver-in"), OPAM.replace("version: 2\n", "version: two\n"));
        Path out = folder.resolve("solver-out");
        Run run = ended(solver(in, out, "-removed,-notuptodate,-changed"));
        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("abifit: "), run.err());
        assertFalse(Files.exists(out));
    }

    // ---- a time limit of whoever calls

    /** A weighted cover that no search ends in a few seconds. */
    private static String cover(int elements, int sets) {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("preamble: \nproperty: weight: nat = [1]\n\n");
        for (int i = 0; i < elements; i++) {
            text.append("package: e%d\nversion: 1\ndepends: %s\n\n".formatted(i,
                    random.ints(0, sets).distinct().limit(6).mapToObj(s -> "s" + s).collect(Collectors.joining(" | "))));
        }
        for (int s = 0; s < sets; s++) {
            text.append("package: s%d\nversion: 1\nweight: %d\n\n".formatted(s, random.nextInt(50, 100)));
        }
        return text + "request: \ninstall: " + IntStream.range(0, elements).mapToObj(i -> "e" + i).collect(Collectors.joining(" , ")) + "\n";
    }

    @Test
    void askedToEndItWritesTheBestSoFar() throws Exception {
        String problem = cover(200, 160);
        Path in = Files.writeString(folder.resolve("in"), problem);
        Path out = folder.resolve("out");
        Process solver = solver(in, out, "-sum(solution,weight)");
        while (solver.toHandle().info().totalCpuDuration().orElse(ENOUGH).compareTo(ENOUGH) < 0) {
            assertFalse(solver.waitFor(100, TimeUnit.MILLISECONDS), "the problem is not hard enough any more");
        }
        // Through the handle: else its streams are closed as well.
        solver.toHandle().destroy();
        Run run = ended(solver);
        assertEquals(0, run.code(), run.err());
        String answer = Files.readString(out);
        assertTrue(solution(problem, answer).size() > 200);
        assertTrue(answer.lines().anyMatch(line -> line.startsWith("# status: feasible")), answer);
    }

    // ---- what both have in common

    /** No shell between: each word is one argument. */
    private static Process solver(Path in, Path out, String criteria) throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", classes, Main.class.getName(), "cudf", "solve", in.toString(), out.toString(), criteria).start();
    }

    private static Run ended(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }

    private Path pipe(String name) throws IOException, InterruptedException {
        Path pipe = folder.resolve(name);
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        return pipe;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return the packages of an answer that knows no properties but those of every solution, and solves the problem} */
    private static List<PackageId> solution(String problem, String answer) throws IOException {
        answer.lines().forEach(line -> assertTrue(line.matches("(package: .*|version: [0-9]+|installed: true|#.*|)"), line));
        Loaded.Accepted<?> read = assertInstanceOf(Loaded.Accepted.class, CudfAnswer.read(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8))), answer);
        assertEquals(List.of(), read.warnings());
        List<PackageId> installed = assertInstanceOf(CudfAnswer.Packages.class, read.content()).installed();
        CudfDocument document = (CudfDocument) assertInstanceOf(Loaded.Accepted.class, CudfLoader.load(CudfParser.parse(problem))).content();
        assertEquals(new CudfChecker.Verdict.Solution(), CudfChecker.check(document, installed));
        return installed;
    }

    private static String names(List<PackageId> packages) {
        return packages.stream().map(PackageId::name).sorted().collect(Collectors.joining(" "));
    }
}

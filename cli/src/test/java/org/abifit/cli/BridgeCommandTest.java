package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.abifit.cudf.Counting;
import org.abifit.cudf.CriteriaParser;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.PackedDocument;
import org.abifit.solver.Budget;
import org.abifit.solver.Ideas;
import org.abifit.upgrade.UpgradeAnswer;
import org.abifit.upgrade.UpgradeSolver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code resolve --export-cudf} and {@code cudf import-plan}, over images that come with the program. */
class BridgeCommandTest {
    @TempDir
    private static Path folder;
    private static Path document;
    private static Run resolved;

    @BeforeAll
    static void export() {
        document = folder.resolve("q.cudf");
        resolved = Run.of("resolve", "--image", "debian-11", "debian-12", "--host", "debian-13", "--app", "/usr/bin/dpkg-deb", "--from-host", "liblzma.so.5",
                "--export-cudf", document, "--format", "json", "--db", folder.resolve("none.db"));
    }

    private String criteria() throws IOException {
        return Files.readString(folder.resolve("q.cudf.criteria")).strip();
    }

    /** What abifit's own solver of upgrade problems says. */
    private Path solution() throws IOException {
        byte[] text = Files.readAllBytes(document);
        PackedDocument packed = ((CudfLoader.Loaded.Accepted<PackedDocument>) PackedDocument.read(new ByteArrayInputStream(text), text.length)).content();
        CriteriaParser.Reading.Understood order = (CriteriaParser.Reading.Understood) CriteriaParser.parse(criteria(), Counting.PAIRS);
        UpgradeAnswer.Solved solved = (UpgradeAnswer.Solved) UpgradeSolver.solve(packed, order.criteria(), Budget.unlimited(), Ideas.ALL, first -> { });
        List<PackageId> installed = IntStream.of(solved.packages()).mapToObj(packed::id).toList();
        return Files.writeString(folder.resolve("q.out"), CudfPrinter.printSolution(installed));
    }

    private Run imported(Object solution, Object... more) {
        List<Object> all = new ArrayList<>(List.of("cudf", "import-plan", document, solution, "--db", folder.resolve("none.db")));
        all.addAll(List.of(more));
        return Run.of(all.toArray());
    }

    @Test
    void theSolutionIsThePlan() throws Exception {
        Run run = imported(solution(), "--format", "json");
        JsonNode best = new ObjectMapper().readTree(resolved.out()).at("/images/0");
        JsonNode plan = new ObjectMapper().readTree(run.out());
        assertEquals(resolved.code(), run.code(), run.err());
        assertEquals(best.get("image"), plan.get("image"));
        assertEquals(best.at("/hosts/0/binds"), plan.at("/hosts/0/binds"));
        assertEquals("good", plan.get("solution").asText());
    }

    @Test
    void itIsToldWhereTheCriteriaAre() throws IOException {
        assertTrue(criteria().startsWith("-sum(solution,unserved),"), criteria());
        assertTrue(resolved.err().contains("q.cudf.criteria") && resolved.err().contains("-lex[-count[unserved:,false],"), resolved.err());
    }

    @Test
    void peopleReadItAsAResolution() throws IOException {
        Run run = imported(solution());
        assertTrue(run.out().contains("host debian-13: fits; bind "), run.out());
    }

    @Test
    void noSolutionIsNoPlan() throws IOException {
        Run fail = imported(Files.writeString(folder.resolve("fail"), "FAIL\nbecause\n"));
        assertEquals(2, fail.code(), fail.err());
        assertTrue(fail.out().contains("the solver found no solution"), fail.out());
        Run empty = imported(Files.writeString(folder.resolve("empty"), ""), "--format", "json");
        assertEquals(2, empty.code(), empty.err());
        assertEquals("bad", new ObjectMapper().readTree(empty.out()).get("solution").asText());
    }

    @Test
    void aHostThatIsNotServedIsSaid() throws IOException {
        String unserved = "package: image/dpkg-deb\nversion: 1\ninstalled: true\n\npackage: debian-13/served\nversion: 2\ninstalled: true\n";
        Run run = imported(Files.writeString(folder.resolve("unserved"), unserved));
        assertEquals(2, run.code(), run.err());
        assertTrue(run.out().contains("host debian-13: not served by this solution"), run.out());
    }

    @Test
    void otherRootsMayMakeThePlanFail() throws IOException {
        Run run = imported(solution(), "--image", "debian-12", "debian-11", "--host", "debian-11");
        assertEquals(0, run.code(), run.out());
        Run fewer = imported(solution(), "--image", "debian-12");
        assertEquals(64, fewer.code());
        assertTrue(fewer.err().contains("2 images and 1 hosts"), fewer.err());
    }

    @Test
    void whatIsNotOursIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.cudf"), "package: a\nversion: 1\n\nrequest: \ninstall: a\n");
        Run run = Run.of("cudf", "import-plan", other, solution());
        assertEquals(1, run.code());
        assertTrue(run.err().contains("asks nothing about images and hosts"), run.err());
        Run broken = Run.of("cudf", "import-plan", document, Files.writeString(folder.resolve("broken"), "package: a\nversion: none\n"));
        assertEquals(1, broken.code());
        assertTrue(broken.err().contains("2:10"), broken.err());
    }

    @Test
    void itIsOneRequestThatIsWritten() {
        assertEquals(64, Run.of("resolve", "--requests", "r.jsonl", "--export-cudf", document).code());
    }
}

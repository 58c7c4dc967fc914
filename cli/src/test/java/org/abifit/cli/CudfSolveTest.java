package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.abifit.solver.Ideas;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudfSolveTest {
    private static final String UNSOLVABLE = """
            package: a
            version: 1
            depends: c > 1 | d

            package: b
            version: 1
            conflicts: d
            installed: true
            keep: version

            package: d
            version: 3

            request:\s
            install: a
            """;

    @TempDir
    private Path folder;
    private CudfExample files;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        files = CudfExample.in(folder);
        out = folder.resolve("out.cudf");
    }

    private Path document(String text) throws IOException {
        return Files.writeString(folder.resolve("document.cudf"), text);
    }

    @Test
    void theSolutionIsWrittenAndNothingElse() throws IOException {
        Run run = Run.of("cudf", "solve", files.problem(), out, "-removed,-notuptodate,-changed");
        assertEquals(new Run(0, "", ""), run);
        assertEquals("package: db\nversion: 9\ninstalled: true\n\npackage: libssl\nversion: 3\ninstalled: true\n\n", Files.readString(out));
    }

    @Test
    void programsGetStatusCostAndBounds() {
        Run run = Run.of("cudf", "solve", files.problem(), out, "paranoid", "--format", "json");
        assertTrue(run.out().startsWith("{\"schema\":1,\"status\":\"optimal\",\"cost\":[1,1],\"bounds\":[1,1],"), run.out());
        assertTrue(run.out().contains("\"criteria\":\"-removed,-changed\",\"counting\":\"names\""), run.out());
    }

    @Test
    void refusalsSayWhyAndAreNoFailure() throws IOException {
        Path document = document(UNSOLVABLE);
        assertEquals(new Run(0, "", ""), Run.of("cudf", "solve", document, out, "paranoid"));
        assertEquals("""
                FAIL
                # these do not go together; without any one of them there is a solution:
                #   the request installs a
                #   b = 1 is to be kept (keep: version)
                #   a = 1 depends on c > 1 | d
                #   b = 1 conflicts with d
                """, Files.readString(out));
        assertEquals(2, Run.of("cudf", "solve", document, out, "--exit-code").code());
    }

    @Test
    void standardOutputGetsTheSolution() {
        assertEquals("package: db\nversion: 8\ninstalled: true\n\npackage: libssl\nversion: 1\ninstalled: true\n\n", Run.of("cudf", "solve", files.problem()).out());
    }

    @Test
    void whatCannotBeReadLeavesNoAnswer() {
        Run run = Run.of("cudf", "solve", files.faulty(), out);
        assertEquals(1, run.code());
        assertTrue(run.err().contains("faulty.cudf:1:"), run.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void anAnswerOfAnEarlierRunIsNoAnswer() throws IOException {
        Files.writeString(out, "package: a\nversion: 1\ninstalled: true\n");
        assertEquals(1, Run.of("cudf", "solve", files.faulty(), out).code());
        assertFalse(Files.exists(out));
        String before = Files.readString(files.faulty());
        assertEquals(1, Run.of("cudf", "solve", files.faulty(), files.faulty()).code());
        assertEquals(before, Files.readString(files.faulty()));
    }

    @Test
    void whatCannotBeWrittenIsNamed() {
        Run run = Run.of("cudf", "solve", files.problem(), folder.resolve("none/out"));
        assertEquals(1, run.code());
        assertTrue(run.err().contains("none/out: cannot be written"), run.err());
    }

    @Test
    void blanksInCriteriaMeanNothing() {
        assertEquals(Run.of("cudf", "solve", files.problem()), Run.of("cudf", "solve", files.problem(), "-", "- removed , - changed"));
    }

    @Test
    void criteriaThatMakeNoSenseAreWrongUsage() {
        Run run = Run.of("cudf", "solve", files.problem(), out, "-removed,-cheap");
        assertEquals(64, run.code());
        assertTrue(run.err().contains("column 11"), run.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void undeclaredPropertiesCountNothing() {
        Run run = Run.of("cudf", "solve", files.problem(), out, "-sum(solution,price),-changed");
        assertEquals(0, run.code());
        assertTrue(run.err().contains("'price' is not declared"), run.err());
        assertEquals(64, Run.of("cudf", "solve", files.problem(), out, "-sum(solution,price)", "--strict").code());
    }

    @Test
    void packageManagersLeaveOutUnderscoresAndColons() {
        String usual = Run.of("cudf", "solve", files.problem(), out, "-removed,-notuptodate,-unsat_recommends,-new", "--format", "json").out();
        assertEquals(usual, Run.of("cudf", "solve", files.problem(), out, "-removed,-notuptodate,-unsatrecommends,-new", "--format", "json").out());
        assertEquals(usual, Run.of("cudf", "solve", files.problem(), out, "-lex[-removed,-notuptodate,-nunsat[recommends,true],-new]", "--format", "json").out());
    }

    @Test
    void noIdeaChangesTheCost() {
        String usual = Run.of("cudf", "solve", files.problem(), out, "trendy", "--format", "json").out();
        assertTrue(usual.contains("\"cost\":[1,0,1,0],\"bounds\":[1,0,1,0]"), usual);
        for (Ideas.Idea idea : List.of(Ideas.Idea.values())) {
            assertEquals(usual, Run.of("cudf", "solve", files.problem(), out, "trendy", "--format", "json", "--without", Declared.word(idea)).out(), idea.toString());
        }
    }

    @Test
    void reducedDocumentsHaveTheSameAnswer() throws IOException {
        Path small = folder.resolve("small.cudf");
        assertEquals(0, Run.of("cudf", "reduce", files.problem(), small, "trendy").code());
        Run.of("cudf", "solve", files.problem(), out, "trendy");
        String whole = Files.readString(out);
        Run.of("cudf", "solve", small, out, "trendy");
        assertEquals(whole, Files.readString(out));
        // The version below the installed one is left out.
        assertFalse(Files.readString(small).contains("version: 7"));
        assertEquals("packages  5 of 6 left, 4 of them can be in a best solution\nclauses   11 over 8 variables, 24 literals\n", Run.of("cudf", "reduce", files.problem(), "--stats").out());
    }
}

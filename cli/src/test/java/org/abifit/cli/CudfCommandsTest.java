package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code abifit cudf check}, {@code cost}, {@code diff} and {@code print} say, to the letter. */
final class CudfCommandsTest {
    @TempDir
    private Path folder;
    private CudfExample files;

    @BeforeEach
    void write() throws IOException {
        files = CudfExample.in(folder);
    }

    private String out(Run run) {
        return run.plain(folder);
    }

    private String err(Run run) {
        return run.err().replace(folder.toString(), "DIR");
    }

    @Test
    void aDocumentAloneIsChecked() {
        Run run = Run.of("cudf", "check", files.problem());
        assertEquals(0, run.code());
        assertEquals("DIR/problem.cudf: 6 packages, 3 installed\n", out(run));
        assertEquals("", run.err());
    }

    @Test
    void aSolutionIsGood() {
        Run run = Run.of("cudf", "check", files.problem(), files.good(), "--criteria", "-removed,-sum(solution,size),-unsat_recommends");
        assertEquals(0, run.code());
        assertEquals("""
                DIR/problem.cudf: 6 packages, 3 installed
                DIR/good.cudf: 3 packages, a solution
                  -removed (names)                      1
                  -sum(solution,size)          3000000020
                  -unsat_recommends(solution)           1
                """, out(run));
    }

    @Test
    void everyReasonHasItsSentence() {
        Run run = Run.of("cudf", "check", files.problem(), files.bad());
        assertEquals(2, run.code());
        assertEquals("""
                DIR/problem.cudf: 6 packages, 3 installed
                DIR/bad.cudf: 5 packages, not a solution
                  web = 2 is listed more than once
                  ghost = 1 is not in the document
                  db = 7 conflicts with db, and db = 9 is or provides that
                  db = 9 depends on libssl >= 3, and nothing that is installed is or provides that
                  db = 9 conflicts with db, and db = 7 is or provides that
                  web = 2 depends on libssl < 2, and nothing that is installed is or provides that
                  web is to be removed, and web = 2 is or provides it
                  db is to be there in one version after an upgrade, and is in 7, 9
                """, out(run));
    }

    @Test
    void jsonHasTheSameAndThePlaces() {
        Run run = Run.of("cudf", "check", files.problem(), files.bad(), "--criteria", "-removed,-count(changed)", "--format", "json");
        assertEquals(2, run.code());
        assertTrue(run.out().startsWith("{\"schema\":1,\"syntax\":\"ok\",\"faults\":[],\"consistent\":true,\"inconsistencies\":[],\"solution\":\"bad\",\"reasons\":["
                + "{\"kind\":\"duplicate-package\",\"package\":\"web = 2\",\"text\":\"web = 2 is listed more than once\"},"
                + "{\"kind\":\"unknown-package\",\"package\":\"ghost = 1\",\"text\":\"ghost = 1 is not in the document\"},"), run.out());
        assertTrue(run.out().endsWith("],\"criteria\":\"-removed,-count(changed)\",\"counting\":\"names\",\"measures\":[{\"criterion\":\"-removed\",\"counting\":\"names\"},"
                + "{\"criterion\":\"-count(changed)\",\"counting\":\"pairs\"}],\"cost\":[1,4]}\n"), run.out());
    }

    @Test
    void aFailIsUndecided() {
        Run run = Run.of("cudf", "check", files.problem(), files.fail(), "--format", "json");
        assertEquals(3, run.code());
        assertTrue(run.out().contains("\"solution\":\"fail\",\"reasons\":[]"), run.out());
        assertTrue(out(Run.of("cudf", "check", files.problem(), files.fail())).endsWith("DIR/fail.cudf: the answer FAIL: no solution was found\n"));
    }

    @Test
    void faultsStandWhereTheyAre() {
        Run run = Run.of("cudf", "check", files.faulty());
        assertEquals(1, run.code());
        assertEquals("""
                DIR/faulty.cudf:1:11: error: package: 'a_b' is no pkgname: expected the end, found '_'
                DIR/faulty.cudf:1:13: warning: lines end in CR LF; CUDF wants LF alone
                DIR/faulty.cudf:2:10: error: version: '0' is no posint: expected a number of at least 1, found 0
                DIR/faulty.cudf:3:1: error: no request at the end of the document
                DIR/faulty.cudf:3:16: warning: no newline after the last line
                DIR/faulty.cudf: not CUDF
                """, out(run));
        Run json = Run.of("cudf", "check", files.faulty(), "--format", "json");
        assertEquals(1, json.code());
        assertTrue(out(json).startsWith("{\"schema\":1,\"syntax\":\"error\",\"faults\":[{\"severity\":\"error\",\"document\":\"problem\",\"file\":\"DIR/faulty.cudf\",\"line\":1,\"column\":11,"),
                json.out());
        assertTrue(json.out().contains("\"consistent\":null") && json.out().contains("\"solution\":null"), json.out());
    }

    @Test
    void warningsAreNoErrorUnlessOneIsStrict() throws IOException {
        Path crlf = Files.writeString(folder.resolve("crlf.cudf"), CudfExample.PROBLEM.replace("\n", "\r\n").stripTrailing());
        Run run = Run.of("cudf", "check", crlf, "--format", "json");
        assertEquals(0, run.code());
        assertTrue(run.out().contains("\"syntax\":\"ok\",\"faults\":[{\"severity\":\"warning\""), run.out());
        Run strict = Run.of("cudf", "check", crlf, "--strict");
        assertEquals(1, strict.code());
        assertTrue(strict.out().contains("error: lines end in CR LF"), strict.out());
        assertEquals(1, Run.of("cudf", "print", crlf, "--strict").code());
    }

    @Test
    void anInconsistentStartIsAFact() throws IOException {
        Path start = Files.writeString(folder.resolve("start.cudf"), CudfExample.PROBLEM.replace("package: libssl\nversion: 1\ninstalled: true", "package: libssl\nversion: 1"));
        Run run = Run.of("cudf", "check", start);
        assertEquals(0, run.code());
        assertEquals("""
                DIR/start.cudf: 6 packages, 2 installed, which are not consistent:
                  web = 2 depends on libssl < 2, and nothing that is installed is or provides that
                """, out(run));
    }

    @Test
    void costsNameTheirSchool() {
        Run run = Run.of("cudf", "cost", files.problem(), files.good(), "-lex[-removed,-changed,-count[size:,true],-nunsat[recommends:,true]]");
        assertEquals(0, run.code());
        assertEquals("""
                -removed (names)                      1
                -changed (names)                      3
                -sum(fresh,size) (pairs)     3000000020
                -unsat_recommends(solution)           1
                """, out(run));
        assertEquals("""
                -count(removed) (pairs)           1
                -count(changed) (pairs)           4
                """, out(Run.of("cudf", "cost", files.problem(), files.good(), "paranoid", "--counting", "pairs")));
    }

    @Test
    void theCostOfWhatIsNoSolutionIsToldWithANote() {
        Run bad = Run.of("cudf", "cost", files.problem(), files.bad(), "-removed", "--format", "json");
        assertEquals(2, bad.code());
        assertEquals("{\"schema\":1,\"solution\":\"bad\",\"criteria\":\"-removed\",\"counting\":\"names\",\"measures\":[{\"criterion\":\"-removed\",\"counting\":\"names\"}],\"cost\":[1]}\n", bad.out());
        Run fail = Run.of("cudf", "cost", files.problem(), files.fail(), "-removed");
        assertEquals(3, fail.code());
        assertEquals("", fail.out());
        assertEquals("abifit: DIR/fail.cudf: the answer FAIL: no solution was found; 'abifit cudf check' tells why\n", err(fail));
    }

    @Test
    void whatNobodyDeclaresCountsNothing() {
        Run run = Run.of("cudf", "cost", files.problem(), files.good(), "-sum(weight)");
        assertEquals(0, run.code());
        assertEquals("-sum(solution,weight)           0\n", run.out());
        assertEquals("abifit: criteria: property 'weight' is not declared: it counts 0 everywhere\n", run.err());
        assertEquals(64, Run.of("cudf", "cost", files.problem(), files.good(), "-sum(weight)", "--strict").code());
        assertEquals("abifit: criteria: property 'size' is of type nat, and a formula is needed: it counts 0 everywhere\n",
                Run.of("cudf", "cost", files.problem(), files.good(), "-nunsat[size:]").err());
    }

    @Test
    void differencesAreSeenFromWhatIsInstalled() throws IOException {
        Path other = Files.writeString(folder.resolve("other.cudf"), "package: db\nversion: 8\ninstalled: true\n");
        Run run = Run.of("cudf", "diff", files.problem(), files.good(), other, "--criteria", "-removed,-changed");
        assertEquals(2, run.code());
        assertEquals("""
                < DIR/good.cudf: 3 packages, a solution
                > DIR/other.cudf: 1 package, a solution
                  -removed (names)           1           2
                  -changed (names)           3           2
                removed
                  > libssl 1
                up
                  < db 8 -> 9
                  < libssl 1 -> 3
                kept
                  > db 8
                  < libssl 1
                """, out(run));
        Run json = Run.of("cudf", "diff", files.problem(), files.good(), other, "--format", "json");
        assertTrue(json.out().contains("{\"side\":\"first\",\"group\":\"up\",\"package\":\"db\",\"version\":9,\"before\":[8]}"), json.out());
        Run same = Run.of("cudf", "diff", files.problem(), other, other);
        assertEquals(0, same.code());
        assertTrue(same.out().endsWith("both are the same\n"), same.out());
        assertEquals(2, Run.of("cudf", "diff", files.problem(), other, files.fail()).code());
        assertEquals(0, Run.of("cudf", "diff", files.problem(), files.fail(), files.fail()).code());
    }

    @Test
    void documentsArePrintedInOneForm() throws IOException {
        String canonical = CudfExample.PROBLEM.replace("# The database may not go below what is there.\n", "");
        assertEquals(canonical, Run.of("cudf", "print", files.problem()).out());
        Path packed = folder.resolve("problem.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(CudfExample.PROBLEM.replace(" , ", ",").getBytes(StandardCharsets.UTF_8));
        }
        Path to = folder.resolve("printed.cudf");
        Run run = Run.of("cudf", "print", packed, to);
        assertEquals(0, run.code(), run.err());
        assertEquals(canonical, Files.readString(to));
        assertEquals(canonical, Run.of("cudf", "print", to, "-").out());
    }

    @Test
    void answersArePrintedToo() throws IOException {
        Path answer = Files.writeString(folder.resolve("answer.cudf"), "preamble: \n\npackage: db\nversion: 09\nkeep: version\ninstalled: true\n\npackage: web\nversion: 2\n");
        Run run = Run.of("cudf", "print", "--solution", answer);
        assertEquals("package: db\nversion: 9\ninstalled: true\n\n", run.out());
        assertEquals("abifit: DIR/answer.cudf:7:1: warning: web = 2 is listed, but not as installed\n".replace(":7:", ":8:"), err(run));
        assertEquals("FAIL\nno solution\n", Run.of("cudf", "print", "--solution", files.fail()).out());
    }

    @Test
    void nothingIsWrittenOfWhatCannotBeRead() {
        Path to = folder.resolve("printed.cudf");
        Run run = Run.of("cudf", "print", files.faulty(), to);
        assertEquals(1, run.code());
        assertFalse(Files.exists(to));
        assertEquals("abifit: DIR/faulty.cudf:1:11: package: 'a_b' is no pkgname: expected the end, found '_': 'abifit cudf check' lists all 5 faults\n", err(run));
    }

    @Test
    void standardInputIsADash() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Files.readAllBytes(files.bad())));
            assertTrue(Run.of("cudf", "check", files.problem(), "-").out().contains("\nstandard input: 5 packages, not a solution\n"));
        } finally {
            System.setIn(before);
        }
        assertEquals(64, Run.of("cudf", "check", "-", "-").code());
    }

    @Test
    void unreadableFilesSayWhatNext() throws IOException {
        Run none = Run.of("cudf", "check", folder.resolve("none.cudf"));
        assertEquals(1, none.code());
        assertEquals("abifit: DIR/none.cudf: no such file or folder: check the path\n", err(none));
        Path damaged = Files.write(folder.resolve("damaged"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});
        Run run = Run.of("cudf", "check", damaged);
        assertEquals(1, run.code());
        assertEquals("abifit: DIR/damaged: its compressed bytes are damaged (GZIP: ends too early): fetch it again\n", err(run));
        assertEquals("abifit: DIR: Is a directory: check the path and the disk\n", err(Run.of("cudf", "check", folder)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cudf", "cudf frob", "cudf check", "cudf cost a b", "cudf check a --criteria paranoid", "cudf check a b --criteria -remove", "cudf cost a b -removed --counting both",
        "cudf cost a b leximin", "cudf print", "cudf diff a b", "cudf check a b c", "cudf print a --strickt"})
    void wrongUsageIs64InOneLine(String line) {
        Run run = Run.of((Object[]) line.split(" "));
        assertEquals(64, run.code(), run.err());
        assertTrue(run.err().matches("abifit: [^\\n]*: (did you mean [^\\n]*\\? )?see 'abifit cudf[^\\n]* --help'\\n"), run.err());
    }

    /** The examples of docs/cudf.md are what is printed. */
    @Test
    void theManualIsRight() throws IOException {
        Files.copy(files.good(), folder.resolve("solution.cudf"));
        Files.writeString(folder.resolve("other.cudf"), "package: db\nversion: 9\ninstalled: true\n\npackage: web\nversion: 2\ninstalled: true\n");
        Files.writeString(folder.resolve("keep.cudf"), "package: db\nversion: 8\ninstalled: true\n");
        String manual = Files.readString(Path.of("../docs/cudf.md"));
        String[] examples = manual.substring(manual.indexOf("```\n$ ") + 4, manual.indexOf("```\n\n")).split("(?m)^\\$ abifit ");
        assertEquals(4, examples.length);
        for (String example : List.of(examples).subList(1, examples.length)) {
            String line = example.substring(0, example.indexOf('\n'));
            Object[] arguments = Stream.of(line.split(" ")).map(word -> word.endsWith(".cudf") ? folder.resolve(word) : word).toArray();
            assertEquals(example.substring(line.length() + 1), Run.of(arguments).out().replace(folder + "/", ""));
        }
    }

    @Test
    void aFaultInCriteriaNamesItsColumn() {
        assertTrue(Run.of("cudf", "cost", "a", "b", "-new,-leximin[-new]").err().startsWith("abifit: criteria '-new,-leximin[-new]', column 7: leximin orders"), "column");
    }
}

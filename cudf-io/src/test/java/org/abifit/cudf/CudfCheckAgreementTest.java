package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.abifit.cudf.CudfChecker.Verdict;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader.Loaded;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reader and the judge against cudf-check, which is libCUDF's. What it prints counts, not its exit code: that one
 * is 1 for a good solution as well when the old installation is not consistent.
 * {@code -Dabifit.judge.documents=N} has N random documents judged, see {@code benchmarks/judge-cudf}.
 */
class CudfCheckAgreementTest {
    private static final int DOCUMENTS = Integer.getInteger("abifit.judge.documents", 200);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> bothReadersRefuseTheSame() {
        Tool tool = Tool.require("cudf-check");
        return Stream.concat(documents("bad"), documents("corners")).map(name -> DynamicTest.dynamicTest(name, () -> compareReading(tool, name)));
    }

    private static Stream<String> documents(String in) {
        return Documents.names(in, ".cudf").stream().map(name -> in + "/" + name.substring(0, name.length() - ".cudf".length()));
    }

    // No exception that has gone is held against anyone: another release of the tool may have mended it.
    private static void compareReading(Tool tool, String name) {
        boolean good = CudfLoader.load(Documents.parse(name + ".cudf")) instanceof Loaded.Accepted;
        boolean accepted = tool.run("-cudf", Documents.path(name + ".cudf").toString()).printed().contains("original installation status");
        String said = accepted ? "accepts" : "refuses";
        assertTrue(good == accepted || tool.exception(name).filter(said::equals).isPresent(), () -> "cudf-check " + said + " " + name);
    }

    @Test
    void bothJudgesSayTheSame() throws IOException {
        Tool tool = Tool.require("cudf-check");
        int good = 0;
        int bad = 0;
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            Random random = new Random(seed);
            CudfDocument document = TinyDocuments.random(random);
            Path file = Files.writeString(folder.resolve("in.cudf"), CudfPrinter.print(document));
            for (List<PackageId> installed : sets(document, random)) {
                boolean solution = CudfChecker.check(document, installed) instanceof Verdict.Solution;
                compareJudging(tool, file, installed, solution, consistent(document));
                good += solution ? 1 : 0;
                bad += solution ? 0 : 1;
            }
        }
        System.out.println(DOCUMENTS + " documents: " + good + " good and " + bad + " bad sets judged alike by cudf-check");
        assertTrue(good > DOCUMENTS / 3 && bad > DOCUMENTS / 3, good + " good, " + bad + " bad");
    }

    private void compareJudging(Tool tool, Path file, Collection<PackageId> installed, boolean solution, boolean consistent) throws IOException {
        Path answer = Files.writeString(folder.resolve("out.cudf"), CudfPrinter.printSolution(installed));
        String said = tool.run("-cudf", file.toString(), "-sol", answer.toString()).printed();
        assertTrue(said.contains("is_solution: " + solution), () -> said + installed + " for\n" + read(file));
        assertTrue(said.contains("original installation status " + (consistent ? "consistent" : "inconsistent")), () -> said + "\n" + read(file));
    }

    /** One set that solves the document, if there is one, and one at random. */
    private static List<List<PackageId>> sets(CudfDocument document, Random random) {
        List<List<PackageId>> all = TinyDocuments.subsets(document);
        List<List<PackageId>> valid = all.stream().filter(set -> NaiveJudge.isSolution(document, set)).toList();
        List<PackageId> any = all.get(random.nextInt(all.size()));
        return valid.isEmpty() ? List.of(any) : List.of(any, valid.get(random.nextInt(valid.size())));
    }

    private static boolean consistent(CudfDocument document) {
        return CudfChecker.isConsistent(document);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void consistencyAsksNeitherForRequestsNorForKeeps() {
        assertEquals(List.of(true, false), Stream.of("upgrade-below", "inconsistent-start")
                .map(name -> CudfChecker.isConsistent(Documents.load("corners/" + name + ".cudf"))).toList());
    }
}

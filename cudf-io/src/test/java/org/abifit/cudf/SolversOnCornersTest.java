package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.abifit.cudf.CudfChecker.Verdict;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader.Loaded;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Other people's solvers on the corners: what they answer is judged here, and where they do not reach the optimum that
 * the document names, the file of exceptions must say why.
 */
class SolversOnCornersTest {

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> aspcudCountsPairs() {
        Tool tool = Tool.require("aspcud");
        return tests(tool, "trendy:2012", Criteria::toAspcud, (in, out, criteria) -> new String[] {in, out, criteria});
    }

    @TestFactory
    Stream<DynamicTest> mccsCountsNames() {
        Tool tool = Tool.require("mccs");
        return tests(tool, "trendy", Criteria::toMccs, (in, out, criteria) -> new String[] {"-i", in, "-o", out, criteria});
    }

    private interface CommandLine {
        String[] of(String in, String out, String criteria);
    }

    private Stream<DynamicTest> tests(Tool tool, String alias, Function<Criteria, Optional<String>> dialect, CommandLine command) {
        return CornersTest.documents().stream().filter(name -> !name.contains("sums-maximised")).map(file -> file.substring(0, file.length() - ".cudf".length()))
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String said = said(tool, name, alias, dialect.apply(Documents.criteria(alias)).orElseThrow(), command);
                    assertTrue(said.equals("right") || tool.exception(name).filter(said::equals).isPresent(), () -> tool.program() + "\t" + name + "\t" + said);
                }));
    }

    private String said(Tool tool, String name, String alias, String criteria, CommandLine command) throws IOException {
        Path out = folder.resolve("out.cudf");
        Files.deleteIfExists(out);
        Tool.Run run = tool.run(command.of(Documents.path(name + ".cudf").toString(), out.toString(), criteria));
        Optional<CudfAnswer> answer = run.code() == 0 && Files.exists(out) ? read(out) : Optional.empty();
        return answer.map(given -> judged(given, name, alias)).orElse("no answer");
    }

    private static Optional<CudfAnswer> read(Path out) throws IOException {
        try (InputStream in = CudfInput.open(out)) {
            return switch (CudfAnswer.read(in)) {
                case Loaded.Accepted<CudfAnswer> good -> Optional.of(good.content());
                case Loaded.Refused<CudfAnswer> bad -> Optional.empty();
            };
        }
    }

    private static String judged(CudfAnswer answer, String name, String alias) {
        List<String> optima = Documents.comments(name + ".cudf", "optimum");
        return switch (answer) {
            case CudfAnswer.Fail fail -> optima.isEmpty() ? "right" : "FAIL";
            case CudfAnswer.Packages packages -> judged(packages.installed(), name, alias, optima);
        };
    }

    private static String judged(List<PackageId> installed, String name, String alias, List<String> optima) {
        CudfDocument document = Documents.load(name + ".cudf");
        if (!(CudfChecker.check(document, installed) instanceof Verdict.Solution)) {
            return "wrong";
        }
        String cost = String.join(",", CudfCost.of(document, installed, Documents.criteria(alias)).stream().map(Object::toString).toList());
        return optima.contains(cost + " " + alias) ? "right" : "worse";
    }
}

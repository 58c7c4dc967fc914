package org.abifit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfCost;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.CudfSlice;
import org.abifit.cudf.PackedDocument;
import org.abifit.solver.Budget;
import org.abifit.solver.Ideas;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The corner documents of {@code cudf-io}: the solver finds the optimum that each says it has, and none for those that have none. */
class CornerOptimaTest {
    private static final Path CORNERS = Path.of("../cudf-io/src/test/resources/documents/corners");
    private static final String OPTIMUM = "# optimum ";

    @Test
    void thereAreCorners() throws IOException {
        assertTrue(corners().size() >= 58);
    }

    @TestFactory
    Stream<DynamicTest> theOptimumIsTheOneInTheComment() throws IOException {
        return corners().stream().map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(Files.readString(path))));
    }

    private static List<Path> corners() throws IOException {
        try (Stream<Path> files = Files.list(CORNERS)) {
            return files.filter(file -> file.toString().endsWith(".cudf")).sorted().toList();
        }
    }

    private static void check(String text) {
        PackedDocument document = document(text);
        List<String> expected = text.lines().filter(line -> line.startsWith(OPTIMUM)).toList();
        if (text.contains("\n# unsolvable\n")) {
            assertEquals("unsolvable", answer(document, "paranoid"));
            assertEquals("unsolvable", answer(document, "trendy:2012"));
            assertTrue(expected.isEmpty());
        } else {
            assertTrue(!expected.isEmpty());
        }
        expected.forEach(line -> {
            String criteria = line.substring(line.indexOf(' ', OPTIMUM.length()) + 1);
            assertEquals(line, OPTIMUM + answer(document, criteria) + " " + criteria);
        });
    }

    private static PackedDocument document(String text) {
        try {
            return switch (PackedDocument.read(new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 0)) {
                case Loaded.Accepted<PackedDocument> good -> good.content();
                case Loaded.Refused<PackedDocument> bad -> throw new IllegalArgumentException(bad.faults().toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(PackedDocument document, String text) {
        return switch (UpgradeSolver.solve(document, RandomCriteria.of(text), Budget.unlimited(), Ideas.ALL, first -> { })) {
            case UpgradeAnswer.Unsolvable u -> "unsolvable";
            case UpgradeAnswer.Undecided u -> "undecided";
            case UpgradeAnswer.Solved solved -> judged(document, text, solved);
        };
    }

    private static String judged(PackedDocument document, String criteria, UpgradeAnswer.Solved solved) {
        List<PackageId> installed = java.util.Arrays.stream(solved.packages()).mapToObj(document::id).toList();
        CudfSlice slice = document.slice(installed);
        assertTrue(CudfChecker.check(slice.document(), installed) instanceof CudfChecker.Verdict.Solution, installed::toString);
        assertEquals(solved.costs(), CudfCost.of(slice, installed, RandomCriteria.of(criteria)));
        assertEquals(solved.costs(), solved.bounds());
        assertTrue(solved.proven());
        return String.join(",", solved.costs().stream().map(BigInteger::toString).toList());
    }
}

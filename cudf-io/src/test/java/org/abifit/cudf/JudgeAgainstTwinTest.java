package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.abifit.cudf.CudfChecker.Verdict;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.Vpkg.RelOp;
import org.junit.jupiter.api.Test;

/** On thousands of tiny documents, every set of packages is judged twice. */
class JudgeAgainstTwinTest {
    private static final int DOCUMENTS = 3000;

    @Test
    void bothJudgesAgreeOnEverySubset() {
        int solutions = 0;
        int judged = 0;
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            CudfDocument document = document(new Random(seed));
            judged += 1 << document.packages().size();
            solutions += agreeOnAllSubsets(document, seed);
        }
        // Neither answer may be a rarity, or agreement would say little.
        assertTrue(solutions > DOCUMENTS && judged > 4 * solutions, solutions + " of " + judged);
    }

    @Test
    void theOrderOfPackagesDoesNotMatter() {
        for (long seed = 0; seed < 500; seed++) {
            CudfDocument document = document(new Random(seed));
            List<CudfDocument.Package> shuffled = new ArrayList<>(document.packages());
            Collections.shuffle(shuffled, new Random(seed));
            CudfDocument other = new CudfDocument(document.preamble(), shuffled, document.request());
            for (List<PackageId> installed : subsets(document)) {
                assertEquals(isSolution(document, installed), isSolution(other, installed), "seed " + seed);
            }
        }
    }

    private static int agreeOnAllSubsets(CudfDocument document, long seed) {
        int solutions = 0;
        for (List<PackageId> installed : subsets(document)) {
            boolean solution = NaiveJudge.isSolution(document, installed);
            assertEquals(solution, isSolution(document, installed), () -> "seed " + seed + ", " + installed + " for\n" + CudfPrinter.print(document));
            solutions += solution ? 1 : 0;
        }
        return solutions;
    }

    private static boolean isSolution(CudfDocument document, List<PackageId> installed) {
        return switch (CudfChecker.check(document, installed)) {
            case Verdict.Solution yes -> true;
            case Verdict.NoSolution no -> false;
        };
    }

    private static List<List<PackageId>> subsets(CudfDocument document) {
        List<PackageId> ids = document.packages().stream().map(CudfDocument.Package::id).toList();
        return IntStream.range(0, 1 << ids.size())
                .mapToObj(mask -> IntStream.range(0, ids.size()).filter(i -> (mask >> i & 1) == 1).mapToObj(ids::get).toList()).toList();
    }

    private static CudfDocument document(Random random) {
        List<CudfDocument.Package> packages = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            for (int version = 1; version <= 3; version++) {
                if (random.nextInt(2) == 0) {
                    packages.add(pack(new PackageId(name, version), random));
                }
            }
        }
        CudfDocument.Request request = new CudfDocument.Request("", vpkgs(random, 2), vpkgs(random, 2), vpkgs(random, 2));
        return new CudfDocument(Optional.empty(), packages, request);
    }

    private static CudfDocument.Package pack(PackageId id, Random random) {
        List<Vpkg> features = vpkgs(random, 3).stream().filter(Vpkg::isVeqpkg).toList();
        return new CudfDocument.Package(id, formula(random), vpkgs(random, 2), features, random.nextInt(3) == 0, false,
                Keep.values()[random.nextInt(4)], new TreeMap<>());
    }

    private static VpkgFormula formula(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> VpkgFormula.FALSE;
            case 1, 2 -> new VpkgFormula(List.of(List.of(vpkg(random), vpkg(random)), List.of(vpkg(random))));
            case 3, 4 -> new VpkgFormula(List.of(List.of(vpkg(random), vpkg(random))));
            default -> VpkgFormula.TRUE;
        };
    }

    private static List<Vpkg> vpkgs(Random random, int limit) {
        return IntStream.range(0, Math.max(0, random.nextInt(limit + 2) - 2)).mapToObj(i -> vpkg(random)).toList();
    }

    private static Vpkg vpkg(Random random) {
        String name = List.of("a", "b", "c", "f", "g", "nosuch").get(random.nextInt(12) % 6);
        return random.nextBoolean() ? Vpkg.of(name) : Vpkg.of(name, RelOp.values()[random.nextInt(6)], 1 + random.nextInt(3));
    }
}

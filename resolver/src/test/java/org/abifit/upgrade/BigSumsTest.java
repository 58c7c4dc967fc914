package org.abifit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Package;
import org.abifit.cudf.CudfLoader;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.CudfParser;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.PackedDocument;
import org.abifit.solver.Budget;
import org.abifit.solver.Ideas;
import org.junit.jupiter.api.Test;

/** Numbers of 64 bits, whose sums have more: costs are exact, and so is the choice between sums that differ in the last place. */
class BigSumsTest {
    private static final long HALF = 1L << 62;
    private static final List<Long> BIG = List.of(HALF, HALF - 1, HALF + 1, Long.MAX_VALUE, Long.MAX_VALUE - 1, -HALF, -HALF - 1, -Long.MAX_VALUE, 1L, 0L, -1L);
    private static final List<String> SUMS = List.of("-sum(solution,size)", "+sum(solution,size)", "-removed,-sum(solution,size),-changed", "+sum(new,size),-new",
            "-sum(changed,size)", "-agregate[-sum(solution,size),-count(new)]", "-agregate[+sum(fresh,size),-changed],-new", "+sum(removed,size),+count(solution)");

    private static final String CHOICES = """
            preamble:\s
            property: size: int = [0]

            package: app
            version: 1
            depends: a , b

            package: a
            version: 1
            size: 9223372036854775807

            package: a
            version: 2
            size: 9223372036854775806

            package: b
            version: 1
            size: 9223372036854775805

            package: b
            version: 2
            size: 9223372036854775806

            package: gift
            version: 1
            size: -9223372036854775807

            package: purse
            version: 1
            conflicts: gift
            size: -9223372036854775806

            request:\s
            install: app
            """;

    @Test
    void theLastPlaceDecides() {
        assertEquals("18446744073709551611", least("remove: gift , purse\n", "-sum(solution,size)"));
        assertEquals("9223372036854775804", least("", "-sum(solution,size)"));
        assertEquals("9223372036854775804,4", least("", "-sum(solution,size),-new"));
    }

    @Test
    void whatIsMadeLargeMayBeNegative() {
        assertEquals("36893488147419103224", least("remove: gift , purse\n", "+sum(solution,size)"));
        assertEquals("27670116110564327417", least("upgrade: gift\n", "+sum(solution,size)"));
    }

    @Test
    void agreesWithEnumeration() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Twin twin = new Twin(enlarged(RandomUpgrades.tiny(random), random));
            for (String criteria : SUMS) {
                Optional<String> difference = twin.difference(RandomCriteria.of(criteria), Ideas.ALL);
                difference.ifPresent(text -> fail(text));
            }
        }
    }

    private static CudfDocument enlarged(CudfDocument document, Random random) {
        List<Package> packages = document.packages().stream().map(one -> enlarged(one, random)).toList();
        return new CudfDocument(document.preamble(), packages, document.request());
    }

    private static Package enlarged(Package one, Random random) {
        TreeMap<String, CudfValue> values = new TreeMap<>(one.properties());
        values.put("size", new CudfValue.Int(BIG.get(random.nextInt(BIG.size()))));
        return new Package(one.id(), one.depends(), one.conflicts(), one.provides(), one.installed(), false, one.keep(), values);
    }

    private static String least(String more, String criteria) {
        Loaded<CudfDocument> loaded = CudfLoader.load(CudfParser.parse(CHOICES + more));
        CudfDocument document = ((Loaded.Accepted<CudfDocument>) loaded).content();
        return switch (UpgradeSolver.solve(PackedDocument.of(document), RandomCriteria.of(criteria), Budget.unlimited(), Ideas.ALL, first -> { })) {
            case UpgradeAnswer.Solved solved -> String.join(",", solved.costs().stream().map(BigInteger::toString).toList());
            case UpgradeAnswer.Unsolvable u -> "unsolvable";
            case UpgradeAnswer.Undecided u -> "undecided";
        };
    }
}

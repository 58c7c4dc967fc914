package org.abifit.upgrade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfCost;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.Package;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfDocument.Request;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Vpkg;
import org.abifit.solver.Budget;
import org.abifit.solver.Ideas;
import org.junit.jupiter.api.Test;

/** What must hold of answers to related problems, too large to try everything. */
class UpgradePropertiesTest {
    private static final int DOCUMENTS = 120;
    /** Criteria of which nothing that nobody needs can make the answer better. */
    private static final List<String> THRIFTY = List.of("paranoid", "trendy", "paranoid:2012", "trendy:2012", "-removed,-sum(solution,weight),-changed",
            "-notuptodate,-removed,-changed", "-removed,-notuptodate,-unsat_recommends,-sum(new,weight)", "-removed,-count[weight:,true],-changed");

    private interface Law {
        void of(CudfDocument document, Criteria criteria, Random random, Supplier<String> text);
    }

    private static void holds(Law law) {
        int solvable = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Random random = new Random(seed);
            CudfDocument document = RandomUpgrades.middling(random, 6 + random.nextInt(24));
            Criteria criteria = RandomCriteria.of(THRIFTY.get(random.nextInt(THRIFTY.size())));
            solvable += solve(document, criteria).isPresent() ? 1 : 0;
            law.of(document, criteria, random, () -> criteria + "\n" + CudfPrinter.print(document));
        }
        assertTrue(solvable > DOCUMENTS / 5 && solvable < DOCUMENTS * 4 / 5, "of one kind only: " + solvable);
    }

    @Test
    void theOrderOfStanzasDoesNotMatter() {
        holds((document, criteria, random, text) -> {
            List<Package> packages = new ArrayList<>(document.packages());
            Collections.shuffle(packages, random);
            assertEquals(costs(document, criteria), costs(with(document, packages), criteria), text);
        });
    }

    @Test
    void namesDoNotMatter() {
        holds((document, criteria, random, text) -> {
            List<String> prefixes = List.of("z", "0", "A.", "lib%3a");
            CudfDocument renamed = renamed(document, name -> prefixes.get(name.hashCode() & 3) + name);
            assertEquals(costs(document, criteria), costs(renamed, criteria), text);
        });
    }

    @Test
    void whatNobodyCanReachDoesNotMatter() {
        holds((document, criteria, random, text) -> {
            List<Package> packages = new ArrayList<>(document.packages());
            packages.add(random.nextInt(packages.size() + 1), pack(new PackageId("nobody", 1 + random.nextInt(9)), document, random));
            assertEquals(costs(document, criteria), costs(with(document, packages), criteria), text);
        });
    }

    @Test
    void withOneConflictLessNothingGetsWorse() {
        holds((document, criteria, random, text) -> {
            List<Package> packages = new ArrayList<>(document.packages());
            int at = random.nextInt(packages.size());
            packages.set(at, peaceful(packages.get(at)));
            Optional<List<BigInteger>> before = costs(document, criteria);
            Optional<List<BigInteger>> after = costs(with(document, packages), criteria);
            assertTrue(before.isEmpty() || after.isPresent() && compare(after.get(), before.get()) <= 0, () -> before + " then " + after + " " + text.get());
        });
    }

    @Test
    void anotherPackageTakesNoSolutionAway() {
        holds((document, criteria, random, text) -> {
            List<Package> packages = new ArrayList<>(document.packages());
            PackageId id = new PackageId(packages.get(random.nextInt(packages.size())).id().name(), 7);
            packages.add(pack(id, document, random));
            assertTrue(costs(document, criteria).isEmpty() || costs(with(document, packages), criteria).isPresent(), text);
        });
    }

    @Test
    void whoHasTheAnswerNeedsNoChange() {
        holds((document, criteria, random, text) -> solve(document, criteria).ifPresent(answer -> {
            Set<PackageId> installed = new HashSet<>(answer);
            List<Package> packages = document.packages().stream().map(one -> installed(one, installed.contains(one.id()))).toList();
            CudfDocument after = with(document, packages);
            assertEquals(installed, new HashSet<>(solve(after, RandomCriteria.of("paranoid")).orElseThrow()), text);
        }));
    }

    @Test
    void onlyWhatIsThereBeforeOrAfterCosts() {
        holds((document, criteria, random, text) -> {
            Criteria any = RandomCriteria.strange(random);
            List<PackageId> some = document.packages().stream().map(Package::id).filter(id -> random.nextInt(3) == 0).toList();
            assertEquals(CudfCost.of(document, some, any), CudfCost.of(PackedDocument.of(document).slice(some), some, any), () -> any + " " + text.get());
        });
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() {
        holds((document, criteria, random, text) -> assertEquals(solve(document, criteria), solve(document, criteria), text));
    }

    @Test
    void noIdeaChangesTheCosts() {
        holds((document, criteria, random, text) -> {
            Ideas.Idea gone = Ideas.Idea.values()[random.nextInt(Ideas.Idea.values().length)];
            UpgradeAnswer answer = UpgradeSolver.solve(PackedDocument.of(document), criteria, Budget.unlimited(), Ideas.without(List.of(gone)), first -> { });
            assertEquals(costs(document, criteria), answer instanceof UpgradeAnswer.Solved solved ? Optional.of(solved.costs()) : Optional.empty(), () -> gone + " " + text.get());
        });
    }

    @Test
    void theFirstSolutionIsTold() {
        holds((document, criteria, random, text) -> {
            List<int[]> told = new ArrayList<>();
            UpgradeAnswer answer = UpgradeSolver.solve(PackedDocument.of(document), criteria, Budget.unlimited(), Ideas.ALL, told::add);
            assertEquals(answer instanceof UpgradeAnswer.Solved ? 1 : 0, told.size(), text);
            told.forEach(first -> assertArrayEquals(first, Arrays.stream(first).sorted().distinct().toArray()));
        });
    }

    // ---- answers

    private static Optional<List<PackageId>> solve(CudfDocument document, Criteria criteria) {
        PackedDocument packed = PackedDocument.of(document);
        return UpgradeSolver.solve(packed, criteria, Budget.unlimited(), Ideas.ALL, first -> { }) instanceof UpgradeAnswer.Solved solved
                ? Optional.of(Arrays.stream(solved.packages()).mapToObj(packed::id).toList()) : Optional.empty();
    }

    /** {@return what the judge says that the answer costs} */
    private static Optional<List<BigInteger>> costs(CudfDocument document, Criteria criteria) {
        return solve(document, criteria).map(answer -> CudfCost.of(document, answer, criteria));
    }

    private static int compare(List<BigInteger> left, List<BigInteger> right) {
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).equals(right.get(i))) {
                return left.get(i).compareTo(right.get(i));
            }
        }
        return 0;
    }

    // ---- other documents

    private static CudfDocument with(CudfDocument document, List<Package> packages) {
        return new CudfDocument(document.preamble(), packages, document.request());
    }

    private static Package pack(PackageId id, CudfDocument document, Random random) {
        Package like = document.packages().get(random.nextInt(document.packages().size()));
        return new Package(id, like.depends(), like.conflicts(), List.of(), false, false, Keep.NONE, like.properties());
    }

    private static Package peaceful(Package one) {
        List<Vpkg> conflicts = one.conflicts().isEmpty() ? List.of() : one.conflicts().subList(1, one.conflicts().size());
        return new Package(one.id(), one.depends(), conflicts, one.provides(), one.installed(), false, one.keep(), one.properties());
    }

    private static Package installed(Package one, boolean installed) {
        return new Package(one.id(), one.depends(), one.conflicts(), one.provides(), installed, false, one.keep(), one.properties());
    }

    private static CudfDocument renamed(CudfDocument document, Function<String, String> name) {
        Function<List<Vpkg>, List<Vpkg>> list = vpkgs -> vpkgs.stream().map(one -> new Vpkg(name.apply(one.name()), one.constraint())).toList();
        Function<VpkgFormula, VpkgFormula> formula = of -> new VpkgFormula(of.disjunctions().stream().map(list).toList());
        List<Package> packages = document.packages().stream().map(one -> {
            TreeMap<String, CudfValue> values = new TreeMap<>(one.properties());
            values.replaceAll((property, value) -> value instanceof VpkgFormula of ? formula.apply(of) : value);
            return new Package(new PackageId(name.apply(one.id().name()), one.id().version()), formula.apply(one.depends()), list.apply(one.conflicts()),
                    list.apply(one.provides()), one.installed(), false, one.keep(), values);
        }).toList();
        Request asked = document.request();
        return new CudfDocument(document.preamble(), packages, new Request("", list.apply(asked.install()), list.apply(asked.remove()), list.apply(asked.upgrade())));
    }
}

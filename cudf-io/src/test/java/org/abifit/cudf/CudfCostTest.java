package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.abifit.cudf.Criteria.PackageSet;
import org.abifit.cudf.CudfDocument.PackageId;
import org.junit.jupiter.api.Test;

/** Costs are the ones that the definitions give, whatever of the universe is at hand. */
class CudfCostTest {
    private static final int DOCUMENTS = 200;

    @Test
    void bothCostsAgreeOnEverySubset() {
        Criteria everything = everything();
        Set<List<BigInteger>> seen = new HashSet<>();
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            CudfDocument document = TinyDocuments.random(new Random(seed));
            for (List<PackageId> installed : TinyDocuments.subsets(document)) {
                List<BigInteger> cost = CudfCost.of(document, installed, everything);
                assertEquals(NaiveCost.of(document, installed, everything), cost, () -> installed + " for\n" + CudfPrinter.print(document));
                seen.add(cost);
            }
        }
        for (int i = 0; i < everything.items().size(); i++) {
            int at = i;
            assertTrue(seen.stream().map(cost -> cost.get(at)).distinct().count() > 1, () -> "always the same: " + everything.items().get(at));
        }
    }

    @Test
    void whatIsNeitherInstalledNorChosenDoesNotMatter() {
        Criteria everything = everything();
        for (long seed = 0; seed < DOCUMENTS / 4; seed++) {
            CudfDocument document = TinyDocuments.random(new Random(seed));
            for (List<PackageId> installed : TinyDocuments.subsets(document)) {
                assertEquals(CudfCost.of(document, installed, everything), CudfCost.of(slice(document, installed), installed, everything));
            }
        }
    }

    @Test
    void whatTheUniverseDoesNotKnowCostsNothing() {
        CudfDocument document = Documents.load("corners/two-versions.cudf");
        List<PackageId> installed = List.of(new PackageId("lib", 1), new PackageId("ghost", 1));
        assertEquals("[1, 1]", CudfCost.of(document, installed, criteria("-new,-notuptodate")).toString());
    }

    @Test
    void undeclaredPropertiesCountNothingAndAreNamed() {
        CudfDocument document = Documents.load("corners/sums-maximised.cudf");
        Criteria criteria = criteria("-sum(size),-aligned(solution,size,gain),-nunsat[gain:,true],-sum(gain),+agregate[-sum(weight)]");
        List<PackageId> installed = List.of(new PackageId("good", 1), new PackageId("bad", 1));
        assertEquals("[0, 1, 0, 2, 0]", CudfCost.of(document, installed, criteria).toString());
        assertEquals(List.of("size", "weight"), CriteriaProperties.undeclared(criteria, document));
        assertEquals("[Unfit[property=size, use=NUMBER, declared=Optional.empty], Unfit[property=size, use=VALUE, declared=Optional.empty], "
                + "Unfit[property=gain, use=FORMULA, declared=Optional[INT]], Unfit[property=weight, use=NUMBER, declared=Optional.empty]]",
                CriteriaProperties.unfit(criteria, document.declarations()).toString());
    }

    @Test
    void truthValuesAreOneAndZeroAndTextsNothing() {
        CudfDocument document = Documents.accepted(CudfLoader.load(CudfParser.parse("""
                preamble:\s
                property: pinned: bool = [true] , label: string = ["7"]

                package: a
                version: 1

                package: b
                version: 1
                pinned: false

                request:\s
                """)));
        List<PackageId> installed = List.of(new PackageId("a", 1), new PackageId("b", 1));
        assertEquals("[1, 0]", CudfCost.of(document, installed, criteria("-sum(pinned),-sum(label)")).toString());
    }

    /** Every measure over every set, and one sum of several. */
    private static Criteria everything() {
        List<String> terms = new ArrayList<>(List.of("-removed", "-new", "-changed", "-notuptodate", "-agregate[-removed[3],+sum(new,size)[2],-agregate[+changed][5]]"));
        for (PackageSet set : PackageSet.values()) {
            String word = CriteriaPrinter.word(set);
            terms.addAll(List.of("-count(" + word + ")", "+sum(" + word + ",size)", "-notuptodate(" + word + ")", "-unsat_recommends(" + word + ")"));
            terms.add("-aligned(" + word + ",level,size)");
        }
        return criteria(String.join(",", terms));
    }

    private static Criteria criteria(String text) {
        return Documents.criteria(text);
    }

    private static CudfSlice slice(CudfDocument document, Collection<PackageId> installed) {
        List<CudfDocument.Package> needed = document.packages().stream().filter(one -> one.installed() || installed.contains(one.id())).toList();
        Map<String, Long> newest = Map.of("a", newest(document, "a"), "b", newest(document, "b"), "c", newest(document, "c"));
        return new CudfSlice(new CudfDocument(document.preamble(), needed, document.request()), newest::get);
    }

    private static long newest(CudfDocument document, String name) {
        return document.packages().stream().map(CudfDocument.Package::id).filter(id -> id.name().equals(name)).mapToLong(PackageId::version).max().orElse(0);
    }
}

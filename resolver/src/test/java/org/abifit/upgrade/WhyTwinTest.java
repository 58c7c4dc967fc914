package org.abifit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.Package;
import org.abifit.cudf.CudfDocument.Request;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Vpkg;
import org.abifit.solver.Budget;
import org.junit.jupiter.api.Test;

/** A core is a problem of its own: with its parts alone there is no solution, and with any one of them less there is. All sets of packages are tried. */
class WhyTwinTest {
    private static final int DOCUMENTS = Integer.getInteger("abifit.cores", 1200);

    @Test
    void aCoreIsAgainstAllSetsAndWithOnePartLessItIsNot() {
        int cores = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            CudfDocument document = RandomUpgrades.tiny(new Random(seed));
            if (!isSolvable(document)) {
                check(document);
                cores++;
            }
        }
        assertTrue(cores > DOCUMENTS / 4, "few are unsolvable: " + cores);
    }

    private static void check(CudfDocument document) {
        Explanation why = WhyNot.explain(PackedDocument.of(document), Budget.unlimited(), Long.MAX_VALUE).orElseThrow();
        String text = why + "\n" + CudfPrinter.print(document);
        assertTrue(why.minimal(), text);
        assertEquals(why.core().size(), Set.copyOf(why.core()).size(), text);
        assertFalse(isSolvable(only(document, Set.copyOf(why.core()))), text);
        for (Why part : why.core()) {
            List<Why> rest = new ArrayList<>(why.core());
            rest.remove(part);
            assertTrue(isSolvable(only(document, Set.copyOf(rest))), () -> "not needed: " + part + " of " + text);
        }
        Exhaustive sets = new Exhaustive(document);
        document.packages().forEach(one -> one.depends().disjunctions().stream().map(or -> depends(one, or, sets))
                .forEach(said -> why.core().stream().filter(part -> part instanceof Why.Depends other && other.id().equals(said.id()) && other.targets().equals(said.targets()))
                        .forEach(part -> assertEquals(said, part, text))));
    }

    private static boolean isSolvable(CudfDocument document) {
        return !new Exhaustive(document).solutions().isEmpty();
    }

    /** {@return the document with these parts only}
     * A feature that must stay is one that is asked for.
     */
    private static CudfDocument only(CudfDocument document, Set<Why> parts) {
        Exhaustive sets = new Exhaustive(document);
        Request asked = document.request();
        List<Vpkg> install = new ArrayList<>(asked.install().stream().filter(entry -> parts.contains(new Why.Install(entry))).toList());
        parts.stream().filter(part -> part instanceof Why.KeepFeature).forEach(part -> install.add(((Why.KeepFeature) part).feature()));
        List<Package> packages = document.packages().stream().map(one -> only(one, parts, sets)).toList();
        return new CudfDocument(document.preamble(), packages, new Request("", install,
                asked.remove().stream().filter(entry -> parts.contains(new Why.Remove(entry))).toList(),
                asked.upgrade().stream().filter(entry -> parts.contains(new Why.Upgrade(entry))).toList()));
    }

    private static Package only(Package one, Set<Why> parts, Exhaustive sets) {
        VpkgFormula depends = new VpkgFormula(one.depends().disjunctions().stream().filter(or -> parts.contains(depends(one, or, sets))).toList());
        List<Vpkg> conflicts = one.conflicts().stream().filter(entry -> parts.contains(new Why.Conflicts(one.id(), entry))).toList();
        Keep keep = parts.contains(new Why.KeepVersion(one.id())) ? Keep.VERSION : parts.contains(new Why.KeepPackage(one.id())) ? Keep.PACKAGE : Keep.NONE;
        return new Package(one.id(), depends, conflicts, one.provides(), one.installed(), false, keep, one.properties());
    }

    private static Why.Depends depends(Package one, List<Vpkg> disjunction, Exhaustive sets) {
        boolean nobody = sets.unmet(List.of(disjunction), (1 << sets.all.size()) - 1) == 1;
        return new Why.Depends(one.id(), disjunction.isEmpty() ? "false!" : String.join(" | ", disjunction.stream().map(Vpkg::toString).toList()), nobody);
    }
}

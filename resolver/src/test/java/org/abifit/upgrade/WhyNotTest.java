package org.abifit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

/** A core is minimal when the document has a solution once any one member of it is dropped, and none as it is: both by trying everything. */
class WhyNotTest {
    private static final int DOCUMENTS = 1_500;

    @Test
    void withoutAnyOneReasonThereIsASolution() {
        int explained = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            CudfDocument document = RandomUpgrades.tiny(new Random(seed));
            Optional<Explanation> why = explain(document);
            assertEquals(new Exhaustive(document).solutions().isEmpty(), why.isPresent(), CudfPrinter.print(document));
            if (why.isPresent()) {
                explained++;
                assertTrue(why.get().minimal(), () -> CudfPrinter.print(document));
                assertTrue(new Exhaustive(only(document, why.get().core())).solutions().isEmpty(), () -> why + "\n" + CudfPrinter.print(document));
                for (Why member : why.get().core()) {
                    List<Why> rest = why.get().core().stream().filter(w -> !w.equals(member)).toList();
                    assertTrue(!new Exhaustive(only(document, rest)).solutions().isEmpty(), () -> member + " of " + why + "\n" + CudfPrinter.print(document));
                }
            }
        }
        assertTrue(explained > DOCUMENTS / 10, "few refusals: " + explained);
    }

    @Test
    void aBudgetThatIsOverGivesNoReasons() {
        CudfDocument document = new CudfDocument(Optional.empty(), List.of(), new Request("", List.of(Vpkg.of("a")), List.of(), List.of()));
        Budget over = Budget.unlimited();
        over.stop();
        assertEquals(Optional.empty(), WhyNot.explain(PackedDocument.of(document), over, Long.MAX_VALUE));
        assertEquals(List.of(new Why.Install(Vpkg.of("a"))), explain(document).orElseThrow().core());
    }

    private static Optional<Explanation> explain(CudfDocument document) {
        return WhyNot.explain(PackedDocument.of(document), Budget.unlimited(), Long.MAX_VALUE);
    }

    /** {@return the document with those of its parts only that are in a core} */
    private static CudfDocument only(CudfDocument document, List<Why> core) {
        List<Package> packages = new ArrayList<>();
        for (Package one : document.packages()) {
            List<List<Vpkg>> depends = one.depends().disjunctions().stream().filter(d -> core.stream().anyMatch(w -> isThat(w, one, d))).toList();
            List<Vpkg> conflicts = one.conflicts().stream().filter(c -> core.contains(new Why.Conflicts(one.id(), c))).toList();
            packages.add(new Package(one.id(), new VpkgFormula(depends), conflicts, one.provides(), one.installed(), one.wasInstalled(), keep(one, core), one.properties()));
        }
        Request asked = document.request();
        return new CudfDocument(document.preamble(), packages, new Request("", asked.install().stream().filter(e -> core.contains(new Why.Install(e))).toList(),
                asked.remove().stream().filter(e -> core.contains(new Why.Remove(e))).toList(), asked.upgrade().stream().filter(e -> core.contains(new Why.Upgrade(e))).toList()));
    }

    private static boolean isThat(Why why, Package one, List<Vpkg> disjunction) {
        String text = disjunction.isEmpty() ? "false!" : String.join(" | ", disjunction.stream().map(Vpkg::toString).toList());
        return why instanceof Why.Depends depends && depends.id().equals(one.id()) && depends.targets().equals(text);
    }

    /** Features are kept one by one; a package that keeps only some of them cannot be written, so it keeps all or none. */
    private static Keep keep(Package one, List<Why> core) {
        return switch (one.keep()) {
            case VERSION -> core.contains(new Why.KeepVersion(one.id())) ? Keep.VERSION : Keep.NONE;
            case PACKAGE -> core.contains(new Why.KeepPackage(one.id())) ? Keep.PACKAGE : Keep.NONE;
            case FEATURE -> one.provides().stream().anyMatch(f -> core.contains(new Why.KeepFeature(one.id(), f))) ? Keep.FEATURE : Keep.NONE;
            case NONE -> Keep.NONE;
        };
    }
}

package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.abifit.cudf.CudfChecker.Verdict;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.Vpkg.RelOp;
import org.junit.jupiter.api.Test;

/** Reasons are data: whom they name. The verdicts themselves are in the documents of {@link SolutionsTest}. */
class CudfCheckerTest {

    @Test
    void dependsAndConflictsNameBothSides() {
        CudfDocument document = document("""
                package: a
                version: 1
                depends: x | y > 2 , b
                conflicts: f

                package: b
                version: 4
                provides: f = 1 , f = 2
                """, "");
        assertEquals(List.of(
                new CudfReason.UnsatisfiedDepends(id("a", 1), List.of(Vpkg.of("x"), Vpkg.of("y", RelOp.GT, 2))),
                new CudfReason.Conflict(id("a", 1), Vpkg.of("f"), id("b", 4))), reasons(document, id("b", 4), id("a", 1)));
    }

    @Test
    void aRequestNamesItsEntry() {
        CudfDocument document = document("""
                package: a
                version: 1
                """, "install: a > 1\nremove: a , nobody\nupgrade: nobody\n");
        assertEquals(List.of(
                new CudfReason.MissingInstall(Vpkg.of("a", RelOp.GT, 1)),
                new CudfReason.PresentRemove(Vpkg.of("a"), id("a", 1)),
                new CudfReason.NotUpgraded(Vpkg.of("nobody"))), reasons(document, id("a", 1)));
    }

    @Test
    void anUpgradeNamesTheVersions() {
        CudfDocument document = Documents.load("upgrade-all-versions.cudf");
        assertEquals(List.of(new CudfReason.NotUnique(Vpkg.of("f"), new TreeSet<>(List.of(4L)), true)),
                reasons(document, id("p", 1), id("q", 1)));
        assertEquals(List.of(new CudfReason.Downgraded(Vpkg.of("g"), OptionalLong.empty(), 9)),
                reasons(Documents.load("upgrade-from-all-versions.cudf"), id("new", 1)));
    }

    @Test
    void aDowngradeNamesTheHighestVersionBefore() {
        CudfDocument document = document("""
                package: a
                version: 1

                package: a
                version: 2
                installed: true

                package: b
                version: 1
                provides: a = 5
                installed: true
                """, "upgrade: a\n");
        assertEquals(List.of(new CudfReason.Downgraded(Vpkg.of("a"), OptionalLong.of(5), 2)), reasons(document, id("a", 2)));
    }

    @Test
    void aKeepNamesThePackageAndTheFeature() {
        CudfDocument document = Documents.load("keep.cudf");
        assertEquals(List.of(
                new CudfReason.KeepVersion(id("pinned", 1)),
                new CudfReason.KeepPackage(id("base", 1)),
                new CudfReason.KeepFeature(id("server", 1), Vpkg.of("web")),
                new CudfReason.KeepFeature(id("server", 1), Vpkg.of("mail", RelOp.EQ, 2))), reasons(document));
    }

    @Test
    void whatIsListedIsCheckedFirstAndEachFaultNamedOnce() {
        CudfDocument document = document("package: a\nversion: 1\n", "");
        assertEquals(List.of(
                new CudfReason.DuplicatePackage(id("a", 1)), new CudfReason.UnknownPackage(id("a", 2)), new CudfReason.DuplicatePackage(id("a", 2))),
                reasons(document, id("a", 1), id("a", 1), id("a", 1), id("a", 2), id("a", 2)));
    }

    @Test
    void noSolutionWithoutReason() {
        assertThrows(IllegalArgumentException.class, () -> new Verdict.NoSolution(List.of()));
    }

    private static List<CudfReason> reasons(CudfDocument document, PackageId... installed) {
        return switch (CudfChecker.check(document, List.of(installed))) {
            case Verdict.Solution good -> List.of();
            case Verdict.NoSolution bad -> bad.reasons();
        };
    }

    private static CudfDocument document(String packages, String request) {
        return Documents.accepted(CudfLoader.load(CudfParser.parse(packages + "\nrequest: \n" + request)));
    }

    private static PackageId id(String name, long version) {
        return new PackageId(name, version);
    }
}

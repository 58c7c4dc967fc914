package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.CudfType.Enumeration;
import org.abifit.cudf.CudfType.Simple;
import org.abifit.cudf.CudfValue.Bool;
import org.abifit.cudf.CudfValue.EnumIdent;
import org.abifit.cudf.CudfValue.Ident;
import org.abifit.cudf.CudfValue.Int;
import org.abifit.cudf.CudfValue.PkgName;
import org.abifit.cudf.CudfValue.Text;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.CudfValue.VpkgList;
import org.abifit.cudf.Vpkg.RelOp;
import org.junit.jupiter.api.Test;

/** What good documents mean. The bad ones are in {@link BadDocumentsTest}. */
class CudfLoaderTest {

    @Test
    void everyTypeHasItsValueAndItsDefault() {
        CudfDocument document = Documents.load("types.cudf");
        assertEquals(new PackageId("plain", Long.MAX_VALUE), document.packages().get(0).id());
        assertEquals(new TreeMap<>(Map.ofEntries(
                Map.entry("b", new Bool(true)), Map.entry("i", new Int(-1)), Map.entry("n", new Int(0)), Map.entry("p", new Int(1)),
                Map.entry("s", new Text("a \"quoted\" \\ ] text")), Map.entry("w", new Ident("word-1")), Map.entry("e", new EnumIdent("red")),
                Map.entry("k", new PkgName("42")), Map.entry("v", Vpkg.of("b", RelOp.GEQ, 2)), Map.entry("q", Vpkg.of("b", RelOp.EQ, 2)),
                Map.entry("l", list(Vpkg.of("b"), Vpkg.of("c", RelOp.NEQ, 2))), Map.entry("m", list()),
                Map.entry("f", new VpkgFormula(List.of(List.of(Vpkg.of("a"), Vpkg.of("b")), List.of(Vpkg.of("c", RelOp.EQ, 2))))),
                Map.entry("t", VpkgFormula.TRUE), Map.entry("must", new Int(0)))), document.packages().get(0).properties());
        assertEquals(new TreeMap<>(Map.ofEntries(
                Map.entry("b", new Bool(false)), Map.entry("i", new Int(Long.MIN_VALUE)), Map.entry("n", new Int(4_000_000_000L)), Map.entry("p", new Int(2)),
                Map.entry("s", new Text("\"no quotes here\" \\ ")), Map.entry("w", new Ident("x86-64")), Map.entry("e", new EnumIdent("green")),
                Map.entry("k", new PkgName("lib+-1.0(x)@/y")), Map.entry("v", Vpkg.of("z", RelOp.LT, 3)), Map.entry("q", Vpkg.of("z")),
                Map.entry("l", list()), Map.entry("m", list(Vpkg.of("x"), Vpkg.of("y", RelOp.EQ, 2))), Map.entry("f", VpkgFormula.FALSE),
                Map.entry("t", new VpkgFormula(List.of(List.of(Vpkg.of("a"))))), Map.entry("must", new Int(-5)))), document.packages().get(1).properties());
    }

    @Test
    void thePreambleDeclaresInOrder() {
        CudfDocument.Preamble preamble = Documents.load("types.cudf").preamble().orElseThrow();
        assertEquals("every type, with a default and without", preamble.comment());
        assertEquals(List.of("u", "s", "r"), List.of(preamble.univChecksum(), preamble.statusChecksum(), preamble.reqChecksum()));
        assertEquals(List.of("b", "i", "n", "p", "s", "w", "e", "k", "v", "q", "l", "m", "f", "t", "must"),
                preamble.property().stream().map(Declaration::name).toList());
        assertEquals(new Declaration("e", new Enumeration(List.of("red", "green")), Optional.of(new EnumIdent("red"))), preamble.property().get(6));
        assertEquals(new Declaration("must", Simple.INT, Optional.empty()), preamble.property().get(14));
    }

    @Test
    void coreProperties() {
        CudfDocument document = Documents.load("surface.cudf");
        CudfDocument.Package first = document.packages().get(0);
        assertEquals(new PackageId("a", 7), first.id());
        assertEquals(new VpkgFormula(List.of(List.of(Vpkg.of("b", RelOp.GEQ, 2), Vpkg.of("c")), List.of(Vpkg.of("d")), List.of(Vpkg.of("long-name")))), first.depends());
        assertEquals(List.of(Vpkg.of("a", RelOp.EQ, 7), Vpkg.of("f")), first.provides());
        assertEquals(List.of(), first.conflicts());
        assertEquals("Package[id=2048 = 1, depends=" + document.packages().get(1).depends() + ", conflicts=[], provides=[], installed=false, "
                + "wasInstalled=false, keep=NONE, properties={color=EnumIdent[value=red], size=Int[value=-7]}]", document.packages().get(1).toString());
        assertEquals(List.of("true != 2", "version", "-5", "true"),
                document.packages().get(1).depends().disjunctions().stream().flatMap(List::stream).map(Vpkg::toString).toList());
        assertEquals(new CudfDocument.Request("", List.of(), List.of(), List.of(Vpkg.of("a"), Vpkg.of("2048", RelOp.EQ, 1))), document.request());
    }

    @Test
    void flagsAndKeep() {
        CudfDocument.Package full = Documents.load("types.cudf").packages().get(1);
        assertEquals(List.of(true, false), List.of(full.wasInstalled(), full.installed()));
        assertEquals(Keep.FEATURE, full.keep());
        assertEquals(List.of(Keep.VERSION, Keep.NONE, Keep.PACKAGE), Documents.load("keep.cudf").packages().subList(0, 3).stream().map(CudfDocument.Package::keep).toList());
    }

    @Test
    void aSolutionIsWhatItSaysIsInstalled() {
        String text = "preamble: \nproperty: size: int = [0]\n\npackage: a\nversion: 2\ninstalled: true\nsize: 3\n\npackage: b\nversion: 1\n\nrequest: \ninstall: c\n";
        Loaded<List<PackageId>> loaded = CudfLoader.loadSolution(CudfParser.parse(text));
        assertEquals(List.of(new PackageId("a", 2)), Documents.accepted(loaded));
        assertEquals("[9:1 warning: b = 1 is listed, but not as installed]", Documents.faults(loaded).toString());
    }

    @Test
    void aSolutionIsCheckedAgainstItsOwnPreamble() {
        Loaded<List<PackageId>> loaded = CudfLoader.loadSolution(CudfParser.parse("package: a\nversion: 2\nsize: 3\n"));
        assertInstanceOf(Loaded.Refused.class, loaded);
        assertEquals("[3:1 error: undeclared property 'size']", Documents.faults(loaded).toString());
    }

    @Test
    void failIsNoSolution() {
        assertEquals("[1:1 error: expected a property name, found 'F']", Documents.faults(CudfLoader.loadSolution(CudfParser.parse("FAIL\n"))).toString());
    }

    private static VpkgList list(Vpkg... vpkgs) {
        return new VpkgList(List.of(vpkgs));
    }
}

package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfType.Enumeration;
import org.abifit.cudf.CudfType.Simple;
import org.abifit.cudf.CudfValue.EnumIdent;
import org.abifit.cudf.CudfValue.Ident;
import org.abifit.cudf.CudfValue.Int;
import org.abifit.cudf.CudfValue.PkgName;
import org.abifit.cudf.CudfValue.Text;
import org.abifit.cudf.CudfValue.TypeDecl;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.Vpkg.RelOp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What no document can hold, because no CUDF text could say it. */
class CudfDocumentTest {
    private static final Declaration SIZE = new Declaration("size", Simple.NAT, Optional.empty());

    @Test
    void aPackageIsThereOnce() {
        assertDoesNotThrow(() -> document(List.of(), pack("a", 1, Map.of()), pack("a", 2, Map.of())));
        refuses(() -> document(List.of(), pack("a", 1, Map.of()), pack("a", 1, Map.of())));
    }

    @Test
    void aPackageHasTheDeclaredProperties() {
        assertDoesNotThrow(() -> document(List.of(SIZE), pack("a", 1, Map.of("size", new Int(3)))));
        refuses(() -> document(List.of(SIZE), pack("a", 1, Map.of())));
        refuses(() -> document(List.of(SIZE), pack("a", 1, Map.of("size", new Int(-3)))));
        refuses(() -> document(List.of(), pack("a", 1, Map.of("size", new Int(3)))));
    }

    @Test
    void aPreambleDeclaresOnceAndNoCoreProperty() {
        refuses(() -> preamble(SIZE, SIZE));
        refuses(() -> preamble(new Declaration("keep", Simple.INT, Optional.empty())));
        refuses(() -> preamble(new Declaration("more", Simple.TYPEDECL, Optional.of(new TypeDecl(List.of())))));
        refuses(() -> new CudfDocument.Preamble("two\nlines", List.of(), "", "", ""));
    }

    @Test
    void aDefaultFitsItsType() {
        refuses(() -> new Declaration("size", Simple.NAT, Optional.of(new Int(-1))));
        refuses(() -> new Declaration("size", Simple.VEQPKG, Optional.of(Vpkg.of("a", RelOp.LT, 2))));
        refuses(() -> new Declaration("size", new Enumeration(List.of("a")), Optional.of(new EnumIdent("b"))));
        refuses(() -> new Declaration("Size", Simple.NAT, Optional.empty()));
    }

    @Test
    void valuesCanBeWritten() {
        for (String text : List.of("a\nb", "a\rb", "a\0b", "\uD83D", "\uDE00", "\uDE00\uD83D")) {
            refuses(() -> new Text(text));
        }
        assertDoesNotThrow(() -> new Text("\uD83D\uDE00"));
        refuses(() -> new Ident("Ab"));
        refuses(() -> new EnumIdent("1"));
        refuses(() -> new PkgName("a_b"));
        refuses(() -> new PkgName(""));
        refuses(() -> Vpkg.of("a b"));
        refuses(() -> Vpkg.of("a", RelOp.GT, 0));
        refuses(() -> new PackageId("a", 0));
        refuses(() -> new PackageId("\u00e4", 1));
        refuses(() -> new VpkgFormula(List.of(List.of(), List.of(Vpkg.of("a")))));
        refuses(() -> new Enumeration(List.of()));
        refuses(() -> new Enumeration(List.of("a", "a")));
        refuses(() -> new Enumeration(List.of("A")));
    }

    @Test
    void aFeatureHasOneVersionOrAll() {
        refuses(() -> new CudfDocument.Package(new PackageId("a", 1), VpkgFormula.TRUE, List.of(), List.of(Vpkg.of("f", RelOp.GEQ, 1)),
                false, false, Keep.NONE, new TreeMap<>()));
    }

    @Test
    void versionsAreCompared() {
        assertEquals("false true false", admits(Vpkg.of("a", RelOp.EQ, 5)));
        assertEquals("true false true", admits(Vpkg.of("a", RelOp.NEQ, 5)));
        assertEquals("false true true", admits(Vpkg.of("a", RelOp.GEQ, 5)));
        assertEquals("false false true", admits(Vpkg.of("a", RelOp.GT, 5)));
        assertEquals("true true false", admits(Vpkg.of("a", RelOp.LEQ, 5)));
        assertEquals("true false false", admits(Vpkg.of("a", RelOp.LT, 5)));
        assertEquals("true true true", admits(Vpkg.of("a")));
    }

    private static String admits(Vpkg vpkg) {
        return vpkg.admits(4) + " " + vpkg.admits(5) + " " + vpkg.admits(6);
    }

    private static void refuses(Executable making) {
        assertThrows(IllegalArgumentException.class, making);
    }

    private static CudfDocument.Preamble preamble(Declaration... declarations) {
        return new CudfDocument.Preamble("", List.of(declarations), "", "", "");
    }

    private static CudfDocument document(List<Declaration> declarations, CudfDocument.Package... packages) {
        Optional<CudfDocument.Preamble> preamble = Optional.of(preamble(declarations.toArray(Declaration[]::new)));
        return new CudfDocument(preamble, List.of(packages), new CudfDocument.Request("", List.of(), List.of(), List.of()));
    }

    private static CudfDocument.Package pack(String name, long version, Map<String, CudfValue> properties) {
        SortedMap<String, CudfValue> sorted = new TreeMap<>(properties);
        return new CudfDocument.Package(new PackageId(name, version), VpkgFormula.TRUE, List.of(), List.of(), false, false, Keep.NONE, sorted);
    }
}

package org.abifit.cudf;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfType.Enumeration;
import org.abifit.cudf.CudfType.Simple;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.CudfValue.VpkgList;
import org.abifit.cudf.Vpkg.RelOp;

/** Documents of a few packages with all that CUDF can say, strange names and texts included. */
final class RandomDocuments {
    private RandomDocuments() {
    }

    static Arbitrary<CudfDocument> documents() {
        return preambles().optional().flatMap(preamble -> Combinators.combine(
                packages(preamble.map(CudfDocument.Preamble::property).orElse(List.of())).list().ofMaxSize(4).uniqueElements(CudfDocument.Package::id), requests())
                .as((packages, request) -> new CudfDocument(preamble, packages, request)));
    }

    private static Arbitrary<CudfDocument.Preamble> preambles() {
        return Combinators.combine(texts(), declarations().list().ofMaxSize(4).uniqueElements(Declaration::name), texts(), texts(), texts())
                .as(CudfDocument.Preamble::new);
    }

    private static Arbitrary<Declaration> declarations() {
        return Combinators.combine(idents().filter(name -> !CudfProperties.isCore(name)), types())
                .flatAs((name, type) -> values(type).optional().map(value -> new Declaration(name, type, value)));
    }

    private static Arbitrary<CudfDocument.Package> packages(List<Declaration> declared) {
        Arbitrary<PackageId> ids = Combinators.combine(pkgnames(), posints()).as(PackageId::new);
        return Combinators.combine(ids, formulas(), vpkgs().list().ofMaxSize(3), veqpkgs().list().ofMaxSize(3),
                Arbitraries.of(true, false), Arbitraries.of(true, false), Arbitraries.of(Keep.class), extra(declared)).as(CudfDocument.Package::new);
    }

    private static Arbitrary<SortedMap<String, CudfValue>> extra(List<Declaration> declared) {
        List<Arbitrary<CudfValue>> values = declared.stream().map(RandomDocuments::valueOrDefault).toList();
        return Combinators.combine(values).as(chosen -> {
            SortedMap<String, CudfValue> byName = new TreeMap<>();
            for (int i = 0; i < chosen.size(); i++) {
                byName.put(declared.get(i).name(), chosen.get(i));
            }
            return byName;
        });
    }

    private static Arbitrary<CudfValue> valueOrDefault(Declaration declaration) {
        Arbitrary<CudfValue> any = values(declaration.type());
        return declaration.defaultValue().map(value -> Arbitraries.oneOf(Arbitraries.just(value), any)).orElse(any);
    }

    private static Arbitrary<CudfDocument.Request> requests() {
        Arbitrary<List<Vpkg>> lists = vpkgs().list().ofMaxSize(3);
        return Combinators.combine(texts(), lists, lists, lists).as(CudfDocument.Request::new);
    }

    private static Arbitrary<CudfType> types() {
        Arbitrary<CudfType> simple = Arbitraries.of(Arrays.stream(Simple.values()).filter(type -> type != Simple.TYPEDECL).toList()).map(type -> type);
        return Arbitraries.oneOf(simple, idents().list().ofMinSize(1).ofMaxSize(3).uniqueElements().map(Enumeration::new));
    }

    private static Arbitrary<CudfValue> values(CudfType type) {
        return switch (type) {
            case Enumeration enumeration -> Arbitraries.of(enumeration.idents()).map(CudfValue.EnumIdent::new);
            case Simple simple -> values(simple);
        };
    }

    private static Arbitrary<CudfValue> values(Simple type) {
        return switch (type) {
            case BOOL -> Arbitraries.of(true, false).map(CudfValue.Bool::new);
            case INT -> Arbitraries.longs().map(CudfValue.Int::new);
            case NAT -> Arbitraries.longs().greaterOrEqual(0).map(CudfValue.Int::new);
            case POSINT -> posints().map(CudfValue.Int::new);
            case STRING -> texts().map(CudfValue.Text::new);
            case PKGNAME -> pkgnames().map(CudfValue.PkgName::new);
            case IDENT -> idents().map(CudfValue.Ident::new);
            case VPKG -> vpkgs().map(vpkg -> vpkg);
            case VEQPKG -> veqpkgs().map(vpkg -> vpkg);
            case VPKGLIST -> vpkgs().list().ofMaxSize(3).map(VpkgList::new);
            case VEQPKGLIST -> veqpkgs().list().ofMaxSize(3).map(VpkgList::new);
            case VPKGFORMULA -> formulas().map(formula -> formula);
            case TYPEDECL -> Arbitraries.just(new CudfValue.TypeDecl(List.of()));
        };
    }

    private static Arbitrary<VpkgFormula> formulas() {
        Arbitrary<List<Vpkg>> disjunctions = vpkgs().list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(Arbitraries.of(VpkgFormula.TRUE, VpkgFormula.FALSE),
                disjunctions.list().ofMinSize(1).ofMaxSize(3).map(VpkgFormula::new));
    }

    private static Arbitrary<Vpkg> vpkgs() {
        return Arbitraries.oneOf(pkgnames().map(Vpkg::of), Combinators.combine(pkgnames(), Arbitraries.of(RelOp.class), posints()).as(Vpkg::of));
    }

    private static Arbitrary<Vpkg> veqpkgs() {
        return Arbitraries.oneOf(pkgnames().map(Vpkg::of), Combinators.combine(pkgnames(), posints()).as((name, version) -> Vpkg.of(name, RelOp.EQ, version)));
    }

    private static Arbitrary<Long> posints() {
        return Arbitraries.oneOf(Arbitraries.longs().between(1, 4), Arbitraries.longs().greaterOrEqual(1));
    }

    private static Arbitrary<String> pkgnames() {
        return Arbitraries.oneOf(Arbitraries.of("a", "b", "version", "true", "false", "2048", "-5", "+5", "0ad%3aamd64", "lib+-1.0(x)@/y"),
                Arbitraries.strings().withChars("azAZ09+./@()%-").ofMinLength(1).ofMaxLength(6));
    }

    private static Arbitrary<String> idents() {
        return Combinators.combine(Arbitraries.chars().range('a', 'e'), Arbitraries.strings().withChars("az09-").ofMaxLength(3)).as((first, rest) -> first + rest);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(Arbitraries.of("", " ", "\t", "\\", "\"", "\\\"", " ]", "# no comment", "a: b", "\uD83D\uDE00", "\u2028\u0085\f"),
                Arbitraries.strings().withCharRange(' ', '~').withChars("\t\u00e4\u20ac\"\\").ofMaxLength(12));
    }
}

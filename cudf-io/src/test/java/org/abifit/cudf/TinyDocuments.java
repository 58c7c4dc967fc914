package org.abifit.cudf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfDocument.Preamble;
import org.abifit.cudf.CudfValue.EnumIdent;
import org.abifit.cudf.CudfValue.Int;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.Vpkg.RelOp;

/** Random documents of so few packages that all sets of them can be tried: three names, three versions, two features. */
final class TinyDocuments {
    private static final List<String> LEVELS = List.of("low", "high");
    private static final Preamble PREAMBLE = new Preamble("", List.of(
            new Declaration("recommends", CudfType.Simple.VPKGFORMULA, Optional.of(VpkgFormula.TRUE)),
            new Declaration("size", CudfType.Simple.INT, Optional.of(new Int(1))),
            new Declaration("level", new CudfType.Enumeration(LEVELS), Optional.of(new EnumIdent("low")))), "", "", "");

    private TinyDocuments() {
    }

    static CudfDocument random(Random random) {
        List<CudfDocument.Package> packages = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            for (int version = 1; version <= 3; version++) {
                if (random.nextInt(2) == 0) {
                    packages.add(pack(new PackageId(name, version), random));
                }
            }
        }
        CudfDocument.Request request = new CudfDocument.Request("", vpkgs(random, 2), vpkgs(random, 2), vpkgs(random, 2));
        return new CudfDocument(Optional.of(PREAMBLE), packages, request);
    }

    /** {@return all sets of packages of a document} */
    static List<List<PackageId>> subsets(CudfDocument document) {
        List<PackageId> ids = document.packages().stream().map(CudfDocument.Package::id).toList();
        return IntStream.range(0, 1 << ids.size())
                .mapToObj(mask -> IntStream.range(0, ids.size()).filter(i -> (mask >> i & 1) == 1).mapToObj(ids::get).toList()).toList();
    }

    private static CudfDocument.Package pack(PackageId id, Random random) {
        List<Vpkg> features = vpkgs(random, 3).stream().filter(Vpkg::isVeqpkg).toList();
        return new CudfDocument.Package(id, formula(random), vpkgs(random, 2), features, random.nextInt(3) == 0, false,
                Keep.values()[random.nextInt(4)], properties(random));
    }

    private static SortedMap<String, CudfValue> properties(Random random) {
        SortedMap<String, CudfValue> properties = new TreeMap<>();
        properties.put("recommends", formula(random));
        properties.put("size", new Int(random.nextInt(8) == 0 ? Long.MAX_VALUE >> 1 : random.nextInt(9) - 3));
        properties.put("level", new EnumIdent(LEVELS.get(random.nextInt(2))));
        return properties;
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

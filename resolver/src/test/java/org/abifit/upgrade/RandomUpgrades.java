package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfDocument.Preamble;
import org.abifit.cudf.CudfType;
import org.abifit.cudf.CudfType.Simple;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.Vpkg;
import org.abifit.cudf.Vpkg.RelOp;

/** Random upgrade problems with all that CUDF has, some so small that all sets of packages can be tried. The same seed, the same problem. */
final class RandomUpgrades {
    private static final List<String> COLOURS = List.of("red", "green");
    private static final Preamble PREAMBLE = new Preamble("", List.of(
            new Declaration("recommends", Simple.VPKGFORMULA, Optional.of(VpkgFormula.TRUE)),
            new Declaration("suggests", Simple.VPKGFORMULA, Optional.of(new VpkgFormula(List.of(List.of(Vpkg.of("f"), Vpkg.of("b", RelOp.GT, 1)))))),
            new Declaration("size", Simple.INT, Optional.of(new CudfValue.Int(1))),
            new Declaration("weight", Simple.NAT, Optional.empty()),
            new Declaration("colour", new CudfType.Enumeration(COLOURS), Optional.of(new CudfValue.EnumIdent("red"))),
            new Declaration("heavy", Simple.BOOL, Optional.of(new CudfValue.Bool(false))),
            new Declaration("note", Simple.STRING, Optional.of(new CudfValue.Text("x"))),
            new Declaration("twin", Simple.VPKG, Optional.of(Vpkg.of("a", RelOp.GEQ, 2)))), "", "", "");

    private final Random random;
    private final List<String> packages;
    private final List<String> features;
    private final int versions;
    private final int rare;

    private RandomUpgrades(Random random, int names, int features, int versions, int rare) {
        this.random = random;
        this.packages = IntStream.range(0, names).mapToObj(RandomUpgrades::name).toList();
        this.features = IntStream.range(0, features).mapToObj(i -> "f" + (i == 0 ? "" : i)).toList();
        this.versions = versions;
        this.rare = rare;
    }

    private static String name(int i) {
        return i < 26 ? String.valueOf((char) ('a' + i)) : "p" + i;
    }

    /** {@return a problem of at most nine packages} */
    static CudfDocument tiny(Random random) {
        int names = 2 + random.nextInt(3);
        return new RandomUpgrades(random, names, random.nextInt(3), names == 4 ? 2 : 3, 1).document(2);
    }

    /** {@return a problem of some ten packages to the given number}
     *
     * @param most how many names and versions, at most
     */
    static CudfDocument middling(Random random, int most) {
        return new RandomUpgrades(random, Math.max(4, most / 3), 1 + most / 10, 3, 3).document(4);
    }

    /** {@return a problem of eleven packages at most that is a choice: an application with many needs and wishes, whose providers exclude each other} */
    static CudfDocument choice(Random random) {
        RandomUpgrades upgrades = new RandomUpgrades(random, 6 + random.nextInt(5), 0, 1, 1);
        List<CudfDocument.Package> all = new ArrayList<>();
        upgrades.packages.forEach(name -> all.add(upgrades.provider(name)));
        SortedMap<String, CudfValue> values = upgrades.properties();
        values.put("recommends", upgrades.choices(3 + random.nextInt(8), 1 + random.nextInt(3)));
        all.add(new CudfDocument.Package(new PackageId("app", 1), upgrades.choices(3 + random.nextInt(5), 4), List.of(), List.of(), false, false, Keep.NONE, values));
        return new CudfDocument(Optional.of(PREAMBLE), all, new CudfDocument.Request("", List.of(Vpkg.of("app")), List.of(), List.of()));
    }

    private CudfDocument.Package provider(String name) {
        List<Vpkg> conflicts = IntStream.range(0, random.nextInt(3)).mapToObj(i -> vpkg()).toList();
        SortedMap<String, CudfValue> values = properties();
        values.put("weight", new CudfValue.Int(random.nextBoolean() ? 1 + random.nextInt(3) : random.nextInt(60)));
        return new CudfDocument.Package(new PackageId(name, 1), formula(), conflicts, List.of(), random.nextInt(4) == 0, false, Keep.NONE, values);
    }

    private VpkgFormula choices(int count, int most) {
        return new VpkgFormula(IntStream.range(0, count).mapToObj(i -> IntStream.rangeClosed(0, random.nextInt(most)).mapToObj(j -> Vpkg.of(packages.get(random.nextInt(packages.size())))).toList()).toList());
    }

    private CudfDocument document(int asked) {
        List<CudfDocument.Package> all = new ArrayList<>();
        for (String name : packages) {
            for (int version = 1; version <= versions; version++) {
                if (random.nextInt(3) > 0) {
                    all.add(pack(new PackageId(name, version)));
                }
            }
        }
        java.util.Collections.shuffle(all, random);
        return new CudfDocument(Optional.of(PREAMBLE), all, new CudfDocument.Request("", some(asked), few(asked), few(asked)));
    }

    private CudfDocument.Package pack(PackageId id) {
        List<Vpkg> conflicts = new ArrayList<>(few(3));
        if (random.nextInt(3) == 0) {
            conflicts.add(Vpkg.of(id.name()));
        }
        if (random.nextInt(8) == 0) {
            conflicts.addAll(conflicts);
        }
        List<Vpkg> provides = few(2 + features.size()).stream().map(this::feature).toList();
        return new CudfDocument.Package(id, formula(), conflicts, provides, random.nextInt(3) == 0, false, keep(), properties());
    }

    private Keep keep() {
        return random.nextInt(3 * rare) == 0 ? Keep.values()[random.nextInt(4)] : Keep.NONE;
    }

    private SortedMap<String, CudfValue> properties() {
        SortedMap<String, CudfValue> values = new TreeMap<>();
        values.put("recommends", random.nextInt(3) == 0 ? VpkgFormula.TRUE : formula());
        values.put("suggests", random.nextBoolean() ? PREAMBLE.property().get(1).defaultValue().get() : formula());
        values.put("size", new CudfValue.Int(random.nextInt(4) == 0 ? 1 : random.nextInt(9) - 3));
        values.put("weight", new CudfValue.Int(random.nextInt(20)));
        values.put("colour", new CudfValue.EnumIdent(COLOURS.get(random.nextInt(2))));
        values.put("heavy", new CudfValue.Bool(random.nextBoolean()));
        values.put("note", new CudfValue.Text(List.of("x", "x ", " x", "y", "").get(random.nextInt(5))));
        values.put("twin", random.nextBoolean() ? Vpkg.of("a", RelOp.GEQ, 2) : vpkg());
        return values;
    }

    private VpkgFormula formula() {
        return switch (random.nextInt(9)) {
            case 0 -> random.nextInt(rare) == 0 ? VpkgFormula.FALSE : VpkgFormula.TRUE;
            case 1, 2 -> new VpkgFormula(List.of(List.of(vpkg(), vpkg()), List.of(vpkg())));
            case 3, 4 -> new VpkgFormula(List.of(List.of(vpkg(), vpkg(), vpkg())));
            case 5 -> new VpkgFormula(List.of(List.of(vpkg())));
            default -> VpkgFormula.TRUE;
        };
    }

    private List<Vpkg> some(int most) {
        return IntStream.range(0, random.nextInt(most + 1)).mapToObj(i -> vpkg()).toList();
    }

    private List<Vpkg> few(int most) {
        return IntStream.range(0, Math.max(0, random.nextInt(most + 2) - 2)).mapToObj(i -> vpkg()).toList();
    }

    private Vpkg feature(Vpkg any) {
        String name = features.isEmpty() || random.nextInt(8) == 0 ? any.name() : features.get(random.nextInt(features.size()));
        return any.constraint().isEmpty() ? Vpkg.of(name) : Vpkg.of(name, RelOp.EQ, any.constraint().get().version());
    }

    private Vpkg vpkg() {
        int all = packages.size() + features.size();
        int one = random.nextInt(all + 1);
        String name = one < packages.size() ? packages.get(one) : one < all ? features.get(one - packages.size()) : random.nextInt(rare) == 0 ? "nosuch" : packages.get(0);
        return random.nextBoolean() ? Vpkg.of(name) : Vpkg.of(name, RelOp.values()[random.nextInt(6)], 1 + random.nextInt(versions));
    }
}

package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.Package;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfDocument.Preamble;
import org.abifit.cudf.CudfDocument.Request;
import org.abifit.cudf.CudfType.Simple;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.Vpkg;

/** Small problems of the kinds that are hard when they are large: covers, independent sets, pigeons and holes. */
final class HardUpgrades {
    /** Criteria under which they are. */
    static final List<String> CRITERIA = List.of("-sum(solution,weight)", "-removed,-sum(solution,weight),-changed", "-removed,-new", "-sum(removed,weight),-count(new)", "paranoid",
            "-unsat_recommends,-sum(solution,weight)", "-agregate[-unsat_recommends[5],-sum(solution,weight),-removed[7]]", "-sum(changed,weight),-removed", "trendy:2012");
    private static final Preamble PREAMBLE = new Preamble("", List.of(new Declaration("recommends", Simple.VPKGFORMULA, Optional.of(VpkgFormula.TRUE)),
            new Declaration("weight", Simple.INT, Optional.of(new CudfValue.Int(0)))), "", "", "");

    private final Random random;
    private final List<Package> all = new ArrayList<>();

    private HardUpgrades(Random random) {
        this.random = random;
    }

    static CudfDocument any(Random random) {
        HardUpgrades hard = new HardUpgrades(random);
        return switch (random.nextInt(3)) {
            case 0 -> hard.cover();
            case 1 -> hard.independent();
            default -> hard.pigeons();
        };
    }

    /** An application that needs, or would like, one of each of many sets. */
    private CudfDocument cover() {
        int size = 5 + random.nextInt(7);
        names(size).forEach(name -> add(name, VpkgFormula.TRUE, List.of(), List.of(), random.nextInt(5) == 0, VpkgFormula.TRUE));
        add("app", sets(size, random.nextInt(10)), List.of(), List.of(), false, sets(size, random.nextInt(8)));
        return document(List.of("app"));
    }

    /** Installed packages of which many exclude each other. */
    private CudfDocument independent() {
        int size = 5 + random.nextInt(8);
        names(size).forEach(name -> add(name, VpkgFormula.TRUE, some(size, 3), List.of(), random.nextInt(8) > 0, sets(size, random.nextInt(2))));
        return document(random.nextBoolean() ? List.of() : List.of("p0"));
    }

    /** Each of some users needs a slot, in its own form, and a slot has one form at a time. */
    private CudfDocument pigeons() {
        int slots = 1 + random.nextInt(3);
        int users = 1 + random.nextInt(3);
        for (int user = 0; user < users; user++) {
            List<Vpkg> forms = new ArrayList<>();
            for (int slot = 0; slot < slots; slot++) {
                if (random.nextInt(5) > 0) {
                    Vpkg feature = Vpkg.of("slot" + slot);
                    forms.add(Vpkg.of("u" + user + "s" + slot));
                    add("u" + user + "s" + slot, VpkgFormula.TRUE, List.of(feature), List.of(feature), random.nextInt(4) == 0, VpkgFormula.TRUE);
                }
            }
            VpkgFormula needs = new VpkgFormula(List.of(forms));
            boolean wish = random.nextInt(4) == 0;
            add("u" + user, wish ? VpkgFormula.TRUE : needs, List.of(), List.of(), random.nextInt(3) == 0, wish ? needs : VpkgFormula.TRUE);
        }
        return document(IntStream.range(0, users).filter(user -> random.nextInt(4) > 0).mapToObj(user -> "u" + user).toList());
    }

    private void add(String name, VpkgFormula depends, List<Vpkg> conflicts, List<Vpkg> provides, boolean installed, VpkgFormula recommends) {
        TreeMap<String, CudfValue> values = new TreeMap<>();
        values.put("recommends", recommends);
        values.put("weight", new CudfValue.Int(random.nextBoolean() ? 1 + random.nextInt(3) : random.nextInt(40)));
        all.add(new Package(new PackageId(name, 1), depends, conflicts, provides, installed, false, Keep.NONE, values));
    }

    private VpkgFormula sets(int size, int count) {
        return new VpkgFormula(IntStream.range(0, count).mapToObj(i -> some(size, 3)).filter(set -> !set.isEmpty()).toList());
    }

    private List<Vpkg> some(int size, int most) {
        return IntStream.range(0, random.nextInt(most + 1)).mapToObj(i -> Vpkg.of("p" + random.nextInt(size))).distinct().toList();
    }

    private static List<String> names(int size) {
        return IntStream.range(0, size).mapToObj(i -> "p" + i).toList();
    }

    private CudfDocument document(List<String> install) {
        return new CudfDocument(Optional.of(PREAMBLE), all, new Request("", install.stream().map(Vpkg::of).toList(), List.of(), List.of()));
    }
}

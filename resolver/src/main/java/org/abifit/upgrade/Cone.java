package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Terms;
import org.abifit.cudf.Vpkg;
import org.abifit.solver.IntList;

/**
 * The packages that can matter: what the request and {@code keep} ask for, all versions of what is installed, what criteria find
 * welcome ({@link Reach}), and what these depend on. From any solution, what lies outside can be left out: dependencies inside lead
 * inside, conflicts only get fewer, and no criterion gets worse.
 *
 * <p>What {@code remove} forbids, and what an upgrade has no room for, is not in the cone.
 */
final class Cone {
    private final PackedDocument document;
    private final Matcher matcher;
    private final Reach reach;
    private final boolean[] forbidden;
    /** By package of the document: its number here plus one, or 0. */
    private final int[] number;
    private final IntList packages = new IntList();
    private final List<int[][]> depends = new ArrayList<>();
    private final List<List<int[][]>> followed = new ArrayList<>();
    private final Union union;
    private boolean hopeless;

    private Cone(PackedDocument document, Matcher matcher, Reach reach) {
        this.document = document;
        this.matcher = matcher;
        this.reach = reach;
        this.forbidden = new boolean[document.size()];
        this.number = new int[document.size()];
        this.union = new Union(document.size());
    }

    /** {@return the cone; with everything, the whole universe} */
    static Cone of(PackedDocument document, Matcher matcher, Reach reach) {
        Cone cone = new Cone(document, matcher, reach);
        cone.forbid();
        cone.start();
        for (int i = 0; i < cone.packages.size(); i++) {
            cone.follow(cone.packages.get(i));
        }
        return cone;
    }

    /** {@return what one of these sets leads to, and nothing else; nothing is forbidden} */
    static Cone reaching(PackedDocument document, Matcher matcher, Iterable<int[]> starts) {
        Cone cone = new Cone(document, matcher, Reach.NOTHING);
        starts.forEach(cone::reach);
        for (int i = 0; i < cone.packages.size(); i++) {
            cone.follow(cone.packages.get(i));
        }
        return cone;
    }

    // ---- what cannot be

    private void forbid() {
        document.request().remove().forEach(entry -> forbid(matcher.match(entry)));
        for (Vpkg entry : document.request().upgrade()) {
            int name = document.nameNumber(entry.name());
            if (name >= 0) {
                forbidDowngrades(name);
            }
        }
    }

    private void forbid(int[] those) {
        for (int pack : those) {
            forbidden[pack] = true;
        }
    }

    /** Upgrade (CUDF 2.0 section 2.3.3): no version below any installed one, and no provider of all versions. */
    private void forbidDowngrades(int name) {
        long highest = 0;
        for (int i = 0; i < document.versions(name); i++) {
            int pack = document.versionAt(name, i);
            highest = document.installed(pack) ? Math.max(highest, document.version(pack)) : highest;
        }
        for (int i = 0; i < document.offers(name); i++) {
            if (document.installed(document.provider(name, i))) {
                hopeless |= document.providedVersion(name, i) == 0;
                highest = Math.max(highest, document.providedVersion(name, i));
            }
        }
        for (int i = 0; i < document.versions(name); i++) {
            int pack = document.versionAt(name, i);
            forbidden[pack] |= document.version(pack) < highest;
        }
        for (int i = 0; i < document.offers(name); i++) {
            forbidden[document.provider(name, i)] |= document.providedVersion(name, i) == 0 || document.providedVersion(name, i) < highest;
        }
    }

    // ---- where it starts

    private void start() {
        document.request().install().forEach(entry -> reach(matcher.match(entry)));
        document.request().upgrade().forEach(entry -> reach(matcher.match(entry)));
        int[] installed = document.installed();
        for (int pack : installed) {
            reachVersions(document.name(pack));
            if (document.keep(pack) == Keep.FEATURE) {
                reachFeatures(pack);
            }
        }
        for (int pack = 0; pack < document.size() && (reach.everything() || !reach.properties().isEmpty()); pack++) {
            if (reach.everything() || isWelcome(pack)) {
                reach(pack);
            }
        }
    }

    private boolean isWelcome(int pack) {
        for (String property : reach.properties()) {
            if (Values.mayBeNegative(document, property) && Values.number(document, pack, property) < 0) {
                return true;
            }
        }
        return false;
    }

    private void reachVersions(int name) {
        for (int i = 0; i < document.versions(name); i++) {
            reach(document.versionAt(name, i));
        }
    }

    private void reachFeatures(int pack) {
        Terms features = document.provides(pack);
        while (features.next()) {
            reach(matcher.match(features));
        }
    }

    private void reach(int[] those) {
        for (int pack : those) {
            reach(pack);
        }
    }

    private void reach(int pack) {
        if (number[pack] == 0 && !forbidden[pack]) {
            packages.add(pack);
            number[pack] = packages.size();
            if (reach.newest()) {
                reach(document.newest(document.name(pack)));
            }
        }
    }

    // ---- how it goes on

    private void follow(int pack) {
        int[][] formula = clauses(pack, document.depends(pack));
        depends.add(formula);
        for (int[] targets : formula) {
            reach(targets);
        }
        if (!reach.followed().isEmpty()) {
            List<int[][]> all = new ArrayList<>();
            for (String property : reach.followed()) {
                int[][] wishes = clauses(pack, Values.terms(document, pack, property));
                for (int[] targets : wishes) {
                    reach(targets);
                }
                all.add(wishes);
            }
            followed.add(all);
        }
    }

    /** {@return by disjunction the packages that would do; a disjunction that the package itself satisfies is none} */
    private int[][] clauses(int pack, Terms terms) {
        List<int[]> all = new ArrayList<>();
        boolean open = false;
        boolean self = false;
        while (terms.next()) {
            if (terms.startsDisjunction()) {
                if (open && !self) {
                    all.add(union.toArray());
                }
                union.clear();
                open = true;
                self = false;
            }
            int[] matched = matcher.match(terms);
            self |= Matcher.contains(matched, pack);
            union.add(matched);
        }
        if (open && !self) {
            all.add(union.toArray());
        }
        return all.toArray(int[][]::new);
    }

    // ---- what it is

    /** {@return whether an upgrade can be seen to be impossible: an installed package provides the name in all versions} */
    boolean hopeless() {
        return hopeless;
    }

    /** {@return how many packages it has} */
    int size() {
        return packages.size();
    }

    /** {@return the package of the document that has this number, from 1 on} */
    int pack(int at) {
        return packages.get(at - 1);
    }

    /** {@return the number of a package, from 1 on; 0 where it is not in the cone} */
    int number(int pack) {
        return number[pack];
    }

    /** {@return the disjunctions of a package's dependencies, as packages of the document} */
    int[][] depends(int at) {
        return depends.get(at - 1);
    }

    /** {@return the same of a property that criteria follow} */
    int[][] followed(int at, String property) {
        int index = 0;
        for (String one : reach.followed()) {
            if (one.equals(property)) {
                return followed.get(at - 1).get(index);
            }
            index++;
        }
        return clauses(pack(at), Values.terms(document, pack(at), property));
    }

    /** {@return the same of a package that is gone: what it has itself is gone with it} */
    int[][] others(int pack, String property) {
        int[][] all = clauses(-1, Values.terms(document, pack, property));
        return Arrays.stream(all).map(targets -> Arrays.stream(targets).filter(other -> other != pack).toArray()).toArray(int[][]::new);
    }
}

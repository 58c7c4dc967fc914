package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Vpkg;
import org.abifit.solver.Budget;
import org.abifit.solver.IntList;
import org.abifit.solver.ReasonedProblem;

/**
 * Why a problem has no solution, as a minimal set of its own parts. In two steps, because a universe has more parts than anyone wants
 * to name: first which entries of the request and which keeps do not go together, then, among the packages that these lead to, which
 * dependencies and conflicts are to blame.
 */
public final class WhyNot {
    private final PackedDocument document;
    private final Matcher matcher;
    private final Budget budget;
    private final long conflicts;

    private WhyNot(PackedDocument document, Budget budget, long conflicts) {
        this.conflicts = conflicts;
        this.document = document;
        this.matcher = new Matcher(document);
        this.budget = budget;
    }

    /**
     * {@return the reasons; empty where the budget was too small for that, or there is a solution}
     *
     * @param conflicts how many each step of the search may run into
     */
    public static Optional<Explanation> explain(PackedDocument document, Budget budget, long conflicts) {
        return new WhyNot(document, budget, conflicts).explain();
    }

    private Optional<Explanation> explain() {
        List<Demand> demands = demands();
        return core(demands, false).flatMap(few -> core(demands.stream().filter(d -> few.core().contains(d.why())).toList(), true));
    }

    /** What must hold whatever packages say: one of {@code some} in each of several sets, none of {@code none}, at most one version of a name. */
    private record Demand(Why why, List<int[]> some, int[] none, Optional<Vpkg> upgrade) {}

    private List<Demand> demands() {
        List<Demand> demands = new ArrayList<>();
        CudfDocument.Request request = document.request();
        request.install().forEach(e -> demands.add(new Demand(new Why.Install(e), List.of(matcher.match(e)), new int[0], Optional.empty())));
        request.upgrade().forEach(e -> demands.add(new Demand(new Why.Upgrade(e), List.of(matcher.match(e)), new int[0], Optional.of(e))));
        request.remove().forEach(e -> demands.add(new Demand(new Why.Remove(e), List.of(), matcher.match(e), Optional.empty())));
        for (int pack : document.installed()) {
            keep(pack, demands);
        }
        return demands;
    }

    private void keep(int pack, List<Demand> demands) {
        PackageId id = document.id(pack);
        switch (document.keep(pack)) {
            case VERSION -> demands.add(some(new Why.KeepVersion(id), new int[] {pack}));
            case PACKAGE -> demands.add(some(new Why.KeepPackage(id), versions(document.name(pack))));
            case FEATURE -> document.slice(new int[] {pack}).packages().getFirst().provides()
                    .forEach(feature -> demands.add(some(new Why.KeepFeature(id, feature), matcher.match(feature))));
            case NONE -> { }
        }
    }

    private int[] versions(int name) {
        int[] all = new int[document.versions(name)];
        Arrays.setAll(all, i -> document.versionAt(name, i));
        return all;
    }

    private static Demand some(Why why, int[] targets) {
        return new Demand(why, List.of(targets), new int[0], Optional.empty());
    }

    /** @param inDetail whether parts of packages can be to blame, too */
    private Optional<Explanation> core(List<Demand> demands, boolean inDetail) {
        List<int[]> starts = demands.stream().flatMap(d -> d.some().stream()).toList();
        Cone cone = Cone.reaching(document, matcher, starts);
        ReasonedProblem<Why> problem = new ReasonedProblem<>(cone.size(), conflicts);
        demands.forEach(demand -> write(demand, cone, problem));
        Map<Integer, CudfDocument.Package> stanzas = inDetail ? stanzas(cone) : Map.of();
        for (int at = 1; at <= cone.size(); at++) {
            if (inDetail) {
                detailed(at, stanzas.get(at), cone, problem);
            } else {
                plain(at, cone, problem);
            }
        }
        return problem.core(budget).map(core -> new Explanation(core.reasons(), core.minimal()));
    }

    private Map<Integer, CudfDocument.Package> stanzas(Cone cone) {
        int[] packages = new int[cone.size()];
        for (int at = 1; at <= cone.size(); at++) {
            packages[at - 1] = cone.pack(at);
        }
        Map<Integer, CudfDocument.Package> stanzas = new LinkedHashMap<>();
        List<CudfDocument.Package> all = document.slice(packages).packages();
        for (int i = 0; i < all.size(); i++) {
            stanzas.put(i + 1, all.get(i));
        }
        return stanzas;
    }

    // ---- demands

    private void write(Demand demand, Cone cone, ReasonedProblem<Why> problem) {
        for (int[] targets : demand.some()) {
            problem.require(demand.why(), numbers(targets, cone));
        }
        for (int number : numbers(demand.none(), cone)) {
            problem.require(demand.why(), -number);
        }
        demand.upgrade().ifPresent(entry -> upgrade(demand.why(), entry, cone, problem));
    }

    /** Pairs of packages that have the name in different versions, and those that have it in one that is too low. */
    private void upgrade(Why why, Vpkg entry, Cone cone, ReasonedProblem<Why> problem) {
        int name = document.nameNumber(entry.name());
        if (name < 0) {
            return;
        }
        List<long[]> offers = new ArrayList<>();
        for (int i = 0; i < document.versions(name); i++) {
            offers.add(new long[] {document.versionAt(name, i), document.version(document.versionAt(name, i))});
        }
        for (int i = 0; i < document.offers(name); i++) {
            offers.add(new long[] {document.provider(name, i), document.providedVersion(name, i)});
        }
        List<long[]> before = offers.stream().filter(o -> document.installed((int) o[0])).toList();
        long highest = before.stream().mapToLong(o -> o[1]).max().orElse(0);
        if (before.stream().anyMatch(o -> o[1] == 0)) {
            problem.require(why);
        }
        List<long[]> there = offers.stream().filter(o -> cone.number((int) o[0]) > 0).toList();
        for (int i = 0; i < there.size(); i++) {
            int one = cone.number((int) there.get(i)[0]);
            if (there.get(i)[1] == 0 || there.get(i)[1] < highest) {
                problem.require(why, -one);
            }
            for (long[] other : there.subList(0, i)) {
                if (other[1] != there.get(i)[1]) {
                    int two = cone.number((int) other[0]);
                    problem.require(why, one == two ? new int[] {-one} : new int[] {-one, -two});
                }
            }
        }
    }

    private static int[] numbers(int[] packages, Cone cone) {
        return Arrays.stream(packages).map(cone::number).filter(n -> n > 0).toArray();
    }

    // ---- packages

    private void plain(int at, Cone cone, ReasonedProblem<Why> problem) {
        for (int[] targets : cone.depends(at)) {
            problem.define(with(-at, numbers(targets, cone)));
        }
        org.abifit.cudf.Terms terms = document.conflicts(cone.pack(at));
        while (terms.next()) {
            for (int other : numbers(matcher.match(terms), cone)) {
                if (other != at) {
                    problem.define(-at, -other);
                }
            }
        }
    }

    private void detailed(int at, CudfDocument.Package stanza, Cone cone, ReasonedProblem<Why> problem) {
        for (List<Vpkg> disjunction : stanza.depends().disjunctions()) {
            IntList targets = new IntList();
            disjunction.forEach(vpkg -> targets.addAll(matcher.match(vpkg)));
            if (!Matcher.contains(targets.toArray(), cone.pack(at))) {
                String text = disjunction.isEmpty() ? "false!" : String.join(" | ", disjunction.stream().map(Vpkg::toString).toList());
                problem.require(new Why.Depends(stanza.id(), text, targets.isEmpty()), with(-at, numbers(targets.toArray(), cone)));
            }
        }
        for (Vpkg entry : stanza.conflicts()) {
            for (int other : numbers(matcher.match(entry), cone)) {
                if (other != at) {
                    problem.require(new Why.Conflicts(stanza.id(), entry), -at, -other);
                }
            }
        }
    }

    private static int[] with(int literal, int[] others) {
        int[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = literal;
        return all;
    }
}

package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.PackageSet;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Vpkg;
import org.abifit.solver.IntList;
import org.abifit.solver.WeightedProblem;

/**
 * Criteria as sums over literals. A criterion that is to be made large is the sum of the negative weights; {@link Costs} turns
 * literals that pay into literals that cost.
 */
final class CriteriaEncoding {
    private final PackedDocument document;
    private final Matcher matcher;
    private final Cone cone;
    private final Encoding encoding;
    private final WeightedProblem problem;
    private final Map<Integer, IntList> installed;
    private final boolean[] isInstalledName;
    private Costs costs = new Costs();

    CriteriaEncoding(PackedDocument document, Matcher matcher, Cone cone, Encoding encoding) {
        this.document = document;
        this.matcher = matcher;
        this.cone = cone;
        this.encoding = encoding;
        this.problem = encoding.problem();
        this.installed = encoding.installed();
        this.isInstalledName = new boolean[document.names()];
        installed.keySet().forEach(name -> isInstalledName[name] = true);
    }

    /** Adds an objective for each criterion. */
    void write(Criteria criteria) {
        for (Criteria.Item item : criteria.items()) {
            costs = new Costs();
            write(item.measure(), item.maximise() ? -1 : 1);
            problem.minimise(costs.objective(encoding));
        }
    }

    private void write(Measure measure, long factor) {
        switch (measure) {
            case Criteria.Names(Criteria.Change change) -> names(change, factor);
            case Criteria.Count(PackageSet set) -> members(set, factor, pack -> 1);
            case Criteria.Sum(PackageSet set, String property) -> members(set, factor, pack -> Values.number(document, pack, property));
            case Criteria.OutOfDate(PackageSet set) -> members(set, factor, pack -> document.newest(document.name(pack)) == pack ? 0 : 1);
            case Criteria.Unsatisfied(PackageSet set, String property) -> unsatisfied(set, property, factor);
            case Criteria.Aligned(PackageSet set, String group, String value) -> aligned(set, group, value, factor);
            case Criteria.Weighted(List<Criteria.Weighted.Part> parts) -> parts.forEach(p -> write(p.measure(), Math.multiplyExact(factor, p.weight())));
        }
    }

    // ---- names

    private void names(Criteria.Change change, long factor) {
        switch (change) {
            case REMOVED -> installed.keySet().forEach(name -> removed(name, factor));
            case NEW -> otherNames().forEach(name -> present(name, factor));
            case CHANGED -> {
                installed.forEach((name, packs) -> changed(name, packs, factor));
                otherNames().forEach(name -> present(name, factor));
            }
            case NOT_UP_TO_DATE -> reachedNames().forEach(name -> outOfDate(name, factor));
        }
    }

    private List<Integer> reachedNames() {
        List<Integer> names = new ArrayList<>();
        boolean[] seen = new boolean[document.names()];
        for (int at = 1; at <= cone.size(); at++) {
            int name = document.name(cone.pack(at));
            if (!seen[name]) {
                seen[name] = true;
                names.add(name);
            }
        }
        return names;
    }

    private List<Integer> otherNames() {
        List<Integer> names = reachedNames();
        names.removeIf(name -> isInstalledName[name]);
        return names;
    }

    /** It costs when no version is there: "present" must not be claimed falsely; where it pays, not be denied. */
    private void removed(int name, long factor) {
        int there = encoding.present(name, factor < 0, factor > 0);
        if (there == 0) {
            costs.add(factor, 1);
        } else {
            costs.add(-there, factor, 1);
        }
    }

    private void present(int name, long factor) {
        costs.add(encoding.present(name, factor > 0, factor < 0), factor, 1);
    }

    /** Changed: an installed version is missing, or another is there. */
    private void changed(int name, IntList packs, long factor) {
        int[] those = encoding.versions(name);
        int kept = 0;
        int[] literals = new int[those.length];
        for (int i = 0; i < those.length; i++) {
            boolean was = document.installed(cone.pack(those[i]));
            literals[i] = was ? -those[i] : those[i];
            kept += was ? 1 : 0;
        }
        if (kept < packs.size()) {
            costs.add(factor, 1);
        } else if (literals.length == 1) {
            costs.add(literals[0], factor, 1);
        } else {
            costs.add(encoding.or(literals, factor > 0, factor < 0), factor, 1);
        }
    }

    /** Out of date: some version is there, and the newest of the universe is not. */
    private void outOfDate(int name, long factor) {
        int[] those = encoding.versions(name);
        int newest = cone.number(document.newest(name));
        int[] older = newest == 0 ? those : Arrays.copyOf(those, those.length - 1);
        if (older.length == 0) {
            return;
        }
        if (newest == 0) {
            costs.add(older.length == 1 ? older[0] : encoding.or(older, factor > 0, factor < 0), factor, 1);
            return;
        }
        int y = encoding.variable(model -> !model[newest] && Encoding.isAny(model, older));
        costs.add(y, factor, 1);
        if (factor > 0) {
            for (int old : older) {
                problem.clause(-old, newest, y);
            }
        } else {
            problem.clause(-y, -newest);
            int[] clause = Arrays.copyOf(older, older.length + 1);
            clause[older.length] = -y;
            problem.clause(clause);
        }
    }

    // ---- packages

    private interface Price {
        long of(int pack);
    }

    /** What says that a package is in a set: a literal; for what is certain either way {@link #ALWAYS} or 0. */
    private interface Member {
        void is(int literal, int pack);
    }

    private static final int ALWAYS = Integer.MAX_VALUE;

    private void members(PackageSet set, long factor, Price price) {
        each(set, factor, (literal, pack) -> {
            long each = price.of(pack);
            if (literal == ALWAYS) {
                costs.add(factor, each);
            } else if (each != 0) {
                costs.add(literal, factor, each);
            }
        });
    }

    private void each(PackageSet set, long factor, Member member) {
        switch (set) {
            case REMOVED -> installed.forEach((name, packs) -> {
                // Of prices nothing is known here: both directions are right in any case.
                int there = encoding.present(name, true, true);
                for (int i = 0; i < packs.size(); i++) {
                    member.is(there == 0 ? ALWAYS : -there, packs.get(i));
                }
            });
            case CHANGED -> {
                for (int pack : document.installed()) {
                    member.is(cone.number(pack) == 0 ? ALWAYS : -cone.number(pack), pack);
                }
                each(PackageSet.FRESH, factor, member);
            }
            case SOLUTION, NEW, UP, DOWN, FRESH, INSTALL_REQUEST, UPGRADE_REQUEST, REQUEST, NAMED_IN_REQUEST -> {
                Set<Integer> asked = asked(set);
                for (int at = 1; at <= cone.size(); at++) {
                    if (isIn(set, cone.pack(at), asked)) {
                        member.is(at, cone.pack(at));
                    }
                }
            }
        }
    }

    private boolean isIn(PackageSet set, int pack, Set<Integer> asked) {
        int name = document.name(pack);
        return switch (set) {
            case SOLUTION -> true;
            case NEW -> !isInstalledName[name];
            case FRESH -> !document.installed(pack);
            case UP -> isInstalledName[name] && document.version(pack) > extreme(name, true);
            case DOWN -> isInstalledName[name] && document.version(pack) < extreme(name, false);
            case INSTALL_REQUEST, UPGRADE_REQUEST, REQUEST -> asked.contains(pack);
            case NAMED_IN_REQUEST -> asked.contains(name);
            case REMOVED, CHANGED -> throw new IllegalArgumentException("not a set of what is there: " + set);
        };
    }

    private long extreme(int name, boolean highest) {
        IntList packs = installed.get(name);
        long extreme = document.version(packs.get(0));
        for (int i = 1; i < packs.size(); i++) {
            long version = document.version(packs.get(i));
            extreme = highest ? Math.max(extreme, version) : Math.min(extreme, version);
        }
        return extreme;
    }

    /** {@return packages that entries of the request name, or, for the set that goes by names, the names} */
    private Set<Integer> asked(PackageSet set) {
        Set<Integer> asked = new TreeSet<>();
        boolean install = set == PackageSet.INSTALL_REQUEST || set == PackageSet.REQUEST;
        boolean upgrade = set == PackageSet.UPGRADE_REQUEST || set == PackageSet.REQUEST;
        if (install) {
            document.request().install().forEach(entry -> packages(entry, asked));
        }
        if (upgrade) {
            document.request().upgrade().forEach(entry -> packages(entry, asked));
        }
        if (set == PackageSet.NAMED_IN_REQUEST) {
            document.request().install().forEach(entry -> asked.add(document.nameNumber(entry.name())));
            document.request().remove().forEach(entry -> asked.add(document.nameNumber(entry.name())));
            document.request().upgrade().forEach(entry -> asked.add(document.nameNumber(entry.name())));
        }
        return asked;
    }

    private void packages(Vpkg entry, Set<Integer> into) {
        int name = document.nameNumber(entry.name());
        for (int i = 0; name >= 0 && i < document.versions(name); i++) {
            int pack = document.versionAt(name, i);
            if (entry.admits(document.version(pack))) {
                into.add(pack);
            }
        }
    }

    // ---- formulas

    private void unsatisfied(PackageSet set, String property, long factor) {
        each(set, factor, (literal, pack) -> {
            boolean there = literal > 0 && literal != ALWAYS;
            int[][] wishes = there ? cone.followed(literal, property) : cone.others(pack, property);
            for (int[] targets : wishes) {
                unsatisfied(literal, targets, factor);
            }
        });
    }

    /** The package is in the set and none of the targets is there. In SAT terms, where that costs: (-package or target1 ... or cost). */
    private void unsatisfied(int literal, int[] targets, long factor) {
        IntList met = new IntList();
        for (int pack : targets) {
            if (cone.number(pack) > 0) {
                met.add(cone.number(pack));
            }
        }
        if (met.isEmpty()) {
            if (literal == ALWAYS) {
                costs.add(factor, 1);
            } else {
                costs.add(literal, factor, 1);
            }
            return;
        }
        int[] those = met.toArray();
        int y = encoding.variable(model -> (literal == ALWAYS || Encoding.isTrue(model, literal)) && !Encoding.isAny(model, those));
        costs.add(y, factor, 1);
        if (factor > 0) {
            if (literal != ALWAYS) {
                met.add(-literal);
            }
            met.add(y);
            problem.clause(met);
        } else {
            if (literal != ALWAYS) {
                problem.clause(-y, literal);
            }
            for (int i = 0; i < met.size(); i++) {
                problem.clause(-y, -met.get(i));
            }
        }
    }

    // ---- alignment

    private void aligned(PackageSet set, String group, String value, long factor) {
        Map<Object, IntList> pairs = new LinkedHashMap<>();
        Map<Object, IntList> groups = new LinkedHashMap<>();
        each(set, factor, (literal, pack) -> {
            Optional<CudfValue> first = Values.value(document, pack, group);
            groups.computeIfAbsent(first, g -> new IntList()).add(literal);
            pairs.computeIfAbsent(List.of(first, Values.value(document, pack, value)), p -> new IntList()).add(literal);
        });
        pairs.values().forEach(members -> some(members, factor));
        groups.values().forEach(members -> some(members, -factor));
    }

    private void some(IntList members, long factor) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i) == ALWAYS) {
                costs.add(factor, 1);
                return;
            }
        }
        costs.add(members.size() == 1 ? members.get(0) : encoding.or(members.toArray(), factor > 0, factor < 0), factor, 1);
    }
}

package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Terms;
import org.abifit.cudf.Vpkg;
import org.abifit.solver.IntList;
import org.abifit.solver.WeightedProblem;

/**
 * A cone as clauses. The variable of a package is its number in the cone: true when the package is installed afterwards. An example,
 * with {@code editor} asked for, which depends on {@code toolkit >= 3 | terminal}, and of which only one version may be there:
 *
 * <pre>
 *   editor=1 or editor=2                              install: editor
 *   not editor=2, or toolkit=3, or terminal=1         depends
 *   not editor=1, or not editor=2                     conflicts: editor, in both
 * </pre>
 *
 * <p>Criteria need more variables: that some version of a name is there, that a name has changed, that a recommendation is not met.
 * Each is defined in the direction that the criteria need only: what costs must not be claimed absent, what pays must not be claimed
 * present. Criteria themselves stand in {@link CriteriaEncoding}.
 */
final class Encoding {
    private final PackedDocument document;
    private final Matcher matcher;
    private final Cone cone;
    private final WeightedProblem problem = new WeightedProblem();
    /** By name: who has it, by ascending version. */
    private final Map<Integer, int[]> reached = new HashMap<>();
    private final Map<Integer, Integer> present = new HashMap<>();
    private final Map<Integer, Integer> directions = new HashMap<>();
    private final List<Meaning> meanings = new ArrayList<>();

    /** When a variable ought to be true. */
    private record Meaning(int variable, Predicate<boolean[]> holds) {}

    Encoding(PackedDocument document, Matcher matcher, Cone cone, boolean cliques) {
        this.document = document;
        this.matcher = matcher;
        this.cone = cone;
        problem.variables(cone.size());
        if (cone.hopeless()) {
            problem.clause();
        }
        for (int at = 1; at <= cone.size(); at++) {
            depends(at);
        }
        new Conflicts(document, matcher, cone, problem, cliques).write();
        document.request().install().forEach(this::wanted);
        document.request().upgrade().forEach(this::upgrade);
        for (int pack : document.installed()) {
            keep(pack);
        }
    }

    WeightedProblem problem() {
        return problem;
    }

    /** In SAT terms: (-package or target1 or target2 ...), for each disjunction. */
    private void depends(int at) {
        for (int[] targets : cone.depends(at)) {
            IntList clause = new IntList(targets.length + 1);
            clause.add(-at);
            addAll(clause, targets);
            problem.clause(clause);
        }
    }

    private void addAll(IntList clause, int[] targets) {
        for (int pack : targets) {
            if (cone.number(pack) > 0) {
                clause.add(cone.number(pack));
            }
        }
    }

    /** In SAT terms: (match1 or match2 ...). */
    private void wanted(Vpkg entry) {
        some(matcher.match(entry));
    }

    private void some(int[] targets) {
        IntList clause = new IntList();
        addAll(clause, targets);
        problem.clause(clause);
    }

    /** One version in the end, whoever provides it; what is too low or provides all is not in the cone. */
    private void upgrade(Vpkg entry) {
        wanted(entry);
        int name = document.nameNumber(entry.name());
        if (name < 0) {
            return;
        }
        Map<Long, IntList> byVersion = new TreeMap<>();
        Map<Integer, Long> versionOf = new HashMap<>();
        for (int i = 0; i < document.versions(name); i++) {
            int pack = document.versionAt(name, i);
            offer(pack, document.version(pack), byVersion, versionOf);
        }
        for (int i = 0; i < document.offers(name); i++) {
            offer(document.provider(name, i), document.providedVersion(name, i), byVersion, versionOf);
        }
        if (byVersion.size() > 1) {
            problem.atMostOne(byVersion.values().stream().mapToInt(this::selector).toArray());
        }
    }

    /** A package that has the name in two versions cannot be there. */
    private void offer(int pack, long version, Map<Long, IntList> byVersion, Map<Integer, Long> versionOf) {
        int at = cone.number(pack);
        if (at == 0) {
            return;
        }
        Long before = versionOf.putIfAbsent(pack, version);
        if (before == null) {
            byVersion.computeIfAbsent(version, v -> new IntList()).add(at);
        } else if (before != version) {
            problem.clause(-at);
        }
    }

    private int selector(IntList those) {
        return those.size() == 1 ? those.get(0) : or(those.toArray(), true, false);
    }

    private void keep(int pack) {
        Keep keep = document.keep(pack);
        switch (keep) {
            case VERSION -> some(new int[] {pack});
            case PACKAGE -> problem.clause(versions(document.name(pack)).clone());
            case FEATURE -> features(pack);
            case NONE -> { }
        }
    }

    private void features(int pack) {
        Terms terms = document.provides(pack);
        while (terms.next()) {
            some(matcher.match(terms));
        }
    }

    // ---- what criteria speak of

    /** {@return the versions of a name that are in the cone, ascending} */
    int[] versions(int name) {
        return reached.computeIfAbsent(name, this::inCone);
    }

    private int[] inCone(int name) {
        int[] those = new int[document.versions(name)];
        int size = 0;
        for (int i = 0; i < those.length; i++) {
            int at = cone.number(document.versionAt(name, i));
            if (at > 0) {
                those[size++] = at;
            }
        }
        return Arrays.copyOf(those, size);
    }

    /**
     * {@return a literal that stands for "one of these"}
     *
     * @param upwards whether it must be true when one of them is
     * @param downwards whether one of them must be true when it is
     */
    int or(int[] literals, boolean upwards, boolean downwards) {
        int y = variable(model -> isAny(model, literals));
        define(y, literals, upwards, downwards);
        return y;
    }

    /** {@return a new variable, which stands for this} */
    int variable(Predicate<boolean[]> meaning) {
        int y = problem.variable();
        meanings.add(new Meaning(y, meaning));
        return y;
    }

    /** Gives the variables that stand for something the values that they ought to have: until it is over, the search leaves some true. */
    void complete(boolean[] model) {
        meanings.forEach(one -> model[one.variable()] = one.holds().test(model));
    }

    static boolean isTrue(boolean[] model, int literal) {
        return literal > 0 == model[Math.abs(literal)];
    }

    static boolean isAny(boolean[] model, int... literals) {
        for (int literal : literals) {
            if (isTrue(model, literal)) {
                return true;
            }
        }
        return false;
    }

    private void define(int y, int[] literals, boolean upwards, boolean downwards) {
        if (upwards) {
            for (int literal : literals) {
                problem.clause(-literal, y);
            }
        }
        if (downwards) {
            int[] clause = Arrays.copyOf(literals, literals.length + 1);
            clause[literals.length] = -y;
            problem.clause(clause);
        }
    }

    /**
     * {@return the literal that says that some version of a name is there; 0 where none can be}
     *
     * @param upwards as in {@link #or}
     */
    int present(int name, boolean upwards, boolean downwards) {
        int[] those = versions(name);
        if (those.length < 2) {
            return those.length == 0 ? 0 : those[0];
        }
        Integer known = present.get(name);
        int y = known == null ? variable(model -> isAny(model, those)) : known;
        present.put(name, y);
        int done = directions.getOrDefault(y, 0);
        define(y, those, upwards && (done & 1) == 0, downwards && (done & 2) == 0);
        directions.put(y, done | (upwards ? 1 : 0) | (downwards ? 2 : 0));
        return y;
    }

    /** {@return installed packages by name, names in the order of the document} */
    Map<Integer, IntList> installed() {
        Map<Integer, IntList> byName = new LinkedHashMap<>();
        for (int pack : document.installed()) {
            byName.computeIfAbsent(document.name(pack), n -> new IntList(2)).add(pack);
        }
        return byName;
    }
}

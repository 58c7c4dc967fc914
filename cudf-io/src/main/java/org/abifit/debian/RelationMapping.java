package org.abifit.debian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.Vpkg;
import org.abifit.cudf.Vpkg.Constraint;
import org.abifit.cudf.Vpkg.RelOp;

/**
 * Relations to {@code vpkg}s. Debian lets a package stand for a name that it provides, but for a version of it only where it
 * provides that version; CUDF's features know no such difference. So what is provided gets names of its own:
 * {@code --virtual-NAME} at a version that nobody asks for, and {@code --virtual--versioned-NAME} at the version that is
 * provided, if any; who needs NAME is offered the package or the feature that fits.
 */
final class RelationMapping {
    /** The version of what has none: above all versions, and the same on machines of 31-bit integers. */
    static final long NO_VERSION = 1073741822;
    private static final String VIRTUAL = "--virtual-";
    private static final String VERSIONED = "--virtual--versioned-";

    private final DebianUniverse universe;
    private final VersionNumbers numbers;
    private final CudfNames names;
    private final Map<String, Map<List<Relation>, List<Vpkg>>> known = new HashMap<>();

    RelationMapping(DebianUniverse universe, VersionNumbers numbers, CudfNames names) {
        this.universe = universe;
        this.numbers = numbers;
        this.names = names;
    }

    /** {@return what meets a relation: the package, and the feature if anybody provides it} */
    List<Vpkg> matching(Relation relation, String architecture) {
        String name = names.of(relation, architecture);
        Optional<Constraint> constraint = relation.constraint().map(c -> new Constraint(c.relop(), numbers.of(c.version())));
        Vpkg real = new Vpkg(name, constraint);
        return universe.isVirtual(relation.name())
                ? List.of(real, new Vpkg((constraint.isEmpty() ? VIRTUAL : VERSIONED) + name, constraint)) : List.of(real);
    }

    List<Vpkg> list(List<Relation> relations, String architecture) {
        List<Vpkg> list = new ArrayList<>(relations.size());
        relations.forEach(r -> list.addAll(matching(r, architecture)));
        return list;
    }

    // Parts of formulas are shared where their texts are the same, and so is what they come to.
    VpkgFormula formula(List<List<Relation>> formula, String architecture) {
        if (formula.isEmpty()) {
            return VpkgFormula.TRUE;
        }
        Map<List<Relation>, List<Vpkg>> mapped = known.computeIfAbsent(architecture, a -> new IdentityHashMap<>());
        List<List<Vpkg>> parts = new ArrayList<>(formula.size());
        for (List<Relation> part : formula) {
            parts.add(mapped.computeIfAbsent(part, p -> List.copyOf(list(p, architecture))));
        }
        return new VpkgFormula(parts);
    }

    /** {@return the features that a package of an architecture offers for what it provides} */
    List<Vpkg> provided(List<Relation> provides, String architecture) {
        List<Vpkg> features = new ArrayList<>();
        for (Relation provided : provides) {
            String name = names.of(provided, architecture);
            provided.constraint().ifPresent(c -> features.add(Vpkg.of(VERSIONED + name, RelOp.EQ, numbers.of(c.version()))));
            features.add(Vpkg.of(VIRTUAL + name, RelOp.EQ, NO_VERSION));
        }
        return features;
    }

    /** {@return what a request for a relation means: the package, or the feature where there is no such package} */
    Vpkg requested(Relation relation, String architecture) {
        List<Vpkg> matching = matching(relation, architecture);
        return universe.isReal(relation.name()) ? matching.getFirst() : matching.getLast();
    }
}

package org.abifit.debian;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.abifit.cudf.Vpkg;
import org.abifit.cudf.Vpkg.RelOp;
import org.abifit.debian.DebianPackage.MultiArch;

/**
 * What packages of several architectures offer and rule out (Ubuntu's MultiarchSpec, which Debian follows). A package is
 * called {@code NAME%3aARCH} and offers the bare NAME, which is what {@code :any} asks for.
 */
final class MultiArchMapping {
    private final DebianUniverse universe;
    private final CudfNames names;
    private final RelationMapping relations;
    private final List<String> architectures;

    /** Architectures come with the native one first. */
    MultiArchMapping(DebianUniverse universe, CudfNames names, RelationMapping relations, List<String> architectures) {
        this.universe = universe;
        this.names = names;
        this.relations = relations;
        this.architectures = architectures;
    }

    /** {@return whose relations a package has: a source is built on the native architecture} */
    String architecture(DebianPackage one) {
        return one.isSource() ? architectures.getFirst() : one.architecture();
    }

    List<Vpkg> provides(DebianPackage one, long number) {
        List<Vpkg> all = new ArrayList<>();
        all.add(Vpkg.of(own(one)));
        all.addAll(switch (one.multiArch()) {
            case NO, SAME -> relations.provided(one.provides(), architecture(one));
            case FOREIGN -> foreign(one, number);
            case ALLOWED -> allowed(one);
        });
        return all;
    }

    /** {@return the package's name without an architecture} */
    private String own(DebianPackage one) {
        return names.bare(one.isSource() ? DebianMapping.SOURCE + one.name() : one.name());
    }

    // It serves packages of every architecture as if it were of theirs. One of "all" is of none of them by name.
    private List<Vpkg> foreign(DebianPackage one, long number) {
        List<Vpkg> all = new ArrayList<>();
        for (String architecture : architectures) {
            if (!architecture.equals(one.architecture())) {
                all.add(Vpkg.of(names.of(one.name(), architecture), RelOp.EQ, number));
            }
            all.addAll(relations.provided(one.provides(), architecture));
        }
        return all;
    }

    private List<Vpkg> allowed(DebianPackage one) {
        List<Vpkg> all = new ArrayList<>();
        all.add(Vpkg.of(CudfNames.encode(one.name() + ":any")));
        for (Relation provided : one.provides()) {
            Relation ofAny = new Relation(provided.name(), "any", provided.constraint(), provided.restriction());
            all.addAll(relations.provided(List.of(ofAny), one.architecture()));
            all.addAll(relations.provided(List.of(new Relation(provided.name(), "", provided.constraint(), provided.restriction())), one.architecture()));
        }
        return all;
    }

    /** {@return what cannot be installed beside a package: what it says, of all architectures, and others of its name} */
    List<Vpkg> conflicts(DebianPackage one, long number) {
        Set<Vpkg> all = new LinkedHashSet<>();
        for (String architecture : architectures) {
            one.conflicts().forEach(c -> all.addAll(one.multiArch() == MultiArch.SAME ? ofSame(one, c, architecture) : relations.matching(c, architecture)));
        }
        all.add(Vpkg.of(one.isSource() ? names.of(DebianMapping.SOURCE + one.name(), architecture(one)) : names.of(one.name(), one.architecture())));
        if (one.multiArch() == MultiArch.SAME) {
            siblings(one).forEach(a -> all.add(Vpkg.of(names.of(one.name(), a), RelOp.NEQ, number)));
        } else {
            all.add(Vpkg.of(own(one)));
        }
        return List.copyOf(all);
    }

    private Stream<String> siblings(DebianPackage one) {
        return architectures.stream().filter(a -> !a.equals(one.architecture()));
    }

    // No package conflicts with itself, nor with itself in another architecture: what it provides and rules out at once
    // means the others that provide it, one by one.
    private List<Vpkg> ofSame(DebianPackage one, Relation conflict, String architecture) {
        if (isOwn(one, conflict)) {
            return others(one, conflict, architecture);
        }
        boolean nobody = conflict.constraint().isPresent() && !universe.isReal(conflict.name());
        return nobody ? List.of() : relations.matching(conflict, architecture);
    }

    private static boolean isOwn(DebianPackage one, Relation conflict) {
        return conflict.name().equals(one.name())
                || conflict.constraint().isEmpty() && one.provides().stream().anyMatch(p -> p.name().equals(conflict.name()));
    }

    private List<Vpkg> others(DebianPackage one, Relation conflict, String architecture) {
        if (!universe.isVirtual(conflict.name())) {
            return List.of();
        }
        Stream<String> real = universe.isReal(conflict.name()) ? Stream.of(conflict.name()) : Stream.empty();
        return Stream.concat(real, universe.providers(conflict.name()).stream()).filter(name -> !name.equals(one.name())).distinct()
                .map(name -> Vpkg.of(names.of(new Relation(name, conflict.qualifier(), conflict.constraint(), conflict.restriction()), architecture))).toList();
    }
}

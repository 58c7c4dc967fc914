package org.abifit.resolver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.plugin.JsonReader;
import org.abifit.plugin.PluginFamily;
import org.abifit.runs.RunRules;

/**
 * What is known besides the files: which libraries belong together, and where plug-ins are looked for.
 *
 * @param knowledge families of libraries, and rules
 * @param plugins families of plug-ins
 * @param json reads text files that name plug-ins
 * @param rules what must be of one build for a program to run; empty: whatever loads is a plan
 */
public record Known(Knowledge knowledge, List<PluginFamily> plugins, JsonReader json, Optional<RunRules> rules) {
    /** Nothing: every library is on its own, the C library aside. */
    public static final Known NOTHING = new Known(new Knowledge(List.of(), List.of(), List.of()), List.of(), text -> Optional.empty(), Optional.empty());
    /** The C library, whose rules are the resolver's own. */
    static final String LIBC = "libc";
    /** Any MPI: not one family, but one of several. */
    static final String ANY_MPI = "mpi";

    /** {@return the families that must not be split, the C library aside} */
    List<Family> together() {
        return knowledge.families().stream().filter(f -> !f.name().equals(LIBC) && !f.name().equals(ANY_MPI)).toList();
    }

    /** {@return the families that a name stands for: itself, or for any MPI each implementation of it} */
    List<Family> meaning(Family family) {
        return family.name().equals(ANY_MPI) && !family.parts().isEmpty() ? family.parts() : List.of(family);
    }

    /** {@return the families that are bound in this way} */
    List<Family> of(Strategy strategy) {
        return knowledge.families().stream().filter(f -> !f.name().equals(ANY_MPI) && f.strategy().equals(strategy.word())).toList();
    }

    /** {@return the plug-ins that go with a family and its parts} */
    List<PluginFamily> plugins(Family family) {
        List<String> names = whole(family).flatMap(f -> f.plugins().stream()).toList();
        return plugins.stream().filter(p -> names.contains(p.name())).toList();
    }

    /** {@return the paths of data that go with a family and its parts} */
    List<String> data(Family family) {
        return whole(family).flatMap(f -> f.data().stream()).map(Object::toString).distinct().toList();
    }

    private static Stream<Family> whole(Family family) {
        return Stream.concat(Stream.of(family), family.parts().stream().flatMap(Known::whole));
    }
}

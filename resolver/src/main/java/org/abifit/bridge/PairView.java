package org.abifit.bridge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.abifit.resolver.Choices;
import org.abifit.resolver.Choices.Loaded;
import org.abifit.resolver.Choices.Rule;
import org.abifit.resolver.Choices.Slot;
import org.abifit.resolver.Provider;

/** One image on one host: what its variables stand for, and what its clauses say of them. */
final class PairView {
    private final int image;
    private final Choices choices;
    private final Map<Integer, Variable> variables = new HashMap<>();
    private final Map<String, Slot> slots = new HashMap<>();
    private final Set<Set<Integer>> clauses = new HashSet<>();
    private Set<String> always;

    /** What a variable stands for. */
    sealed interface Variable {
        /** A library is loaded. */
        record Load(Slot slot, Provider provider) implements Variable {}

        /** A host's library is bound. */
        record Bound(Slot slot) implements Variable {}

        /** A family comes from the host. */
        record Whole(String family) implements Variable {}
    }

    /** @param image the number of the image in the request, from 1 on */
    PairView(int image, Choices choices) {
        this.image = image;
        this.choices = choices;
        for (Slot slot : choices.slots()) {
            slots.put(slot.soname(), slot);
            variables.put(slot.bound(), new Variable.Bound(slot));
            slot.providers().forEach(p -> variables.put(p.variable(), new Variable.Load(slot, p.provider())));
        }
        choices.families().forEach((name, v) -> variables.put(v, new Variable.Whole(name)));
        choices.rules().forEach(r -> clauses.add(new HashSet<>(r.literals())));
    }

    int image() {
        return image;
    }

    Choices choices() {
        return choices;
    }

    Optional<Slot> slot(String soname) {
        return Optional.ofNullable(slots.get(soname));
    }

    /** {@return what a literal's variable stands for; none of costs are asked for} */
    Variable variable(int literal) {
        return variables.get(Math.abs(literal));
    }

    Optional<Variable.Load> load(int literal) {
        return variable(literal) instanceof Variable.Load l ? Optional.of(l) : Optional.empty();
    }

    /** {@return whether there is this very clause} */
    boolean says(Set<Integer> literals) {
        return clauses.contains(literals);
    }

    /** {@return what the clause's negative literals stand for: who must be there for it to count} */
    static List<Integer> guards(Rule rule) {
        return rule.literals().stream().filter(l -> l < 0).toList();
    }

    /** {@return the positive literals} */
    static List<Integer> ways(Rule rule) {
        return rule.literals().stream().filter(l -> l > 0).toList();
    }

    /** {@return whether the applications themselves need a library} */
    boolean appNeeds(String soname) {
        return choices.apps().values().stream().anyMatch(a -> a.needed().contains(soname));
    }

    /** {@return the libraries that are loaded whatever is chosen: what the applications need, and what all providers of such a library need} */
    Set<String> always() {
        if (always == null) {
            always = new LinkedHashSet<>();
            List<String> sonames = choices.slots().stream().map(Slot::soname).toList();
            boolean grown = true;
            while (grown) {
                grown = always.addAll(sonames.stream().filter(this::isNeededAlways).toList());
            }
        }
        return always;
    }

    private boolean isNeededAlways(String soname) {
        return appNeeds(soname) || always.stream().map(slots::get).anyMatch(s -> s.providers().stream().allMatch(p -> needs(p, soname)));
    }

    static boolean needs(Loaded asker, String soname) {
        return asker.provider().elf().needed().contains(soname);
    }
}

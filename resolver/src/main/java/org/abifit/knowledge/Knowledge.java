package org.abifit.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.elf.ElfFile;

/**
 * All that is known. Immutable.
 *
 * @param families sorted by name
 * @param mpi the MPI implementations, sorted by name
 * @param rules sorted by id
 */
public record Knowledge(List<Family> families, List<MpiTable> mpi, List<Rule> rules) {

    /** {@return the family of this name} */
    public Optional<Family> family(String name) {
        return families.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    /** {@return the rule of this id} */
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    /** {@return the families that hold a library, sorted by name} */
    public List<Family> familiesOf(String soname, ElfFile file) {
        return families.stream().filter(f -> f.holds(soname, file)).toList();
    }

    /** Puts entries together; a later one of the same name replaces an earlier one or adds to it. */
    public static final class Builder {
        private final Map<String, Family> families = new TreeMap<>();
        private final Map<String, List<String>> parts = new TreeMap<>();
        private final Map<String, MpiTable> mpi = new TreeMap<>();
        private final Map<String, Rule> rules = new TreeMap<>();

        /** {@return whether there is a family of this name so far} */
        public boolean hasFamily(String name) {
            return families.containsKey(name);
        }

        /** {@return whether there is an MPI implementation of this name so far} */
        public boolean hasMpi(String name) {
            return mpi.containsKey(name);
        }

        /** {@return whether there is a rule of this id so far} */
        public boolean hasRule(String id) {
            return rules.containsKey(id);
        }

        /** {@return the kind of a rule that is there} */
        public RuleKind kindOf(String id) {
            return rules.get(id).kind();
        }

        /**
         * Adds a family.
         *
         * @param partNames the families all of whose libraries belong to it
         * @param extend whether it adds to the family of this name, which must be there, instead of replacing it
         */
        public void add(Family family, List<String> partNames, boolean extend) {
            families.merge(family.name(), family, (old, more) -> extend ? old.extendedBy(more) : more);
            parts.merge(family.name(), partNames, (old, more) -> extend ? Family.joined(old, more) : more);
        }

        /**
         * Adds an MPI implementation.
         *
         * @param extend whether it adds rows, before the others, to the one of this name instead of replacing it
         */
        public void add(MpiTable table, boolean extend) {
            mpi.merge(table.name(), table, (old, more) -> extend ? old.extendedBy(more) : more);
        }

        /**
         * Adds a rule.
         *
         * @param extend whether its parameters are put into the rule of this id instead of replacing it
         */
        public void add(Rule rule, boolean extend) {
            rules.merge(rule.id(), rule, (old, more) -> extend ? extended(old, more) : more);
        }

        private static Rule extended(Rule old, Rule more) {
            Map<String, List<String>> parameters = new TreeMap<>(old.parameters());
            more.parameters().forEach((name, texts) -> parameters.merge(name, texts, (were, are) -> Family.joined(are, were)));
            return new Rule(old.id(), old.about(), old.kind(), old.level(), Family.joined(old.sources(), more.sources()), old.date(), Map.copyOf(parameters));
        }

        /**
         * {@return all of it}
         *
         * @throws IllegalArgumentException when a family has parts that are not there or lead back to it, or a rule is about a family that is not there
         */
        public Knowledge build() {
            List<Family> whole = new ArrayList<>();
            rules.values().stream().filter(r -> r.kind() != RuleKind.RUNS && !r.text("family").isEmpty() && !families.containsKey(r.text("family"))).findFirst().ifPresent(r -> {
                throw new IllegalArgumentException("rule %s: family: no family is called '%s'".formatted(r.id(), r.text("family")));
            });
            families.keySet().forEach(name -> whole.add(whole(name, new ArrayList<>())));
            return new Knowledge(List.copyOf(whole), List.copyOf(mpi.values()), List.copyOf(rules.values()));
        }

        private Family whole(String name, List<String> above) {
            if (!families.containsKey(name)) {
                throw new IllegalArgumentException("family %s: parts: no family is called '%s'".formatted(above.getLast(), name));
            }
            if (above.contains(name)) {
                throw new IllegalArgumentException("family %s: parts: lead back to it".formatted(name));
            }
            List<String> deeper = new ArrayList<>(above);
            deeper.add(name);
            return families.get(name).withParts(parts.get(name).stream().map(part -> whole(part, deeper)).toList());
        }
    }
}

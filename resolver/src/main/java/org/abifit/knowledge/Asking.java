package org.abifit.knowledge;

import java.util.List;
import java.util.Optional;
import org.abifit.knowledge.Answer.Ground;
import org.abifit.knowledge.Answer.Word;

/** Puts a question to a rule: may this library of the host take the place of that one of the container? */
public final class Asking {
    private final Knowledge knowledge;

    /** @param knowledge where families and MPI are told */
    public Asking(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** {@return whether two libraries can be put to a rule} */
    public static boolean canBeAsked(Rule rule) {
        return rule.kind() != RuleKind.RUNS;
    }

    /**
     * {@return what a rule says}
     *
     * @throws IllegalArgumentException when a rule is none of two libraries
     */
    public Answer ask(Rule rule, Library host, Library container) {
        return switch (rule.kind()) {
            case SARUS -> SarusRule.answer(rule, host, container);
            case MPI_RELEASE -> new MpiRules(knowledge.mpi(), rule).promise(host, container);
            case SAME_RELEASE -> new MpiRules(knowledge.mpi(), rule).sameRelease(host, container);
            case PMIX -> inFamily(rule, host, container).orElseGet(() -> PmixRule.answer(rule, host, container));
            case NODES -> inFamily(rule, host, container).orElseGet(() -> ContentRules.nodes(rule, host, container));
            case PRIVATE_NODES -> inFamily(rule, host, container).orElseGet(() -> ContentRules.privateNodes(rule, host, container));
            case HAS_NODES -> inFamily(rule, host, container).orElseGet(() -> ContentRules.hasNodes(rule, container));
            case SYMBOLS -> inFamily(rule, host, container).or(() -> new MpiRules(knowledge.mpi(), rule).otherAbi(host, container))
                    .orElseGet(() -> ContentRules.symbols(rule, host, container));
            case DRIVER -> DriverRule.answer(rule, host, container);
            case REQUIREMENT -> RequirementRule.answer(rule, host, container);
            case KERNEL -> MachineRules.kernel(rule, host, container);
            case CPU_LEVEL -> MachineRules.cpuLevel(rule, host, container);
            case RUNS -> throw new IllegalArgumentException("rule %s is not about two libraries".formatted(rule.id()));
        };
    }

    /**
     * {@return what our own rules say of a pair that a foreign rule is asked about}: the first of those that it names in
     * {@code compare-with} and that both libraries are made for; none where there is none
     */
    public Optional<Answer> ours(Rule foreign, Library host, Library container) {
        List<Answer> answers = foreign.texts("compare-with").stream().flatMap(id -> knowledge.rule(id).stream()).map(rule -> ask(rule, host, container)).toList();
        return answers.stream().filter(a -> a.ground() != Ground.NOT_OF_KIND).findFirst();
    }

    private Optional<Answer> inFamily(Rule rule, Library host, Library container) {
        return Optional.of(rule.text("family")).filter(name -> !name.isEmpty()).flatMap(knowledge::family).flatMap(family -> {
            List<Library> strangers = List.of(host, container).stream().filter(l -> !l.isOf(family)).toList();
            return strangers.stream().findFirst().map(l -> new Answer(Word.REFUSE, rule.id(), Ground.NOT_OF_KIND, List.of(l.path(), family.name())));
        });
    }
}

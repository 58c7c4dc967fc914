package org.abifit.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.elf.ElfFile;

/**
 * One image on one host as clauses over who provides what, all that the loader model taught included: what the answer was taken from.
 * A literal is a variable's number, or its negation as a negative number. It is there for other tools; the search has it as
 * {@link Encoding}.
 *
 * @param mode where host files go
 * @param apps the applications by path
 * @param slots the libraries that may be loaded, by soname
 * @param families families that are not split: the variable says that their libraries come from the host
 * @param libc the soname that stands for the C library, where it is among the slots
 * @param rules what every choice must keep, in the order in which it was found out
 * @param costs what a choice costs, by criterion, in the order of the request
 * @param files what tells choices of equal cost apart: the fewer, the better; empty: nothing does
 */
public record Choices(BindPlan.Mode mode, Map<String, ElfFile> apps, List<Slot> slots, SortedMap<String, Integer> families, Optional<String> libc,
        List<Rule> rules, Map<Criterion, List<Term>> costs, List<Term> files) {

    /**
     * A soname. At most one provider is loaded; the host's only if it is bound, the image's only if it is not.
     *
     * @param soname the name
     * @param bound the variable that the host's file is bound
     * @param image the image's library
     * @param host the host's
     * @param idles whether the host's is bound whenever the C library is, loaded or not
     */
    public record Slot(String soname, int bound, Optional<Loaded> image, Optional<Loaded> host, boolean idles) {
        /** {@return the libraries of both sides} */
        public List<Loaded> providers() {
            List<Loaded> both = new ArrayList<>();
            image.ifPresent(both::add);
            host.ifPresent(both::add);
            return both;
        }
    }

    /**
     * A library, and the variable that it is loaded.
     *
     * @param provider the library
     * @param variable the variable
     */
    public record Loaded(Provider provider, int variable) {}

    /** What rules are about. */
    public enum Kind {
        /** A library is loaded from the side that is bound. */
        SIDE,
        /** Who is loaded has what it needs: an asker, and the providers of one slot. */
        NEED,
        /** An asker asks for versions that a provider lacks. */
        VERSION,
        /** What is loaded is needed by somebody who is. */
        SUPPORT,
        /** The C library moves as one. */
        LOCKSTEP,
        /** Another family is not split. */
        FAMILY,
        /** Something must come from the host. */
        WANTED,
        /** A file that may not be bound. */
        EXCLUDED,
        /** The loader model, or a rule of what runs, refused something. */
        LEARNT,
        /** What variables of costs mean. */
        COUNTED
    }

    /**
     * A clause: one of the literals is true.
     *
     * @param kind what it is about
     * @param reason why it is there; none for what follows from the form of the question
     * @param literals none: there is no choice at all
     */
    public record Rule(Kind kind, Optional<Reason> reason, List<Integer> literals) {}

    /**
     * A part of a cost.
     *
     * @param variable costs if it is true
     * @param unless and none of these is
     * @param times so much
     */
    public record Term(int variable, List<Integer> unless, int times) {}

    /** {@return no library at all: nothing of what is wanted is there} */
    static Choices none(BindPlan.Mode mode, Reason why) {
        return new Choices(mode, Map.of(), List.of(), new TreeMap<>(), Optional.empty(), List.of(new Rule(Kind.WANTED, Optional.of(why), List.of())), Map.of(), List.of());
    }

    /** {@return the same where what is wanted cannot be had together, for a reason that no search found} */
    Choices refusing(Reason why) {
        List<Rule> more = new ArrayList<>(rules);
        List<Integer> wanted = rules.stream().filter(r -> r.kind() == Kind.WANTED && r.literals().size() == 1).map(r -> -r.literals().getFirst()).toList();
        more.add(new Rule(Kind.LEARNT, Optional.of(why), wanted));
        return new Choices(mode, apps, slots, families, libc, List.copyOf(more), costs, files);
    }
}

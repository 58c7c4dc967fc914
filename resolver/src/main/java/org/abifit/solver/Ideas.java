package org.abifit.solver;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the search is allowed to use; each idea can be taken away to see what it is worth. Verdicts and costs do not depend on it, only
 * which of several best solutions is found.
 *
 * @param used the ideas
 */
public record Ideas(Set<Idea> used) {
    /** Everything. */
    public static final Ideas ALL = new Ideas(EnumSet.allOf(Idea.class));

    /** One idea. */
    public enum Idea {
        /** Only packages that can matter are looked at. */
        CONE,
        /** Variables that only one side wants are settled without search. */
        FORCED,
        /** Parts that share no variable are solved apart. */
        COMPONENTS,
        /** Of a weighted sum, heavy parts first. */
        STRATIFY,
        /** What excludes each other is one group, not a clause for each pair. */
        AMO,
        /** Where each clause asks for something that costs, cases are searched through, not cores. */
        COVER,
        /** More that ask for one of a few things, each for its own, than there are such things, are refused without search. */
        HALL,
        /** Values that are likely good are tried first: what is installed, or newest, or in the best solution so far. */
        WARM
    }

    /** {@return all but these} */
    public static Ideas without(Collection<Idea> ideas) {
        EnumSet<Idea> left = EnumSet.allOf(Idea.class);
        left.removeAll(ideas);
        return new Ideas(left);
    }

    /** {@return whether an idea is used} */
    public boolean uses(Idea idea) {
        return used.contains(idea);
    }
}

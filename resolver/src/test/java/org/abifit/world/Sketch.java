package org.abifit.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A world as a list of decisions, any of which can be left out: what depends on one that is not there has no effect.
 *
 * @param seed the seed it was made from
 * @param decisions in the order in which they take effect
 */
public record Sketch(long seed, List<Decision> decisions) {

    /**
     * One removable thing: a file, a trait of a file, an element of a path, an entry of the cache.
     *
     * @param text what it says, for people
     * @param damages whether it breaks the bytes of a file, so that a loader may crash over it
     */
    record Decision(String text, boolean damages, Consumer<Draft> effect) {}

    /** {@return the same without the decisions at these places} */
    Sketch without(Set<Integer> places) {
        List<Decision> rest = new ArrayList<>();
        IntStream.range(0, decisions.size()).filter(i -> !places.contains(i)).forEach(i -> rest.add(decisions.get(i)));
        return new Sketch(seed, rest);
    }

    /** {@return whether bytes of a file are broken} */
    boolean damaged() {
        return decisions.stream().anyMatch(Decision::damages);
    }

    /** Makes its files, in a world that has a loader already. */
    World fill(World world) {
        Draft draft = new Draft();
        decisions.forEach(d -> d.effect().accept(draft));
        return draft.into(world);
    }

    @Override
    public String toString() {
        return decisions.stream().map(Decision::text).collect(Collectors.joining("\n"));
    }
}

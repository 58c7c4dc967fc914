package org.abifit.world;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.abifit.loader.Opening;

/**
 * A root file system, what is done in it, and what each loader makes of it: one test, which {@link CaseText} keeps as a text file.
 *
 * @param id what the file is called: the row of the table of rules, and the variant
 * @param title what is special, in a sentence
 * @param comment lines for the reader
 * @param parts the files; the application is {@link World#APP}
 * @param env the environment
 * @param cpu the processor's level, where it matters
 * @param opens what is opened by dlopen once the program runs, in order
 * @param goldens the answers; each release has one
 */
public record Case(String id, String title, List<String> comment, List<Part> parts, SortedMap<String, String> env, Optional<String> cpu, List<Opening> opens,
        List<Golden> goldens) {

    /** {@return a world as a case without answers} */
    public static Case of(String id, String title, World world) {
        return new Case(id, title, List.of(), world.parts(), new TreeMap<>(world.env()), world.cpuLevel(), List.of(), List.of());
    }

    /** {@return the same with these lines for the reader} */
    public Case commented(List<String> lines) {
        return new Case(id, title, List.copyOf(lines), parts, env, cpu, opens, goldens);
    }

    /** {@return the same with one more answer} */
    public Case with(Golden golden) {
        return new Case(id, title, comment, parts, env, cpu, opens, Stream.concat(goldens.stream(), Stream.of(golden)).toList());
    }

    /** {@return the files under a loader, whose own files are in the world; a program that opens others is ready to, but does not} */
    public World in(World world) {
        return in(world, put());
    }

    /** {@return what there is to put into a world} */
    List<Part> put() {
        return opens.isEmpty() ? parts : Stage.of(this, false, false);
    }

    /**
     * {@return the same with a program that does open what it is said to, and ends with 1 and the text of dlerror where it cannot}
     *
     * @param allNow with RTLD_NOW, whatever the case says
     */
    World opening(World world, boolean allNow) {
        return in(world, Stage.of(this, true, allNow));
    }

    /** {@return a world with these files, and what else the case says} */
    World in(World world, List<Part> all) {
        all.forEach(world::put);
        env.forEach(world::env);
        cpu.ifPresent(world::cpu);
        return world;
    }

    /** {@return the answer of a release} */
    public Golden golden(Release release) {
        List<Golden> all = goldens.stream().filter(g -> g.loaders().covers(release)).toList();
        if (all.size() != 1) {
            throw new IllegalArgumentException("%s has %d answers for %s".formatted(id, all.size(), release));
        }
        return all.getFirst();
    }
}

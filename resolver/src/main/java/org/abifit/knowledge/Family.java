package org.abifit.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.abifit.elf.ElfFile;
import org.abifit.root.Glob;

/**
 * Libraries and files that move together, all from the image or all from the host.
 *
 * @param name a word of small letters, digits and dashes
 * @param about what it is, in a sentence
 * @param sources where the rules were read
 * @param date when, as {@code 2026-11-21}
 * @param strategy the way of binding it: none, fabric, mpi, gpu, family, bundle or libc
 * @param lockstep {@code kernel-driver} where the user-space part must be that of the host's kernel driver; else empty
 * @param members how its libraries are recognised
 * @param parts other families all of whose libraries belong to it
 * @param plugins the families of plug-ins (of {@code org.abifit.plugin}) that go along
 * @param data patterns of paths of files that go along
 * @param tools patterns of paths of programs that go along
 * @param companions devices, sockets and variables that it wants in a container
 */
public record Family(String name, String about, List<String> sources, String date, String strategy, String lockstep, Members members, List<Family> parts,
        List<String> plugins, List<Glob> data, List<Glob> tools, Companions companions) {
    /** The ways of binding a family. */
    public static final List<String> STRATEGIES = List.of("none", "fabric", "mpi", "gpu", "family", "bundle", "libc");
    /** The kinds of lockstep; the empty one is none. */
    public static final List<String> LOCKSTEPS = List.of("", "kernel-driver");

    /**
     * {@return whether a library belongs to it, by what it holds first}
     *
     * @param soname its soname; its file name where it has none
     */
    public boolean holds(String soname, ElfFile file) {
        return members.hold(soname, file) || parts.stream().anyMatch(p -> p.holds(soname, file));
    }

    /** {@return whether a library of this name would belong to it, as far as a name can tell} */
    public boolean holdsName(String soname) {
        return members.holdName(soname) || parts.stream().anyMatch(p -> p.holdsName(soname));
    }

    /** {@return the same with the parts, plug-ins, members, paths and companions of another entry added} */
    Family extendedBy(Family more) {
        return new Family(name, about, joined(sources, more.sources), date, strategy, lockstep, members.with(more.members), joined(parts, more.parts),
                joined(plugins, more.plugins), joined(data, more.data), joined(tools, more.tools), companions.with(more.companions));
    }

    Family withParts(List<Family> known) {
        return new Family(name, about, sources, date, strategy, lockstep, members, known, plugins, data, tools, companions);
    }

    /** {@return both lists, without repeating what has the same text} */
    static <T> List<T> joined(List<T> first, List<T> second) {
        Set<String> texts = new LinkedHashSet<>();
        List<T> all = new ArrayList<>();
        first.forEach(one -> add(one, texts, all));
        second.forEach(one -> add(one, texts, all));
        return List.copyOf(all);
    }

    private static <T> void add(T one, Set<String> texts, List<T> all) {
        if (texts.add(one.toString())) {
            all.add(one);
        }
    }
}

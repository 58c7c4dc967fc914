package org.abifit.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.abifit.testkit.Elf;
import org.abifit.testkit.TinyElf;

/** A world that is being made: ELF files are open to further traits until all decisions are taken. */
final class Draft {
    private final Map<String, TinyElf> elves = new LinkedHashMap<>();
    private final Map<String, List<UnaryOperator<byte[]>>> damages = new LinkedHashMap<>();
    private final Map<List<Object>, StringBuilder> paths = new LinkedHashMap<>();
    private final List<Consumer<World>> others = new ArrayList<>();
    private final Map<String, StringBuilder> env = new LinkedHashMap<>();

    /** Puts an ELF file. */
    void elf(String path, TinyElf elf) {
        elves.put(path, elf);
    }

    /** Adds something to an ELF file, if it is there. */
    void trait(String path, Consumer<TinyElf> trait) {
        if (elves.containsKey(path)) {
            trait.accept(elves.get(path));
        }
    }

    /** Adds a folder to DT_RPATH or DT_RUNPATH of an ELF file. */
    void folder(String path, long tag, String folder) {
        element(paths.computeIfAbsent(List.of(path, tag), k -> new StringBuilder()), ":", folder);
    }

    /** Changes bytes of a library when it is done; what the kernel makes of a damaged program is not the loader's. */
    void damage(String path, UnaryOperator<byte[]> change) {
        damages.computeIfAbsent(path, p -> new ArrayList<>()).add(change);
    }

    /** Puts something that is no ELF file. */
    void other(Consumer<World> what) {
        others.add(what);
    }

    /** Gives an ELF file a second name. */
    void hardLink(String path, String existing) {
        if (elves.containsKey(existing)) {
            others.add(w -> w.hardLink(path, existing));
        }
    }

    /** Adds an element to a variable that is a list. */
    void variable(String name, String separator, String element) {
        element(env.computeIfAbsent(name, n -> new StringBuilder()), separator, element);
    }

    /** A list that starts with an empty element is told from an empty one by the separator that follows. */
    private static void element(StringBuilder list, String separator, String element) {
        boolean first = list.isEmpty();
        list.append(first ? "" : separator).append(element).append(first && element.isEmpty() ? separator : "");
    }

    World into(World world) {
        paths.forEach((key, list) -> trait((String) key.get(0), e -> e.stringTag((Long) key.get(1), list.toString())));
        elves.forEach((path, elf) -> put(world, path, elf));
        others.forEach(o -> o.accept(world));
        env.forEach((name, value) -> world.env(name, value.toString()));
        return world;
    }

    private void put(World world, String path, TinyElf elf) {
        boolean program = path.endsWith(World.APP);
        List<UnaryOperator<byte[]>> changes = damages.getOrDefault(path, List.of());
        if (program) {
            world.program(path, elf);
        } else if (changes.isEmpty()) {
            world.elf(path, elf);
        } else {
            world.bytes(path, changed(elf.build(), changes));
        }
    }

    private static byte[] changed(byte[] elf, List<UnaryOperator<byte[]>> changes) {
        byte[] bytes = elf;
        for (UnaryOperator<byte[]> change : changes) {
            bytes = change.apply(bytes);
        }
        return bytes;
    }

    /** {@return the name of a tag that holds a list of folders} */
    static String tagName(long tag) {
        return tag == Elf.DT_RPATH ? "rpath" : "runpath";
    }
}

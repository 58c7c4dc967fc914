package org.abifit.drift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.abifit.drift.HostState.Key;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfHeader;
import org.abifit.elf.SymbolTable;
import org.abifit.root.ElfRef;

/** Who uses what of the old state: its own objects, those of images, and saved plans. One list of objects per soname that somebody needs. */
final class Users {
    static final int EXAMPLES = 4;

    private final Map<Key, List<User>> bySoname = new HashMap<>();
    private final List<PlanUse> plans;

    /** An object that needs a soname, under the name that it is told by. */
    private record User(String name, ElfFile elf) {}

    /**
     * What a saved plan uses.
     *
     * @param name what it was saved as
     * @param sources the real paths of what it binds, in the old state
     * @param sonames the libraries among them
     * @param loaded what its applications load in the old state
     */
    record PlanUse(String name, SortedSet<String> sources, SortedSet<String> sonames, List<ElfFile> loaded) {}

    /** Who uses a thing that is gone. */
    record Found(List<String> plans, int users, List<String> examples) {
        static final Found NOBODY = new Found(List.of(), 0, List.of());

        boolean any() {
            return users > 0 || !plans.isEmpty();
        }
    }

    Users(HostState host, List<HostState> images, List<PlanUse> plans) {
        this.plans = plans;
        add(host, "");
        images.forEach(image -> add(image, image.root().name() + ":"));
    }

    private void add(HostState state, String prefix) {
        for (Map.Entry<String, ElfRef> object : state.objects()) {
            ElfFile elf = object.getValue().file();
            if (elf.header().type() == ElfHeader.ET_DYN || elf.header().type() == ElfHeader.ET_EXEC) {
                User user = new User(prefix + HostState.baseName(object.getKey()), elf);
                elf.needed().forEach(soname -> bySoname.computeIfAbsent(new Key(soname, elf.header().is64(), elf.header().machine()), k -> new ArrayList<>()).add(user));
            }
        }
    }

    /** {@return who needs a library at all; a plan does if it binds this file, or any of its soname where the path does not matter} */
    Found ofLibrary(Key key, String path, boolean thisFileOnly) {
        return found(thisFileOnly ? List.of() : needing(key, u -> true), plan -> plan.sources.contains(path) || !thisFileOnly && plan.sonames.contains(key.soname()));
    }

    /** {@return who asks a library for a version node} */
    Found ofNode(Key key, String path, String node) {
        return found(needing(key, u -> AbiDiff.needsNode(u.elf, key.soname(), node)),
                plan -> plan.sources.contains(path) && plan.loaded.stream().anyMatch(e -> AbiDiff.needsNode(e, key.soname(), node)));
    }

    /** {@return who refers to a symbol of a library and would not find it in the new state} */
    Found ofSymbol(Key key, String path, AbiDiff.Lacking symbol, HostState after) {
        SymbolTable name = SymbolTable.ofName(symbol.name());
        return found(needing(key, u -> misses(u.elf, key, symbol, name, after)),
                plan -> plan.sources.contains(path) && plan.loaded.stream().anyMatch(e -> e.needed().contains(key.soname()) && misses(e, key, symbol, name, after)));
    }

    /** A reference without a version may be bound to any definition of its name, in whichever library. */
    private static boolean misses(ElfFile user, Key key, AbiDiff.Lacking symbol, SymbolTable name, HostState after) {
        return switch (AbiDiff.reference(user, key.soname(), symbol, name)) {
            case NONE -> false;
            case BY_NAME -> !after.definesAny(user.needed(), user, name);
            case BY_VERSION -> true;
        };
    }

    private List<User> needing(Key key, Predicate<User> uses) {
        return bySoname.getOrDefault(key, List.of()).stream().filter(uses).toList();
    }

    private Found found(List<User> users, Predicate<PlanUse> uses) {
        List<String> using = plans.stream().filter(uses).map(PlanUse::name).distinct().sorted().toList();
        if (users.isEmpty() && using.isEmpty()) {
            return Found.NOBODY;
        }
        SortedSet<String> names = new TreeSet<>();
        users.forEach(u -> names.add(u.name));
        return new Found(using, users.size(), names.stream().limit(EXAMPLES).toList());
    }
}

package org.abifit.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.abifit.elf.ElfFile;
import org.abifit.loader.Locator;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Glob;
import org.abifit.root.MachineFacts;

/** The host that binds come from: what its paths lead to, and which libraries its loaders would take. */
final class HostSide {
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");
    private static final int MOST_SUGGESTIONS = 3;

    private final FileView files;
    private final MachineFacts machine;
    private final Map<String, Locator> locators = new HashMap<>();

    HostSide(Directory tree, MachineFacts machine) {
        this.files = new FileView(tree);
        this.machine = machine;
    }

    FileView files() {
        return files;
    }

    MachineFacts machine() {
        return machine;
    }

    /** {@return what finds libraries for objects like this one} */
    Locator locator(ElfFile like) {
        return locators.computeIfAbsent(like.header().elfClass() + "/" + like.header().machine(), k -> Locator.of(files, like, machine));
    }

    /** {@return the library that an object like {@code asker} gets for a soname on the host} */
    Optional<Locator.Located> locate(ElfFile asker, String soname) {
        return locator(asker).locate(soname);
    }

    /** {@return the paths that a pattern stands for, sorted; a shell's star does not match a leading dot} */
    List<String> matches(String pattern) {
        List<String> paths = List.of("");
        for (String name : pattern.substring(1).split("/")) {
            List<String> next = new ArrayList<>();
            for (String path : paths) {
                if (!Glob.isPattern(name)) {
                    next.add(path + "/" + name);
                } else if (files.lookup(path.isEmpty() ? "/" : path) instanceof Lookup.Found(String real, Directory folder)) {
                    Glob glob = Glob.of(name);
                    folder.names().stream().filter(n -> !n.startsWith(".") && glob.matches(n)).forEach(n -> next.add(path + "/" + n));
                }
            }
            paths = next;
        }
        return paths.stream().filter(p -> files.lookup(p) instanceof Lookup.Found).sorted().toList();
    }

    /** {@return paths that are there and differ from a missing one in numbers only, such as those of versions} */
    List<String> otherVersions(String path) {
        Set<String> found = new LinkedHashSet<>();
        otherVersions("", List.of(path.substring(1).split("/")), 0, found);
        found.remove(path);
        return found.stream().limit(MOST_SUGGESTIONS).toList();
    }

    private void otherVersions(String path, List<String> names, int at, Set<String> found) {
        if (found.size() > MOST_SUGGESTIONS) {
            return;
        }
        if (at == names.size()) {
            found.add(path);
            return;
        }
        if (!(files.lookup(path.isEmpty() ? "/" : path) instanceof Lookup.Found(String real, Directory folder))) {
            return;
        }
        String stem = stem(names.get(at));
        TreeSet<String> candidates = new TreeSet<>((a, b) -> VersionOrder.compare(b, a));
        folder.names().stream().filter(n -> stem(n).equals(stem)).forEach(candidates::add);
        if (candidates.remove(names.get(at))) {
            otherVersions(path + "/" + names.get(at), names, at + 1, found);
        }
        for (String candidate : candidates) {
            otherVersions(path + "/" + candidate, names, at + 1, found);
        }
    }

    private static String stem(String name) {
        return NUMBERS.matcher(name).replaceAll("#");
    }

    /** {@return the names with a version that stand beside a missing name without one} */
    List<String> versioned(String path) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        if (!name.endsWith(".so") || !(files.lookup(path.substring(0, slash + 1)) instanceof Lookup.Found(String real, Directory folder))) {
            return List.of();
        }
        return folder.names().stream().filter(n -> n.startsWith(name + ".")).toList();
    }
}

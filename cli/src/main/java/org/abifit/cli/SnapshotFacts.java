package org.abifit.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.abifit.elf.ElfFile;
import org.abifit.elf.LibcBuild;
import org.abifit.elf.Machine;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/** What people ask of a root first: which system it is, and which loaders lie in it. */
final class SnapshotFacts {
    /** Names of loaders and C libraries: to look at the facts of no other files saves reading all of them. */
    private static final Pattern LIBC = Pattern.compile("ld-.*|ld64?\\.so.*|libc[.-].*so.*");

    private SnapshotFacts() {}

    /**
     * A loader or C library.
     *
     * @param path where it lies
     * @param machine for which machine it is
     * @param libc of which C library it is, as a word
     * @param release the release in its own banner
     * @param banner the whole banner
     */
    record Loader(String path, String machine, String libc, Optional<String> release, Optional<String> banner) {}

    /** {@return what the root calls itself in its os-release file} */
    static Optional<String> system(Directory tree) {
        FileView view = new FileView(tree);
        return release(view, "/etc/os-release").or(() -> release(view, "/usr/lib/os-release"));
    }

    private static Optional<String> release(FileView view, String path) {
        if (view.lookup(path) instanceof FileView.Lookup.Found(String at, RegularFile file) && file.content() instanceof Content.Kept(byte[] bytes)) {
            return new String(bytes, StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("PRETTY_NAME=")).findFirst()
                    .map(l -> l.substring("PRETTY_NAME=".length()).replace("\"", "").replace("'", ""));
        }
        return Optional.empty();
    }

    /** {@return the loaders and C libraries of a tree, by path} */
    static List<Loader> loaders(Directory tree) {
        List<Loader> loaders = new ArrayList<>();
        collect(tree, "", loaders);
        return loaders;
    }

    private static void collect(Directory folder, String at, List<Loader> into) {
        for (String name : folder.names()) {
            Node node = folder.child(name);
            switch (node) {
                case Directory below -> collect(below, at + "/" + name, into);
                case RegularFile file -> {
                    if (LIBC.matcher(name).matches() && file.content() instanceof Content.Elf elf) {
                        add(at + "/" + name, elf.ref().file(), into);
                    }
                }
                case Symlink s -> { }
                case Special s -> { }
            }
        }
    }

    private static void add(String path, ElfFile file, List<Loader> into) {
        if (file.libc().isPresent()) {
            LibcBuild build = file.libc().get();
            into.add(new Loader(path, Machine.name(file.header().machine()), build.flavour().name().toLowerCase(Locale.ROOT), build.release(), build.banner()));
        }
    }
}

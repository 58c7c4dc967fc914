package org.abifit.drift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfHeader;
import org.abifit.elf.SymbolTable;
import org.abifit.loader.Locator;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.ElfRef;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/** The libraries of one state: where files lie, and which of them the loader finds by itself. Facts are read when they are asked for. */
final class HostState {
    private final DriftRoot root;
    private final FileView files;
    private final SortedMap<String, ElfRef> objects = new TreeMap<>();
    private final Map<String, Locator> locators = new HashMap<>();
    private final Map<String, SortedSet<String>> names = new HashMap<>();

    /**
     * What changes are told about: one soname for one sort of machine.
     *
     * @param soname DT_SONAME, or the file name where there is none
     * @param is64 the class of the object
     * @param machine e_machine
     */
    record Key(String soname, boolean is64, int machine) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byName = soname.compareTo(other.soname);
            return byName != 0 ? byName : is64 != other.is64 ? Boolean.compare(is64, other.is64) : Integer.compare(machine, other.machine);
        }
    }

    /** A library: its path with links followed, and its object. */
    record Library(String path, ElfRef ref) {
        ElfFile elf() {
            return ref.file();
        }

        Key key() {
            return HostState.key(path, elf());
        }
    }

    HostState(DriftRoot root) {
        this.root = root;
        this.files = new FileView(root.tree());
        collect(root.tree(), "");
    }

    private void collect(Directory folder, String at) {
        for (String name : folder.names()) {
            Node node = folder.child(name);
            switch (node) {
                case Directory below -> collect(below, at + "/" + name);
                case RegularFile file -> {
                    if (file.content() instanceof Content.Elf elf) {
                        objects.put(at + "/" + name, elf.ref());
                    }
                }
                case Symlink s -> { }
                case Special s -> { }
            }
        }
    }

    DriftRoot root() {
        return root;
    }

    FileView files() {
        return files;
    }

    /** {@return the facts of all objects, one at a time} */
    Iterable<Map.Entry<String, ElfRef>> objects() {
        return objects.entrySet();
    }

    /** {@return the library at a path, if it is one} */
    Optional<Library> at(String path) {
        return Optional.ofNullable(objects.get(path)).map(ref -> new Library(path, ref)).filter(l -> isLibrary(l.path, l.elf()));
    }

    /** {@return the libraries whose object the other state does not have at the same path, by key and path} */
    SortedMap<Key, List<Library>> unlike(HostState other) {
        SortedMap<Key, List<Library>> unlike = new TreeMap<>();
        for (Map.Entry<String, ElfRef> object : objects.entrySet()) {
            ElfRef there = other.objects.get(object.getKey());
            if (there == null || !there.equals(object.getValue())) {
                ElfFile elf = object.getValue().file();
                if (isLibrary(object.getKey(), elf)) {
                    unlike.computeIfAbsent(key(object.getKey(), elf), k -> new ArrayList<>()).add(new Library(object.getKey(), object.getValue()));
                }
            }
        }
        return unlike;
    }

    /** {@return a C library or loader for each sort of machine that the root has one for} */
    List<Library> machines() {
        Map<String, Library> machines = new TreeMap<>();
        for (Map.Entry<String, ElfRef> object : objects.entrySet()) {
            String name = baseName(object.getKey());
            if (name.startsWith("ld-") || name.startsWith("libc.so")) {
                at(object.getKey()).filter(l -> l.elf().libc().isPresent()).ifPresent(l -> machines.putIfAbsent(machine(l.elf()), l));
            }
        }
        return List.copyOf(machines.values());
    }

    private static String machine(ElfFile elf) {
        return (elf.header().is64() ? "64/" : "32/") + elf.header().machine();
    }

    static Key key(String path, ElfFile elf) {
        return new Key(elf.soname().filter(s -> !s.isEmpty()).orElse(baseName(path)), elf.header().is64(), elf.header().machine());
    }

    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Programs are shared objects, too, where they are position-independent; debug files have no dynamic section. */
    private static boolean isLibrary(String path, ElfFile elf) {
        boolean named = elf.soname().isPresent() || baseName(path).contains(".so") && elf.interp().isEmpty();
        return elf.header().type() == ElfHeader.ET_DYN && elf.dynamic().isPresent() && named;
    }

    /** {@return what the loader finds for a soname; {@code like} tells which loader} */
    Optional<Locator.Located> find(Key key, ElfFile like) {
        return locator(like).locate(key.soname).filter(l -> key(l.realPath(), l.elf()).equals(key));
    }

    private Locator locator(ElfFile like) {
        return locators.computeIfAbsent(machine(like), k -> Locator.of(files, withoutInterpreter(like), root.machine()));
    }

    /** {@return whether one of these libraries, as the loader finds them, defines a symbol without a version} */
    boolean definesAny(List<String> sonames, ElfFile like, SymbolTable name) {
        return sonames.stream().anyMatch(s -> locator(like).locate(s).filter(l -> AbiDiff.defines(l.elf(), name)).isPresent());
    }

    /** Of libraries that name an interpreter (libc.so.6 does), the psABI's is asked like for all others. */
    private static ElfFile withoutInterpreter(ElfFile f) {
        return f.interp().isEmpty() ? f : new ElfFile(f.size(), f.header(), Optional.empty(), f.loads(), f.tls(), f.stack(), f.dynamic(), f.verdefs(), f.verneeds(),
                f.symbols(), f.notes(), f.libc());
    }

    /** {@return the folder in which a path lies, links followed} */
    String folder(String path) {
        String written = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
        return files.lookup(written) instanceof Lookup.Found(String real, Node n) ? real : written;
    }

    /** {@return where a library lies: the one that the loader finds by itself, else the first file of its soname} */
    Optional<String> place(Key key, ElfFile like) {
        return find(key, like).map(Locator.Located::path).or(() -> objects.keySet().stream().filter(p -> baseName(p).startsWith(key.soname))
                .filter(p -> at(p).filter(l -> l.key().equals(key)).isPresent()).findFirst());
    }

    /** {@return a library that the loader finds under the same name with another version, for the same sort of machine} */
    Optional<String> sibling(String soname, ElfFile like) {
        String stem = Change.stem(soname) + ".so.";
        Locator locator = locator(like);
        for (String name : names.computeIfAbsent(machine(like), m -> locator.names()).tailSet(stem)) {
            if (!name.startsWith(stem)) {
                break;
            }
            if (!name.equals(soname) && locator.locate(name).filter(l -> l.elf().soname().equals(Optional.of(name))).isPresent()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}

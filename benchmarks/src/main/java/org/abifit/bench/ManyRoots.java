package org.abifit.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.db.AbiStore;
import org.abifit.db.Snapshot;
import org.abifit.elf.ElfFile;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.ElfRef;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.RootScan;

/** Makes many images and hosts of a few: copies of snapshots, in each of which one library that programs load has been changed. */
public final class ManyRoots {
    /** What is changed, one after the other. */
    private static final List<String> LIBRARIES = List.of("libz.so.1", "libstdc++.so.6", "libmpi.so.", "libhwloc.so.", "libgcc_s.so.1", "libm.so.6", "libm-2.",
            "libucp.so.0", "libfabric.so.1", "libpmix.so.2", "libmpich.so.12", "libudev.so.1", "libc.so.6", "libnuma.so.1", "libibverbs.so.1");

    private ManyRoots() {}

    /**
     * Writes the copies into a database.
     *
     * @param arguments the database to read, the one to write, how many images, how many hosts; then the snapshots to copy
     */
    public static void main(String[] arguments) throws Exception {
        List<String> names = List.of(arguments).subList(4, arguments.length);
        try (AbiStore from = AbiStore.openForReading(Path.of(arguments[0])); AbiStore to = AbiStore.openForWriting(Path.of(arguments[1]))) {
            copies(from, to, names, Snapshot.Kind.IMAGE, Integer.parseInt(arguments[2]));
            copies(from, to, names, Snapshot.Kind.HOST, Integer.parseInt(arguments[3]));
        }
    }

    private static void copies(AbiStore from, AbiStore to, List<String> names, Snapshot.Kind kind, int count) throws Exception {
        List<Snapshot> originals = new ArrayList<>();
        for (String name : names) {
            Snapshot snapshot = from.load(name);
            if (snapshot.kind() == kind) {
                originals.add(snapshot);
            }
        }
        for (int i = 0; i < count; i++) {
            Snapshot original = originals.get(i % originals.size());
            String name = "%s-%02d".formatted(kind.name().toLowerCase(java.util.Locale.ROOT), i);
            Directory tree = changed(original.tree(), i / originals.size() + i % originals.size());
            RootScan scan = new RootScan(tree, Map.of(), original.problems(), original.machine(), new RootScan.Counts(0, 0, 0, 0));
            to.save(name, kind, Map.of("of", original.name()), "/" + name, Instant.EPOCH, "benchmark", scan);
        }
    }

    private static Directory changed(Directory tree, int which) {
        for (int k = 0; k < LIBRARIES.size(); k++) {
            String library = LIBRARIES.get((which + k) % LIBRARIES.size());
            Optional<Directory> copy = changed(tree, library, which);
            if (copy.isPresent()) {
                return copy.get();
            }
        }
        throw new IllegalArgumentException("none of the libraries is there");
    }

    private static Optional<Directory> changed(Directory folder, String library, int which) {
        for (String name : folder.names()) {
            Optional<? extends Node> other = switch (folder.child(name)) {
                case Directory below -> changed(below, library, which);
                case RegularFile f when name.startsWith(library) && f.content() instanceof Content.Elf elf ->
                        Optional.of(new RegularFile(f.size() + 1 + which, f.mode(), f.linkGroup(), new Content.Elf(ElfRef.of(grown(elf.ref().file(), 1 + which)))));
                case Node n -> Optional.empty();
            };
            if (other.isPresent()) {
                Map<String, Node> children = new HashMap<>();
                folder.names().forEach(n -> children.put(n, folder.child(n)));
                children.put(name, other.get());
                return Optional.of(new Directory(children, folder.hidden()));
            }
        }
        return Optional.empty();
    }

    /** Another build: the same facts, at a file of another size. */
    private static ElfFile grown(ElfFile elf, int by) {
        return new ElfFile(elf.size() + by, elf.header(), elf.interp(), elf.loads(), elf.tls(), elf.stack(), elf.dynamic(), elf.verdefs(), elf.verneeds(), elf.symbols(),
                elf.notes(), elf.libc());
    }
}

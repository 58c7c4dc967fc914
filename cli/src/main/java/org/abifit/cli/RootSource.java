package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.abifit.db.AbiStore;
import org.abifit.db.Snapshot;
import org.abifit.db.SnapshotFault;
import org.abifit.root.BytePaths;
import org.abifit.root.Directory;
import org.abifit.root.LiveRoot;
import org.abifit.root.MachineFacts;

/**
 * What a root's name stands for: a folder where it holds a slash or is {@code .}, else a snapshot of the database, else one of the
 * images that come with the program. Each is read once.
 */
final class RootSource implements AutoCloseable {
    private final Path databaseFile;
    private final Optional<Path> folder;
    private final Map<String, Root> known = new HashMap<>();
    private final Map<String, Root> byFingerprint = new HashMap<>();
    private Optional<AbiStore> store = Optional.empty();

    /**
     * A root and what is known of its machine.
     *
     * @param fingerprint of the snapshot, where it is one
     * @param folder where it lies, where it is none
     */
    record Root(String name, Directory tree, MachineFacts machine, Optional<String> fingerprint, Optional<Path> folder) {}

    /**
     * @param databaseFile where snapshots lie
     * @param folder where given, names stand for folders in it
     */
    RootSource(Path databaseFile, Optional<Path> folder) {
        this.databaseFile = databaseFile;
        this.folder = folder;
    }

    /**
     * {@return the root}
     *
     * @throws CommandFailure when there is none of that name, or it cannot be read
     */
    Root root(String ref) throws CommandFailure, SnapshotFault {
        Root there = known.get(ref);
        if (there == null) {
            there = read(ref);
            known.put(ref, there);
        }
        return there;
    }

    private Root read(String ref) throws CommandFailure, SnapshotFault {
        if (folder.isPresent()) {
            return scan(ref, folder.get().resolve(Arguments.path(ref)));
        }
        if (ref.indexOf('/') >= 0 || ref.equals(".")) {
            return scan(ref, Arguments.path(ref));
        }
        return snapshot(ref);
    }

    private Root scan(String ref, Path path) throws CommandFailure {
        try {
            MachineFacts machine = path.toRealPath().getNameCount() == 0 ? MachineFacts.ofThisMachine() : MachineFacts.UNKNOWN;
            return new Root(ref, LiveRoot.open(path), machine, Optional.empty(), Optional.of(path));
        } catch (IOException e) {
            throw new CommandFailure(BytePaths.toUnicode(ref), "cannot be read (%s)".formatted(e.getMessage()), "give a folder, or the name of a snapshot");
        }
    }

    private Root snapshot(String ref) throws CommandFailure, SnapshotFault {
        if (Files.exists(databaseFile)) {
            if (store.isEmpty()) {
                store = Optional.of(AbiStore.openForReading(databaseFile));
            }
            if (has(store.get(), ref)) {
                return stored(store.get(), ref);
            }
        }
        Optional<Snapshot> shipped = ShippedImages.open(ref);
        if (shipped.isPresent()) {
            return new Root(ref, shipped.get().tree(), shipped.get().machine(), Optional.of(shipped.get().fingerprint()), Optional.empty());
        }
        throw new CommandFailure(BytePaths.toUnicode(ref), "neither a snapshot in %s nor an image that comes with abifit (%s)".formatted(databaseFile,
                String.join(", ", ShippedImages.names())), "write a folder with a slash, or make a snapshot with 'abifit scan'");
    }

    /** Snapshots of one fingerprint are one tree: what is worked out about it holds for all of them. */
    private Root stored(AbiStore from, String ref) throws SnapshotFault {
        String fingerprint = from.info(ref).fingerprint();
        Root equal = byFingerprint.get(fingerprint);
        if (equal == null) {
            Snapshot snapshot = from.load(ref);
            equal = new Root(ref, snapshot.tree(), snapshot.machine(), Optional.of(snapshot.fingerprint()), Optional.empty());
            byFingerprint.put(fingerprint, equal);
        }
        return new Root(ref, equal.tree(), equal.machine(), equal.fingerprint(), Optional.empty());
    }

    private static boolean has(AbiStore store, String ref) throws SnapshotFault {
        String name = ref.indexOf('@') < 0 ? ref : ref.substring(0, ref.indexOf('@'));
        return store.list().stream().anyMatch(i -> i.name().equals(name));
    }

    /** {@return machine facts for a judgement: the host's where its snapshot has them, else this machine's} */
    MachineFacts machineOf(Optional<Root> host, Optional<String> cpuLevel) {
        MachineFacts own = host.map(Root::machine).orElse(MachineFacts.UNKNOWN);
        MachineFacts here = own.cpuLevel().isPresent() && own.pageSize().isPresent() ? own : MachineFacts.ofThisMachine();
        return new MachineFacts(cpuLevel.or(own::cpuLevel).or(here::cpuLevel), own.pageSize().or(here::pageSize), own.kernel().or(here::kernel));
    }

    @Override
    public void close() throws SnapshotFault {
        if (store.isPresent()) {
            store.get().close();
        }
    }
}

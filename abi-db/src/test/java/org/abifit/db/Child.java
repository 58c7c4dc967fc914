package org.abifit.db;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What tests do in a process of its own: one that is killed, or that may not write. */
final class Child {
    static final int FAULT = 3;

    private Child() {}

    /** Runs {@code save FILE JOURNAL}: saves until it is killed; {@code list FILE} or {@code write FILE}: says what it finds. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]);
        try {
            switch (arguments[0]) {
                case "save" -> save(file, Journal.valueOf(arguments[2]));
                case "plans" -> plans(file, Journal.valueOf(arguments[2]));
                case "list" -> list(file);
                case "write" -> AbiStore.openForWriting(file).close();
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } catch (SnapshotFault e) {
            System.out.println(e.getMessage());
            System.exit(FAULT);
        }
    }

    private static void save(Path file, Journal journal) throws SnapshotFault {
        try (AbiStore store = new AbiStore(Opening.forWriting(file, journal))) {
            for (int i = (int) ProcessHandle.current().pid() * 1000; ; i++) {
                System.out.println(Samples.save(store, "login", Samples.numbered(i, 40)).ref());
            }
        }
    }

    /** Each name has a plan for two hosts, which are stored together. */
    private static void plans(Path file, Journal journal) throws SnapshotFault {
        try (AbiStore store = new AbiStore(Opening.forWriting(file, journal))) {
            for (int i = store.plans().size() / 2 + 1; ; i++) {
                String name = "job%06d".formatted(i);
                store.savePlans(List.of(new SavedPlan(name, "a", "app", "{}"), new SavedPlan(name, "b", "app", "{}")), Samples.NOON);
                System.out.println("plans@" + i);
            }
        }
    }

    private static void list(Path file) throws SnapshotFault {
        try (AbiStore store = AbiStore.openForReading(file)) {
            for (SnapshotInfo info : store.list()) {
                System.out.println(store.load(info.ref()).info().ref());
            }
        }
    }

    /** {@return a process of this class, behind a command that runs it} */
    static Process start(List<String> before, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Child.class.getName()));
        command.addAll(Stream.of(arguments).toList());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}

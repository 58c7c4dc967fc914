package org.abifit.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is killed while it saves leaves the database with whole snapshots, and with all that it has reported. */
class KillTest {
    private static final int KILLS = Integer.getInteger("abifit.kills", 3);
    private static final int LONGEST_MILLIS = 300;
    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource
    void savesAreWholeOrNotAtAll(Journal journal) throws Exception {
        Path file = temporary.resolve("abi.db");
        Random random = new Random(7);
        int saved = 0;
        int left = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            saved = killed("save", file, journal, random.nextInt(LONGEST_MILLIS));
            left += Files.exists(Path.of(file + (journal == Journal.WAL ? "-wal" : "-journal"))) ? 1 : 0;
            try (AbiStore reader = AbiStore.openForReading(file)) {
                List<SnapshotInfo> list = reader.list();
                assertTrue(list.size() >= saved, list.size() + " of " + saved);
                assertEquals(List.of(), reader.verify());
            }
        }
        assertTrue(left > 0 || journal == Journal.DELETE, "no kill came in time to leave a log");
        try (AbiStore store = AbiStore.openForWriting(file)) {
            assertTrue(Samples.save(store, "login", Samples.everything()).generation() > saved);
            assertEquals(List.of(), store.verify());
        }
    }

    @ParameterizedTest
    @EnumSource
    void plansThatWereStoredTogetherStayTogether(Journal journal) throws Exception {
        Path file = temporary.resolve("abi.db");
        Random random = new Random(8);
        for (int kill = 0; kill < KILLS; kill++) {
            int saved = killed("plans", file, journal, random.nextInt(LONGEST_MILLIS));
            try (AbiStore reader = AbiStore.openForReading(file)) {
                List<SavedPlan> plans = reader.plans();
                assertTrue(plans.size() >= 2 * saved, plans.size() + " of " + 2 * saved);
                for (int i = 0; i < plans.size(); i += 2) {
                    assertEquals(List.of(plans.get(i).name(), "a", "b"), List.of(plans.get(i + 1).name(), plans.get(i).host(), plans.get(i + 1).host()));
                }
                assertEquals(List.of(), reader.verify());
            }
        }
    }

    /** {@return the last generation that a process reported before it was killed} */
    private static int killed(String what, Path file, Journal journal, int millis) throws Exception {
        Process child = Child.start(List.of(), what, file.toString(), journal.name());
        try (BufferedReader out = child.inputReader()) {
            String line = out.readLine();
            assertNotNull(line);
            Thread.sleep(millis);
            // By its handle, because a process that is destroyed as such takes its last words with it.
            child.toHandle().destroyForcibly();
            String last = line;
            while ((line = out.readLine()) != null) {
                last = line;
            }
            child.waitFor();
            return Integer.parseInt(last.substring(last.indexOf('@') + 1));
        }
    }
}

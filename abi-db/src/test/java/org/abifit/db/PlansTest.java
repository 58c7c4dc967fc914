package org.abifit.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that are kept beside the snapshots. */
class PlansTest {
    private static final SavedPlan ONE = new SavedPlan("job", "login", "app", "{\"a\": \"\u00e9\"}");
    private static final SavedPlan TWO = new SavedPlan("job", "batch", "app", "{}");
    private static final SavedPlan OTHER = new SavedPlan("another job", "login", "app", "{}");

    @TempDir
    Path temporary;
    private Path file;

    @BeforeEach
    void snapshots() throws SnapshotFault {
        file = temporary.resolve("abi.db");
        try (AbiStore store = AbiStore.openForWriting(file)) {
            Samples.save(store, "login", Samples.everything());
        }
    }

    private void save(SavedPlan... plans) throws SnapshotFault {
        try (AbiStore store = AbiStore.openForWriting(file)) {
            store.savePlans(List.of(plans), Samples.NOON);
        }
    }

    private List<SavedPlan> plans() throws SnapshotFault {
        try (AbiStore store = AbiStore.openForReading(file)) {
            return store.plans();
        }
    }

    private void sql(String statement) throws SnapshotFault {
        try (Database database = Opening.forWriting(file)) {
            database.outside(sql -> {
                sql.run(statement);
                return null;
            });
        }
    }

    @Test
    void areListedByNameAndHost() throws SnapshotFault {
        save(ONE, TWO, OTHER);
        assertEquals(List.of(OTHER, TWO, ONE), plans());
    }

    @Test
    void aPlanTakesThePlaceOfOneOfItsNameForItsHost() throws SnapshotFault {
        save(ONE, TWO);
        SavedPlan later = new SavedPlan("job", "login", "newer", "[]");
        save(later);
        assertEquals(List.of(TWO, later), plans());
    }

    @Test
    void areRemovedByName() throws SnapshotFault {
        save(ONE, TWO, OTHER);
        try (AbiStore store = AbiStore.openForWriting(file)) {
            assertEquals(List.of(TWO, ONE), store.removePlans("job"));
            assertEquals("there is no saved plan \"job\"", assertThrows(SnapshotFault.class, () -> store.removePlans("job")).problem());
        }
        assertEquals(List.of(OTHER), plans());
    }

    @Test
    void namesThatCannotBePrintedAreRefusedAndNothingIsStored() throws SnapshotFault {
        assertThrows(SnapshotFault.class, () -> save(ONE, new SavedPlan("a\u0007", "login", "app", "{}")));
        assertThrows(SnapshotFault.class, () -> save(new SavedPlan("", "login", "app", "{}")));
        assertEquals(List.of(), plans());
    }

    @Test
    void stayWhenTheirSnapshotsGo() throws SnapshotFault {
        save(ONE);
        try (AbiStore store = AbiStore.openForWriting(file)) {
            store.removeAll("login");
            store.gc();
        }
        assertEquals(List.of(ONE), plans());
    }

    @Test
    void aDatabaseFromBeforeThereWereAnyIsReadAndGetsThemByTheFirstWrite() throws SnapshotFault {
        sql("DROP TABLE plans; PRAGMA user_version=1");
        try (AbiStore store = AbiStore.openForReading(file)) {
            assertEquals(List.of(), store.plans());
            assertEquals("login@1", store.load("login").info().ref());
            assertEquals(List.of(), store.verify());
        }
        try (Database database = Opening.forReading(file)) {
            assertEquals(1, database.<Integer>outside(sql -> sql.number("PRAGMA user_version")));
        }
        save(ONE);
        assertEquals(List.of(ONE), plans());
        try (AbiStore store = AbiStore.openForReading(file)) {
            assertEquals(1, store.list().size());
        }
    }

    @Test
    void aDamagedPlanIsFound() throws SnapshotFault {
        save(ONE);
        sql("UPDATE plans SET body=x'7b7d'");
        assertTrue(assertThrows(SnapshotFault.class, this::plans).problem().contains("plan \"job\" for login is damaged"));
        try (AbiStore store = AbiStore.openForReading(file)) {
            assertTrue(store.verify().getFirst().text().contains("plan \"job\" for login is damaged"), store.verify().toString());
        }
    }
}

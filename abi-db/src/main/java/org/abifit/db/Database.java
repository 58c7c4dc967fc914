package org.abifit.db;

import java.nio.file.Path;
import java.sql.SQLException;

/** An open database file: one connection, used by one thread at a time, and its errors in words. */
final class Database implements AutoCloseable {
    private final Path file;
    private final Sql sql;
    private final boolean writable;
    private boolean open = true;

    Database(Path file, Sql sql, boolean writable) {
        this.file = file;
        this.sql = sql;
        this.writable = writable;
    }

    Path file() {
        return file;
    }

    /** Something done with the database. */
    interface Work<T> {
        T on(Sql sql) throws SQLException, SnapshotFault;
    }

    /** {@return what some work finds, all of it at one moment} */
    synchronized <T> T read(Work<T> work) throws SnapshotFault {
        return alone(false, work);
    }

    /** {@return what some work gives that is done entirely or, whatever happens, not at all} */
    synchronized <T> T write(Work<T> work) throws SnapshotFault {
        if (!writable) {
            throw new IllegalStateException("opened for reading: " + file);
        }
        return alone(true, work);
    }

    private <T> T alone(boolean write, Work<T> work) throws SnapshotFault {
        checkOpen();
        try {
            return sql.inTransaction(write, () -> work.on(sql));
        } catch (SQLException e) {
            throw Faults.of(file, e);
        }
    }

    /** Does what cannot be done in a transaction. */
    synchronized <T> T outside(Work<T> work) throws SnapshotFault {
        checkOpen();
        try {
            return work.on(sql);
        } catch (SQLException e) {
            throw Faults.of(file, e);
        }
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException("closed: " + file);
        }
    }

    /** Leaves one file behind where nobody else has the database open. */
    @Override
    public synchronized void close() throws SnapshotFault {
        if (!open) {
            return;
        }
        open = false;
        try (sql) {
            if (writable) {
                // A reader that holds on to old pages must not hold up the writer that is done.
                sql.run("PRAGMA busy_timeout=100");
                sql.number("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        } catch (SQLException e) {
            throw Faults.of(file, e);
        }
    }
}

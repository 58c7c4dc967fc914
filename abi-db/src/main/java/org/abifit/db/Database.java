package org.abifit.db;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** An open database file: one connection, used by one thread at a time, and its errors in words. */
final class Database implements AutoCloseable {
    private final Path file;
    private final Sql sql;
    private final Access access;
    private final Optional<Stamp> stamp;
    private boolean open = true;

    /** How a file is open: a frozen one is read without locks, in the belief that nobody writes it. */
    enum Access { WRITING, READING, FROZEN }

    /**
     * Takes a connection over.
     *
     * @throws SnapshotFault when a frozen file cannot be seen
     */
    Database(Path file, Sql sql, Access access) throws SnapshotFault {
        this.file = file;
        this.sql = sql;
        this.access = access;
        this.stamp = access == Access.FROZEN ? Optional.of(Stamp.of(file)) : Optional.empty();
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
        try {
            return outside(sql -> sql.reading(() -> work.on(sql)));
        } finally {
            checkFrozen();
        }
    }

    /** {@return what some work gives that is done entirely or, whatever happens, not at all} */
    synchronized <T> T write(Work<T> work) throws SnapshotFault {
        if (access != Access.WRITING) {
            throw new IllegalStateException("opened for reading: " + file);
        }
        return outside(sql -> sql.writing(() -> work.on(sql)));
    }

    /** Whatever came of the reading, good or bad, is worth nothing when the file was written meanwhile. */
    private void checkFrozen() throws SnapshotFault {
        if (stamp.isPresent() && !stamp.get().equals(Stamp.of(file))) {
            throw new SnapshotFault(file, "was written while it was read", "try again");
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
            if (access == Access.WRITING) {
                // A reader that holds on to old pages must not hold up the writer that is done.
                sql.run("PRAGMA busy_timeout=100");
                sql.number("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        } catch (SQLException e) {
            throw Faults.of(file, e);
        }
    }
}

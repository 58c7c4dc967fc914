package org.abifit.db;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** An open database file: one connection, used by one thread at a time, and its errors in words. */
final class Database implements AutoCloseable {
    /** How long a writer waits for another one. Writes take well under a second. */
    static final int PATIENCE_MILLIS = 60_000;

    private final Path file;
    private final Sql sql;
    private final Access access;
    private final Optional<Stamp> stamp;
    private boolean open = true;
    private boolean inTransaction;

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
        if (inTransaction) {
            return outside(work);
        }
        try {
            return outside(sql -> sql.reading(() -> within(work)));
        } finally {
            checkFrozen();
        }
    }

    /** {@return what some work gives that is done entirely or, whatever happens, not at all} */
    synchronized <T> T write(Work<T> work) throws SnapshotFault {
        if (access != Access.WRITING) {
            throw new IllegalStateException("opened for reading: " + file);
        }
        return outside(sql -> sql.writing(() -> within(work)));
    }

    /** To save a rescan may read objects of the scan before. */
    private <T> T within(Work<T> work) throws SQLException, SnapshotFault {
        inTransaction = true;
        try {
            return work.on(sql);
        } finally {
            inTransaction = false;
        }
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
        } catch (UncheckedIOException e) {
            // From the facts of an object, which are read in the middle of other work.
            throw e.getCause() instanceof SnapshotFault fault ? fault : new SnapshotFault(file, String.valueOf(e.getMessage()), "try again", null);
        }
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException("closed: " + file);
        }
    }

    /** Puts what lies in the log into the file, as far as readers let it; they must not hold up a writer that is done. */
    synchronized void emptyLog() {
        try {
            sql.run("PRAGMA busy_timeout=100");
            sql.number("PRAGMA wal_checkpoint(TRUNCATE)");
            sql.run("PRAGMA busy_timeout=" + PATIENCE_MILLIS);
        } catch (SQLException e) {
            // What is in the log is stored; the next one who writes puts it into the file.
        }
    }

    /** Leaves one file behind where nobody else has the database open. */
    @Override
    public synchronized void close() throws SnapshotFault {
        if (!open) {
            return;
        }
        if (access == Access.WRITING) {
            emptyLog();
        }
        open = false;
        try {
            sql.close();
        } catch (SQLException e) {
            throw Faults.of(file, e);
        }
    }
}

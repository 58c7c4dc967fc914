package org.abifit.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.abifit.db.Database.Access;
import org.abifit.root.BytePaths;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;

/**
 * Opens database files: with the right journal for their file system, and for readers also where nothing may be written.
 *
 * <p>A reader of a database with a WAL needs its shared memory, a file beside the database, and so write permission in the
 * folder. Without it, it may still read the file as one that nobody changes ({@code immutable}), but only if the WAL is empty:
 * otherwise it would not see what was written last.
 */
final class Opening {
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int HEADER = 20;
    /** The place in SQLite's header that says whether the file has a WAL: 2 if so (SQLite file format, section 1.3.3). */
    private static final int READ_VERSION = 19;
    /** What SQLite says where it cannot make its files beside the database. */
    private static final Set<SQLiteErrorCode> HINDERED = EnumSet.of(SQLiteErrorCode.SQLITE_CANTOPEN, SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_IOERR);
    /** Facts come in blobs of 20 kB: large pages take a third less CPU to write. Free pages can be given back without a copy of the file. */
    private static final String NEW_FILE = "PRAGMA page_size=16384; PRAGMA auto_vacuum=INCREMENTAL";

    private final Path file;

    private Opening(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * {@return a database to write to; it is created, with the folders above it, if there is none}
     *
     * @throws SnapshotFault when it cannot be written, belongs to another program, or to a newer abifit
     */
    static Database forWriting(Path file) throws SnapshotFault {
        Opening opening = new Opening(file);
        opening.createFolder();
        return opening.write(opening.journal());
    }

    /** {@return a database to write to, with a journal as it would be on another file system} */
    static Database forWriting(Path file, Journal journal) throws SnapshotFault {
        Opening opening = new Opening(file);
        opening.createFolder();
        return opening.write(journal);
    }

    /**
     * {@return a database to read}
     *
     * @throws SnapshotFault when there is none, it is empty, cannot be read, belongs to another program, or to a newer abifit
     */
    static Database forReading(Path file) throws SnapshotFault {
        Opening opening = new Opening(file);
        if (!Files.isRegularFile(opening.file)) {
            throw new SnapshotFault(opening.file, Files.exists(opening.file) ? "is no file" : "there is no such database",
                    "name another file, or scan or import into this one first");
        }
        return opening.read();
    }

    /** {@return a database that is read without locks, as on a read-only medium} */
    static Database asFrozen(Path file) throws SnapshotFault {
        try {
            return new Opening(file).frozen();
        } catch (SQLException e) {
            throw Faults.of(file, e);
        }
    }

    private void createFolder() throws SnapshotFault {
        Path folder = file.getParent();
        try {
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (FileAlreadyExistsException e) {
            throw new SnapshotFault(folder, "is no folder", "name another place for the database", e);
        } catch (IOException e) {
            throw new SnapshotFault(folder, "cannot be created (%s)".formatted(e.getMessage()), "name another place for the database", e);
        }
    }

    private Journal journal() {
        try {
            Path there = Files.exists(file) ? file : file.getParent();
            return Journal.on(Files.getFileStore(there).type());
        } catch (IOException e) {
            // The journal without shared memory is right everywhere.
            return Journal.DELETE;
        }
    }

    private Database write(Journal journal) throws SnapshotFault {
        checkWritable();
        try {
            Sql sql = connect("mode=rwc");
            try {
                setUp(sql, journal);
                Schema.migrate(sql, file);
                return new Database(file, sql, Access.WRITING);
            } catch (SQLException | SnapshotFault | RuntimeException e) {
                sql.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Faults.of(file, e);
        }
    }

    /** SQLite opens what it may not write for reading; that should not come out at the end of a long scan. */
    private void checkWritable() throws SnapshotFault {
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw Faults.notWritable(file, null);
        }
    }

    /** The order matters: the page size only before the first page, and no shared memory where it must not be used. */
    private void setUp(Sql sql, Journal journal) throws SQLException, SnapshotFault {
        sql.run(NEW_FILE);
        if (journal == Journal.DELETE) {
            sql.run("PRAGMA locking_mode=EXCLUSIVE");
        }
        setJournal(sql, journal);
        sql.run("PRAGMA locking_mode=NORMAL; PRAGMA foreign_keys=ON; PRAGMA synchronous=" + journal.synchronous());
        sql.number("PRAGMA user_version");
    }

    /** SQLite does not wait where a change of journal meets another process, so we do. */
    private void setJournal(Sql sql, Journal journal) throws SQLException, SnapshotFault {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Database.PATIENCE_MILLIS);
        while (!hasJournal(sql, journal)) {
            if (System.nanoTime() > end || Thread.interrupted()) {
                throw Faults.busy(file, null);
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private static boolean hasJournal(Sql sql, Journal journal) throws SQLException, SnapshotFault {
        try {
            String mode = sql.first(row -> row.getString(1), "PRAGMA journal_mode=" + journal.mode()).orElseThrow();
            // Where a log cannot be, SQLite keeps the journal that can be everywhere.
            return mode.equals(journal.mode()) || journal == Journal.WAL;
        } catch (SQLException e) {
            if (Faults.code(e) == SQLiteErrorCode.SQLITE_BUSY) {
                return false;
            }
            throw e;
        }
    }

    private Database read() throws SnapshotFault {
        try {
            return hasWal() && journal() == Journal.DELETE ? frozen() : open("mode=ro", Access.READING);
        } catch (SQLException e) {
            return hindered(e);
        }
    }

    /**
     * SQLite may have to write before it can read: to undo what a killed writer left, or to share memory. Who may write lets it
     * do so; who may not gets by without.
     */
    private Database hindered(SQLException e) throws SnapshotFault {
        if (!HINDERED.contains(Faults.code(e)) || !Files.isReadable(file)) {
            throw Faults.of(file, e);
        }
        try {
            return Files.isWritable(file) && Files.isWritable(file.getParent()) ? open("mode=rw", Access.READING) : frozen();
        } catch (SQLException again) {
            throw Faults.of(file, again);
        }
    }

    /** What is not in the file itself would not be seen, so there must be nothing. */
    private Database frozen() throws SQLException, SnapshotFault {
        for (String suffix : List.of("-wal", "-journal")) {
            Path beside = BytePaths.path(BytePaths.text(file) + suffix);
            if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS) && beside.toFile().length() > 0) {
                throw new SnapshotFault(file,
                        "what was written last still lies in %s, which cannot be used from here".formatted(SnapshotFault.shown(beside)),
                        "let someone who may write there run any command that writes, such as gc, on the machine that wrote last; then read again");
            }
        }
        return open("immutable=1", Access.FROZEN);
    }

    private Database open(String mode, Access access) throws SQLException, SnapshotFault {
        Sql sql = connect(mode);
        try {
            Schema.check(sql, file);
            return new Database(file, sql, access);
        } catch (SQLException | SnapshotFault | RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    private boolean hasWal() throws SnapshotFault {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER);
            return header.length == HEADER && header[READ_VERSION] == 2;
        } catch (IOException e) {
            throw new SnapshotFault(file, "cannot be read (%s)".formatted(e.getMessage()), "check the permissions of the file and its folder", e);
        }
    }

    /** The URL form of a path shows every byte of it, and none that mean something in a URL. */
    private Sql connect(String mode) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", String.valueOf(Database.PATIENCE_MILLIS));
        return new Sql(JDBC.createConnection("jdbc:sqlite:file:%s?%s".formatted(file.toUri().getRawPath(), mode), properties));
    }
}

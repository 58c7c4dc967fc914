package org.abifit.db;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's errors mean and what to do about them. */
final class Faults {
    private static final int PRIMARY = 0xff;
    private static final String RESTORE = "bring it back from a backup, or move it away and scan and import again";

    private Faults() {}

    /** {@return an error of SQLite in words} */
    static SnapshotFault of(Path file, SQLException e) {
        String said = String.valueOf(e.getMessage());
        return switch (code(e)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> busy(file, e);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> notWritable(file, e);
            case SQLITE_CANTOPEN -> new SnapshotFault(file, "cannot be opened (%s)".formatted(said),
                    "check the permissions of the file and its folder", e);
            case SQLITE_FULL -> new SnapshotFault(file, "the disk is full; nothing was stored", "free some space and try again", e);
            case SQLITE_NOTADB -> new SnapshotFault(file, "is not an SQLite database", "name another file", e);
            case SQLITE_CORRUPT -> new SnapshotFault(file, "is damaged (%s)".formatted(said), RESTORE, e);
            case SQLITE_IOERR, SQLITE_PROTOCOL, SQLITE_NOLFS -> new SnapshotFault(file, "cannot be read, written or locked (%s)".formatted(said),
                    "look at the disk; on a network file system without locks, keep the database on a local disk", e);
            case SQLITE_TOOBIG, SQLITE_NOMEM -> new SnapshotFault(file, "holds something too large (%s)".formatted(said),
                    "give the program more memory", e);
            // The list is SQLite's and grows with it; everything else is a mistake in our statements.
            default -> new SnapshotFault(file, "SQLite says: " + said, "please report this", e);
        };
    }

    /** {@return that others did not let go of it for a minute} */
    static SnapshotFault busy(Path file, SQLException cause) {
        return new SnapshotFault(file, "another process keeps it busy", "try again when that is done", cause);
    }

    /** {@return that a database may be read only} */
    static SnapshotFault notWritable(Path file, SQLException cause) {
        return new SnapshotFault(file, "may not be written", "get write permission for the file and its folder, or name another file", cause);
    }

    /** {@return the primary code; extended ones say more in their text} */
    static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException s ? SQLiteErrorCode.getErrorCode(s.getResultCode().code & PRIMARY) : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    /** {@return bytes of the database that contradict themselves, in words} */
    static SnapshotFault damaged(Path file, String what, String how) {
        return new SnapshotFault(file, "%s is damaged: %s".formatted(what, how), RESTORE);
    }
}

package org.abifit.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The tables, by version: {@code schema-N.sql} leads from version N-1 to N. The version stands in the file itself
 * ({@code PRAGMA user_version}), with a mark that says whose file it is ({@code PRAGMA application_id}).
 */
final class Schema {
    /** The version that this code reads and writes. */
    static final int VERSION = 2;
    /** The oldest version that can be read as it is: what came later was added beside it. */
    private static final int OLDEST_READABLE = 1;
    /** "abif" in ASCII. */
    static final int APPLICATION = 0x61626966;

    private Schema() {}

    /**
     * Refuses a database of another program or a newer abifit, and one without tables.
     *
     * @throws SnapshotFault when it refuses
     */
    static void check(Sql sql, Path file) throws SQLException, SnapshotFault {
        refuseForeign(sql, file);
        int version = sql.number("PRAGMA user_version");
        if (version == 0) {
            throw new SnapshotFault(file, "holds no snapshots yet", "scan a root into it first");
        }
        if (version < OLDEST_READABLE) {
            throw new SnapshotFault(file, "has schema %d, older than %d".formatted(version, OLDEST_READABLE),
                    "open it once for writing, for instance by a scan, to bring it up to date");
        }
    }

    /**
     * Brings a database that is open for writing up to date; several processes may do so at once.
     *
     * @throws SnapshotFault when it belongs to another program or to a newer abifit
     */
    static void migrate(Sql sql, Path file) throws SQLException, SnapshotFault {
        refuseForeign(sql, file);
        if (sql.number("PRAGMA user_version") < VERSION) {
            sql.writing(() -> {
                // Asked again: another process may have done it while this one waited for the lock.
                for (int to = sql.number("PRAGMA user_version") + 1; to <= VERSION; to++) {
                    sql.run(resource(to));
                    sql.run("PRAGMA user_version=" + to + "; PRAGMA application_id=" + APPLICATION);
                }
                return null;
            });
        }
    }

    private static void refuseForeign(Sql sql, Path file) throws SQLException, SnapshotFault {
        int application = sql.number("PRAGMA application_id");
        int version = sql.number("PRAGMA user_version");
        boolean empty = application == 0 && version == 0 && sql.number("SELECT count(*) FROM sqlite_master") == 0;
        if (application != APPLICATION && !empty) {
            throw new SnapshotFault(file, "is an SQLite database of another program", "name another file");
        }
        if (version > VERSION) {
            throw new SnapshotFault(file, "has schema %d, newer than %d".formatted(version, VERSION),
                    "use the version of abifit that wrote it, or a newer one");
        }
    }

    private static String resource(int version) {
        String name = "schema-%d.sql".formatted(version);
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is part of this module", e);
        }
    }
}

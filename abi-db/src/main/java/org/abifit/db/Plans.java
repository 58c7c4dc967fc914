package org.abifit.db;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;

/** The rows of saved plans. A database of schema 1 that is only read has no table for them, and so no plans. */
final class Plans {
    private static final int FIRST_SCHEMA = 2;
    private static final String ALL = "SELECT name, host, image, crc, body FROM plans ORDER BY name, host";
    private static final String PUT = "INSERT OR REPLACE INTO plans(name, host, image, saved_at, crc, body) VALUES (?,?,?,?,?,?)";

    private Plans() {}

    static List<SavedPlan> all(Sql sql, Path file) throws SQLException, SnapshotFault {
        return sql.number("PRAGMA user_version") < FIRST_SCHEMA ? List.of() : sql.list(row -> plan(row, file), ALL);
    }

    private static SavedPlan plan(ResultSet row, Path file) throws SQLException, SnapshotFault {
        byte[] body = row.getBytes(5);
        if (crc(body) != row.getLong(4)) {
            throw Faults.damaged(file, "plan \"%s\" for %s".formatted(row.getString(1), row.getString(2)), "its checksum differs");
        }
        return new SavedPlan(row.getString(1), row.getString(2), row.getString(3), new String(body, StandardCharsets.UTF_8));
    }

    /** Stores a plan, in place of one of the same name for the same host. */
    static void put(Sql sql, SavedPlan plan, Instant savedAt) throws SQLException {
        byte[] body = plan.json().getBytes(StandardCharsets.UTF_8);
        sql.update(PUT, plan.name(), plan.host(), plan.image(), savedAt.toEpochMilli(), crc(body), body);
    }

    static void remove(Sql sql, SavedPlan plan) throws SQLException {
        sql.update("DELETE FROM plans WHERE name=? AND host=?", plan.name(), plan.host());
    }

    private static long crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }
}

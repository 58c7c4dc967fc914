package org.abifit.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.root.ScanProblem;

/** The rows that say which snapshots there are. */
final class Snapshots {
    private static final String COLUMNS = """
            SELECT s.name, s.generation, s.kind, s.scanned_at, s.tool_version, s.root_path, t.digest, s.entries, s.files, s.elf, s.objects,
            s.problem_count, s.id, s.tree, s.problems FROM snapshot s JOIN tree t ON t.id = s.tree
            """;
    private static final String INSERT = """
            INSERT INTO snapshot(name, generation, kind, scanned_at, tool_version, root_path, tree, entries, files, elf, objects,
            problem_count, problems)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)""";
    /** A rescan compares with the newest scan of a name; identities of older ones, and of other roots, will never be asked for. */
    private static final String FORGET = "DELETE FROM identity WHERE snapshot IN (SELECT id FROM snapshot WHERE name=? AND generation<?)";

    /** A snapshot's row: what it is, and where its parts lie. */
    record Stored(SnapshotInfo info, long id, long tree, byte[] problems) {}

    private Snapshots() {}

    static List<Stored> all(Sql sql) throws SQLException, SnapshotFault {
        Map<Long, SortedMap<String, String>> labels = labels(sql);
        return sql.list(row -> stored(row, labels), COLUMNS + "ORDER BY s.name, s.generation");
    }

    static Optional<Stored> find(Sql sql, SnapshotName ref) throws SQLException, SnapshotFault {
        Map<Long, SortedMap<String, String>> labels = labels(sql);
        return ref.generation().isPresent()
                ? sql.first(row -> stored(row, labels), COLUMNS + "WHERE s.name=? AND s.generation=?", ref.name(), ref.generation().getAsInt())
                : sql.first(row -> stored(row, labels), COLUMNS + "WHERE s.name=? ORDER BY s.generation DESC LIMIT 1", ref.name());
    }

    private static Map<Long, SortedMap<String, String>> labels(Sql sql) throws SQLException, SnapshotFault {
        Map<Long, SortedMap<String, String>> labels = new TreeMap<>();
        sql.list(row -> labels.computeIfAbsent(row.getLong(1), k -> new TreeMap<>()).put(row.getString(2), row.getString(3)),
                "SELECT snapshot, name, value FROM label");
        return labels;
    }

    private static Stored stored(ResultSet row, Map<Long, SortedMap<String, String>> labels) throws SQLException {
        long id = row.getLong(13);
        SnapshotInfo.Counts counts = new SnapshotInfo.Counts(row.getLong(8), row.getLong(9), row.getLong(10), row.getLong(11), row.getLong(12));
        SnapshotInfo info = new SnapshotInfo(row.getString(1), row.getInt(2), Snapshot.Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                labels.getOrDefault(id, new TreeMap<>()), scannedAt(row), Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6)), HexFormat.of().formatHex(row.getBytes(7)), counts);
        return new Stored(info, id, row.getLong(14), row.getBytes(15));
    }

    private static Optional<Instant> scannedAt(ResultSet row) throws SQLException {
        long millis = row.getLong(4);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** {@return the next generation of a name, which is given out once} */
    static int nextGeneration(Sql sql, String name) throws SQLException {
        int next = sql.number("SELECT last FROM series WHERE name=?", name) + 1;
        sql.update("INSERT OR REPLACE INTO series(name, last) VALUES (?,?)", name, next);
        return next;
    }

    /** Stores a snapshot whose tree is stored; {@return its row's number} */
    static long insert(Sql sql, SnapshotInfo info, List<ScanProblem> problems) throws SQLException {
        SnapshotInfo.Counts c = info.counts();
        int tree = sql.number("SELECT id FROM tree WHERE digest=?", Objects.bytes(info.fingerprint()));
        sql.update(INSERT, info.name(), info.generation(), kind(info.kind()), info.scannedAt().map(Instant::toEpochMilli).orElse(null),
                info.toolVersion().orElse(null), info.rootPath().orElse(null), tree, c.entries(), c.files(), c.elf(),
                c.objects(), c.problems(), ProblemCodec.encode(problems));
        long id = sql.number("SELECT last_insert_rowid()");
        for (Map.Entry<String, String> label : info.labels().entrySet()) {
            sql.update("INSERT INTO label(snapshot, name, value) VALUES (?,?,?)", id, label.getKey(), label.getValue());
        }
        return id;
    }

    static String kind(Snapshot.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static void insertIdentities(Sql sql, long id, SnapshotInfo info, byte[] identities) throws SQLException {
        sql.update(FORGET, info.name(), info.generation());
        sql.update("INSERT INTO identity(snapshot, body) VALUES (?,?)", id, identities);
    }

    static Optional<byte[]> identities(Sql sql, Stored stored) throws SQLException, SnapshotFault {
        return sql.first(row -> row.getBytes(1), "SELECT body FROM identity WHERE snapshot=?", stored.id());
    }

    static void remove(Sql sql, Stored stored) throws SQLException {
        sql.update("DELETE FROM snapshot WHERE id=?", stored.id());
    }
}

package org.abifit.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Deletes what no snapshot holds. Trees are held by snapshots, objects by trees. */
final class Collector {
    private static final String DELETE_TREES = "DELETE FROM tree WHERE id NOT IN (SELECT tree FROM snapshot)";

    private final Database database;
    private final Objects objects;

    Collector(Database database, Objects objects) {
        this.database = database;
        this.objects = objects;
    }

    /**
     * Deletes, then makes the file smaller.
     *
     * @throws SnapshotFault when it cannot be written, or a tree is damaged: then nothing is deleted, because it is not known
     *     which objects it holds
     */
    Reclaimed collect() throws SnapshotFault {
        long before = database.outside(Collector::size);
        Reclaimed deleted = database.write(this::delete);
        database.outside(sql -> {
            sql.run("PRAGMA incremental_vacuum");
            return null;
        });
        database.emptyLog();
        return new Reclaimed(deleted.objects(), deleted.trees(), before - database.outside(Collector::size));
    }

    private static long size(Sql sql) throws SQLException {
        return (long) sql.number("PRAGMA page_count") * sql.number("PRAGMA page_size");
    }

    private Reclaimed delete(Sql sql) throws SQLException, SnapshotFault {
        int trees = sql.update(DELETE_TREES);
        Set<String> held = new HashSet<>();
        for (long tree : sql.list(row -> row.getLong(1), "SELECT id FROM tree")) {
            held.addAll(digests(sql, tree));
        }
        return new Reclaimed(deleteObjects(sql, held), trees, 0);
    }

    private List<String> digests(Sql sql, long tree) throws SQLException, SnapshotFault {
        try {
            return TreeCodec.digests(objects.tree(sql, tree));
        } catch (IllegalArgumentException e) {
            throw Faults.damaged(database.file(), "a tree", e.getMessage());
        }
    }

    private static int deleteObjects(Sql sql, Set<String> held) throws SQLException, SnapshotFault {
        List<String> stored = sql.list(row -> HexFormat.of().formatHex(row.getBytes(1)), "SELECT digest FROM object");
        int deleted = 0;
        try (PreparedStatement delete = sql.prepare("DELETE FROM object WHERE digest=?")) {
            for (String digest : stored) {
                if (!held.contains(digest)) {
                    delete.setBytes(1, Objects.bytes(digest));
                    deleted += delete.executeUpdate();
                }
            }
        }
        return deleted;
    }
}

package org.abifit.db;

import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.abifit.elf.ElfCodec;
import org.abifit.root.ElfRef;

/**
 * The stored objects and trees of a database. Each object is one {@link ElfRef} however many snapshots hold it, and is decoded
 * at most once.
 *
 * <p>What is read is checked by CRC-32C, not by its digest: the first SHA-256 of a process costs 50 ms, more than all else that
 * a question to a small database costs. {@link Verifier} checks digests.
 */
final class Objects {
    private static final String FACTS = "SELECT facts, crc FROM object WHERE digest=?";
    private static final String HAS = "SELECT 1 FROM object WHERE digest=?";
    private static final String INSERT = "INSERT INTO object(digest, crc, soname, machine, class, size, facts) VALUES (?,?,?,?,?,?,?)";
    private static final String TREE = "SELECT body, crc FROM tree WHERE id=?";
    private static final String INSERT_TREE = "INSERT INTO tree(digest, crc, body) VALUES (?,?,?)";

    private final Database database;
    private final Map<String, ElfRef> refs = new ConcurrentHashMap<>();

    Objects(Database database) {
        this.database = database;
    }

    /** {@return the object of a digest, not yet read; {@link UncheckedIOException} comes from there when it cannot be} */
    ElfRef ref(String digest) {
        return refs.computeIfAbsent(digest, d -> new ElfRef(d, () -> {
            try {
                return readable(stored(d));
            } catch (SnapshotFault e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private byte[] readable(byte[] stored) throws SnapshotFault {
        if (new ByteReader(stored).number() != ElfCodec.FORMAT) {
            throw new SnapshotFault(database.file(), "holds facts that another version of abifit stored in another way",
                    "scan or import the root again");
        }
        return stored;
    }

    /**
     * {@return the stored form of an object}
     *
     * @throws SnapshotFault when it is not there or damaged
     */
    byte[] stored(String digest) throws SnapshotFault {
        return database.read(sql -> blob(sql, FACTS, bytes(digest))).orElseThrow(() -> new SnapshotFault(database.file(),
                "object %s is missing".formatted(digest), "try again if its snapshot was removed in the meantime; otherwise verify the database"));
    }

    /**
     * {@return the stored form of a tree}
     *
     * @throws SnapshotFault when it is damaged
     */
    byte[] tree(Sql sql, long id) throws SQLException, SnapshotFault {
        return blob(sql, TREE, id).orElseThrow(() -> new SnapshotFault(database.file(), "a tree is missing", "verify the database"));
    }

    private Optional<byte[]> blob(Sql sql, String query, Object key) throws SQLException, SnapshotFault {
        return sql.first(row -> {
            byte[] blob = row.getBytes(1);
            if (crc(blob) != row.getLong(2)) {
                throw Faults.damaged(database.file(), "a part of it", "its checksum differs");
            }
            return blob;
        }, query, key);
    }

    /** Stores a tree and its objects; where the tree is stored already, its objects are too. */
    static void insert(Sql sql, TreeCodec.Encoded tree) throws SQLException {
        byte[] digest = bytes(tree.fingerprint());
        if (sql.number("SELECT count(*) FROM tree WHERE digest=?", digest) == 0) {
            insert(sql, tree.objects());
            sql.update(INSERT_TREE, digest, crc(tree.bytes()), tree.bytes());
        }
    }

    /** Stores those objects that are not there yet; the facts of the others are not even asked for. */
    private static void insert(Sql sql, List<ElfRef> objects) throws SQLException {
        try (PreparedStatement has = sql.prepare(HAS); PreparedStatement insert = sql.prepare(INSERT)) {
            for (ElfRef object : objects) {
                byte[] digest = bytes(object.digest());
                if (!has(has, digest)) {
                    insert(insert, digest, object.stored());
                }
            }
        }
    }

    private static boolean has(PreparedStatement has, byte[] digest) throws SQLException {
        has.setBytes(1, digest);
        try (ResultSet row = has.executeQuery()) {
            return row.next();
        }
    }

    private static void insert(PreparedStatement insert, byte[] digest, byte[] facts) throws SQLException {
        Headline headline = Headline.of(facts);
        insert.setBytes(1, digest);
        insert.setLong(2, crc(facts));
        insert.setString(3, headline.soname().orElse(null));
        insert.setInt(4, headline.machine());
        insert.setInt(5, headline.elfClass());
        insert.setLong(6, headline.size());
        insert.setBytes(7, facts);
        insert.executeUpdate();
    }

    private static long crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }

    static byte[] bytes(String digest) {
        return HexFormat.of().parseHex(digest);
    }
}

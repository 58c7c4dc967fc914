package org.abifit.db;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.root.ElfRef;

/** Looks at everything in a database; whatever is wrong is a finding, not the end. */
final class Verifier {
    private static final String OBJECTS = "SELECT digest, facts, soname, machine, class, size FROM object ORDER BY digest";
    private static final String TREES = "SELECT id, digest, body FROM tree ORDER BY id";

    private final Sql sql;
    private final Path file;
    private final List<StoreProblem> problems = new ArrayList<>();
    private final Set<String> digests = new HashSet<>();

    Verifier(Sql sql, Path file) {
        this.sql = sql;
        this.file = file;
    }

    /** One of the looks at the database. */
    private interface Look {
        void at() throws SQLException, SnapshotFault;
    }

    /** {@return what is wrong, in the order of the looks} */
    List<StoreProblem> verify() {
        look(this::pages);
        look(this::objects);
        look(this::trees);
        look(this::snapshots);
        look(this::plans);
        return List.copyOf(problems);
    }

    private void look(Look look) {
        try {
            look.at();
        } catch (SQLException | SnapshotFault e) {
            found("database", String.valueOf(e.getMessage()));
        }
    }

    private void found(String where, String text) {
        problems.add(new StoreProblem(where, text));
    }

    private void pages() throws SQLException, SnapshotFault {
        sql.list(row -> row.getString(1), "PRAGMA integrity_check").stream().filter(s -> !s.equals("ok")).forEach(s -> found("database", s));
        sql.list(row -> "%s row %d refers to nothing".formatted(row.getString(1), row.getLong(2)), "PRAGMA foreign_key_check")
                .forEach(s -> found("database", s));
    }

    private void objects() throws SQLException, SnapshotFault {
        sql.each(row -> {
            String digest = hex(row.getBytes(1));
            byte[] facts = row.getBytes(2);
            Headline beside = new Headline(row.getLong(6), row.getInt(4), row.getInt(5), Optional.ofNullable(row.getString(3)));
            object(digest, facts, beside).ifPresent(p -> found("object " + digest, p));
            digests.add(digest);
        }, OBJECTS);
    }

    private static Optional<String> object(String digest, byte[] facts, Headline beside) {
        Optional<String> problem = ObjectCheck.problem(digest, facts);
        return problem.isPresent() || Headline.of(facts).equals(beside) ? problem : Optional.of("the columns beside its facts say something else");
    }

    private void trees() throws SQLException, SnapshotFault {
        sql.each(row -> {
            String digest = hex(row.getBytes(2));
            byte[] body = row.getBytes(3);
            if (!ElfRef.digest(body).equals(digest)) {
                found("tree " + digest, "its bytes do not have its digest");
            }
            tree("tree " + digest, body);
        }, TREES);
    }

    private void tree(String where, byte[] body) {
        try {
            TreeCodec.decode(body, Verifier::unread);
            TreeCodec.digests(body).stream().filter(d -> !digests.contains(d)).forEach(d -> found(where, "object %s is missing".formatted(d)));
        } catch (IllegalArgumentException e) {
            found(where, "cannot be decoded: " + e.getMessage());
        }
    }

    private static ElfRef unread(String digest) {
        return new ElfRef(digest, () -> {
            throw new IllegalStateException("only the tree is looked at");
        });
    }

    private void snapshots() throws SQLException, SnapshotFault {
        for (Snapshots.Stored stored : Snapshots.all(sql)) {
            Optional<byte[]> body = sql.first(row -> row.getBytes(1), "SELECT body FROM tree WHERE id=?", stored.tree());
            try {
                snapshot(stored, TreeCodec.decode(body.orElseThrow(), Verifier::unread));
            } catch (IllegalArgumentException e) {
                found(stored.info().ref(), e.getMessage());
            }
        }
    }

    private void plans() throws SQLException, SnapshotFault {
        Plans.all(sql, file);
    }

    private void snapshot(Snapshots.Stored stored, TreeCodec.Decoded tree) throws SQLException, SnapshotFault {
        SnapshotInfo.Counts counts = TreeCodec.encode(tree.tree(), tree.machine()).counts(ProblemCodec.decode(stored.problems()).size());
        if (!counts.equals(stored.info().counts())) {
            found(stored.info().ref(), "counts %s, holds %s".formatted(stored.info().counts(), counts));
        }
        Snapshots.identities(sql, stored).ifPresent(i -> IdentityCodec.decode(i, tree.files()));
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}

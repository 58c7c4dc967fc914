package org.abifit.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements on one connection. Transactions are begun and ended by SQL of our own, because the driver's would begin a new one
 * with every commit, which holds the write lock.
 */
final class Sql implements AutoCloseable {
    private final Connection connection;

    /** Makes a value of a row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException, SnapshotFault;
    }

    /** Looks at a row. */
    interface Visit {
        void at(ResultSet row) throws SQLException, SnapshotFault;
    }

    /** Does something in a transaction. */
    interface Work<T> {
        T run() throws SQLException, SnapshotFault;
    }

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Runs statements without parameters or rows, separated by semicolons. */
    void run(String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(statements);
        }
    }

    /** {@return a statement that is to be run many times} */
    PreparedStatement prepare(String statement) throws SQLException {
        return connection.prepareStatement(statement);
    }

    /** Runs a statement that changes rows; {@return how many} */
    int update(String statement, Object... parameters) throws SQLException {
        try (PreparedStatement prepared = prepare(statement)) {
            bind(prepared, parameters);
            return prepared.executeUpdate();
        }
    }

    /** Goes through the rows of a query. */
    void each(Visit each, String query, Object... parameters) throws SQLException, SnapshotFault {
        try (PreparedStatement prepared = prepare(query)) {
            bind(prepared, parameters);
            try (ResultSet row = prepared.executeQuery()) {
                while (row.next()) {
                    each.at(row);
                }
            }
        }
    }

    /** {@return the rows of a query} */
    <T> List<T> list(Row<T> each, String query, Object... parameters) throws SQLException, SnapshotFault {
        List<T> rows = new ArrayList<>();
        each(row -> rows.add(each.of(row)), query, parameters);
        return rows;
    }

    /** {@return the first row of a query} */
    <T> Optional<T> first(Row<T> each, String query, Object... parameters) throws SQLException, SnapshotFault {
        return list(each, query, parameters).stream().findFirst();
    }

    /** {@return the one number that a query gives} */
    int number(String query, Object... parameters) throws SQLException {
        try (PreparedStatement prepared = prepare(query)) {
            bind(prepared, parameters);
            try (ResultSet row = prepared.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    static void bind(PreparedStatement prepared, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            prepared.setObject(i + 1, parameters[i]);
        }
    }

    /** {@return what some work finds, all of it at one moment; there is nothing to commit, which might fail} */
    <T> T reading(Work<T> work) throws SQLException, SnapshotFault {
        run("BEGIN");
        try {
            return work.run();
        } finally {
            rollback();
        }
    }

    /** Does all of some work or none of it. The lock is taken at once, rather than missed half-way because another process has it. */
    <T> T writing(Work<T> work) throws SQLException, SnapshotFault {
        run("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            T result = work.run();
            run("COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    /** Some errors have rolled back already, and the first error is the one to tell. */
    private void rollback() {
        try {
            run("ROLLBACK");
        } catch (SQLException e) {
            // Nothing is lost: a transaction that is not committed does not count.
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

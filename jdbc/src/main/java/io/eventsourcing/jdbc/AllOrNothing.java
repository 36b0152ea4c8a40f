package io.eventsourcing.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/**
 * Makes a statement atomic where the database does not: H2 keeps the rows that a data change delta table had inserted
 * before it failed.
 */
final class AllOrNothing {
    /**
     * A statement on the connection.
     *
     * @param <T> the result
     */
    interface Statement<T> {
        T execute() throws SQLException;
    }

    private AllOrNothing() {}

    static <T> T on(Connection connection, Statement<T> statement) throws SQLException {
        return connection.getAutoCommit() ? inTransaction(connection, statement) : inSavepoint(connection, statement);
    }

    private static <T> T inTransaction(Connection connection, Statement<T> statement) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = statement.execute();
            connection.commit();
            return result;
        } catch (Throwable e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static <T> T inSavepoint(Connection connection, Statement<T> statement) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            T result = statement.execute();
            connection.releaseSavepoint(before);
            return result;
        } catch (Throwable e) {
            connection.rollback(before);
            throw e;
        }
    }
}

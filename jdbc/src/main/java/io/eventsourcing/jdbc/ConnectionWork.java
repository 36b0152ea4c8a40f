package io.eventsourcing.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Work on a connection, which it neither commits nor closes nor keeps.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface ConnectionWork<T> {
    /** Does the work. */
    T on(Connection connection) throws SQLException;

    /** Does the work on a connection that is in no transaction, and commits it if the connection does not by itself. */
    default T alone(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            return on(connection);
        }
        try {
            T result = on(connection);
            connection.commit();
            return result;
        } catch (Throwable e) {
            try {
                connection.rollback();
            } catch (SQLException rollback) {
                e.addSuppressed(rollback);
            }
            throw e;
        }
    }
}

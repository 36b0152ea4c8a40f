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
}

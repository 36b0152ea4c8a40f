package io.eventsourcing.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs an insert in H2 with the shortest lock time-out there is. */
final class H2NoWait {
    private H2NoWait() {}

    static void insert(Connection connection, String sql, NoWaitDialect.Parameters parameters) throws SQLException {
        int timeout = lockTimeout(connection);
        setLockTimeout(connection, 1);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            parameters.bind(insert);
            insert.executeUpdate();
        } finally {
            setLockTimeout(connection, timeout);
        }
    }

    private static int lockTimeout(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT LOCK_TIMEOUT()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void setLockTimeout(Connection connection, int milliseconds) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT " + milliseconds);
        }
    }
}

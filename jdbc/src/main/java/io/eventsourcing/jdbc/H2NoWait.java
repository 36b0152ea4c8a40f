package io.eventsourcing.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs an insert in H2 with the shortest lock time-out there is, and says who was faster. */
final class H2NoWait {
    private static final int DUPLICATE_KEY = 23505;
    private static final int LOCK_TIMEOUT = 50200;
    private static final int CONCURRENT_UPDATE = 90131;

    /** What became of the insert. */
    enum Result {
        DONE,
        ALREADY_COMMITTED,
        OWNED_BY_ANOTHER
    }

    private H2NoWait() {}

    static Result on(Connection connection, AllOrNothing.Statement<?> insert) throws SQLException {
        int timeout = lockTimeout(connection);
        setLockTimeout(connection, 1);
        try {
            insert.execute();
            return Result.DONE;
        } catch (SQLException e) {
            return switch (e.getErrorCode()) {
                case DUPLICATE_KEY -> Result.ALREADY_COMMITTED;
                case LOCK_TIMEOUT, CONCURRENT_UPDATE -> Result.OWNED_BY_ANOTHER;
                default -> throw e;
            };
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

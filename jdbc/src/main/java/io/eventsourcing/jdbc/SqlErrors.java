package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Turns SQL errors into the library's exceptions, by the classes of the SQL states. */
final class SqlErrors {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57", "58", "HY");
    private static final Set<String> MISSING_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

    private final Set<Integer> transientCodes;

    /** @param transientCodes error codes of the database that are transient although their SQL state does not tell */
    SqlErrors(Set<Integer> transientCodes) {
        this.transientCodes = Set.copyOf(transientCodes);
    }

    boolean isUniqueViolation(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    PersistenceException translate(String work, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String message = "The database could not %s: %s (SQL state %s)".formatted(work, e.getMessage(), state);
        if (MISSING_TABLE.contains(state)) {
            return new PersistenceException(
                    message + ". Are the tables there? Run Migrations.migrate(dataSource), or the scripts beside it",
                    e);
        }
        if (isTransient(e)) {
            return new OperationalException(message, e);
        }
        return state.startsWith("22") ? new DataException(message, e) : new PersistenceException(message, e);
    }

    boolean isTransient(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || e instanceof SQLNonTransientConnectionException
                || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2)))
                || transientCodes.contains(e.getErrorCode());
    }
}

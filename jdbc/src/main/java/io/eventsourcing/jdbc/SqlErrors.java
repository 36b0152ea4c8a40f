package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.RolledBackException;
import java.sql.SQLException;
import java.util.Objects;

/** Turns the SQL errors of a database into the library's exceptions. */
final class SqlErrors {
    private final Dialect dialect;

    SqlErrors(Dialect dialect) {
        this.dialect = dialect;
    }

    boolean is(SqlErrorKind kind, SQLException e) {
        return dialect.errorKind(e) == kind;
    }

    PersistenceException translate(String work, SQLException e) {
        String message = "The database could not %s: %s (SQL state %s, code %d)"
                .formatted(work, e.getMessage(), Objects.requireNonNullElse(e.getSQLState(), "none"), e.getErrorCode());
        return switch (dialect.errorKind(e)) {
            case ROLLED_BACK -> new RolledBackException(message, e);
            case LOCKED, TRANSIENT -> new OperationalException(message, e);
            case DATA -> new DataException(message, e);
            case MISSING_TABLE ->
                new PersistenceException(
                        message
                                + ". Are the tables there? Run Migrations.migrate(dataSource), or the scripts beside it",
                        e);
            case DUPLICATE, OTHER -> new PersistenceException(message, e);
        };
    }
}

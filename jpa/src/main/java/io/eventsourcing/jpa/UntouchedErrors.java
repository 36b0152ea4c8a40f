package io.eventsourcing.jpa;

import io.eventsourcing.jdbc.ConnectionWork;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Work on the connection of an EntityManager whose errors do not pass through the persistence provider: it would wrap them,
 * and mark the transaction for roll-back although the work may have undone itself to a savepoint.
 */
final class UntouchedErrors<T> {
    private @Nullable T result;
    private @Nullable SQLException sqlError;
    private @Nullable RuntimeException error;

    private UntouchedErrors() {}

    static <T> T on(EntityManager entityManager, ConnectionWork<T> work) throws SQLException {
        UntouchedErrors<T> outcome = new UntouchedErrors<>();
        entityManager.<Connection>runWithConnection(connection -> outcome.run(connection, work));
        return outcome.get();
    }

    private void run(Connection connection, ConnectionWork<T> work) {
        try {
            result = work.on(connection);
        } catch (SQLException e) {
            sqlError = e;
        } catch (RuntimeException e) {
            error = e;
        }
    }

    private T get() throws SQLException {
        if (sqlError != null) {
            throw sqlError;
        }
        if (error != null) {
            throw error;
        }
        if (result == null) {
            throw new IllegalStateException("The persistence provider did not run the work on its connection");
        }
        return result;
    }
}

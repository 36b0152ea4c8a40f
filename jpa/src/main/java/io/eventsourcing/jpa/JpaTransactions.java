package io.eventsourcing.jpa;

import io.eventsourcing.jdbc.ConnectionWork;
import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.jdbc.JdbcTransactions;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.ThreadTransactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The resource-local transactions of EntityManagers, bound to threads. Errors that may be gone when the same is tried again
 * leave as {@link OperationalException}, all others of Jakarta Persistence as they are.
 */
final class JpaTransactions extends ThreadTransactions<OpenTransaction> implements JdbcTransactions {
    private final DataSource dataSource;
    private final Dialect dialect;

    JpaTransactions(EntityManagerFactory factory, DataSource dataSource, Dialect dialect) {
        super(new EntityManagers(factory, dialect));
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    EntityManager entityManager() {
        return current()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "No transaction is active that an EntityManager belongs to: call runInTransaction or callInTransaction"))
                .entityManager();
    }

    <T> T on(EntityManager entityManager, Supplier<T> work) {
        boolean joins =
                current().filter(open -> open.entityManager() == entityManager).isPresent();
        return joins
                ? required(work)
                : translated(() -> separate(OpenTransaction.begin(entityManager, dialect, false), work));
    }

    @Override
    public <T> T separate(Supplier<T> work) {
        return translated(() -> super.separate(work));
    }

    private <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (PersistenceException e) {
            if (sqlErrors(e).anyMatch(error -> dialect.errorKind(error).mayPass())) {
                throw new OperationalException("The transaction was rolled back and may be tried again: " + e, e);
            }
            throw e;
        }
    }

    @Override
    public <T> T execute(ConnectionWork<T> work) throws SQLException {
        Optional<OpenTransaction> current = current();
        if (current.isPresent()) {
            return UntouchedErrors.on(current.get().entityManager(), work);
        }
        try (Connection connection = dataSource.getConnection()) {
            return work.alone(connection);
        }
    }

    private static Stream<SQLException> sqlErrors(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }
}

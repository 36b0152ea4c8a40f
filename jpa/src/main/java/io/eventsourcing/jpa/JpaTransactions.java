package io.eventsourcing.jpa;

import io.eventsourcing.jdbc.ConnectionWork;
import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.jdbc.JdbcTransactions;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.ThreadTransactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The resource-local transactions of EntityManagers, bound to threads. Errors that may be gone when the same is tried again
 * leave as {@link OperationalException}, all others of Jakarta Persistence as they are.
 */
final class JpaTransactions extends ThreadTransactions<OpenTransaction> implements JdbcTransactions {
    private final EntityManagerFactory factory;
    private final Dialect dialect;

    JpaTransactions(EntityManagerFactory factory, Dialect dialect) {
        super(new EntityManagers(factory));
        this.factory = factory;
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
        return joins ? required(work) : translated(() -> separate(OpenTransaction.begin(entityManager, false), work));
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
            return run(current.get().entityManager(), work);
        }
        try (EntityManager entityManager = factory.createEntityManager()) {
            return run(entityManager, work::alone);
        }
    }

    private static <T> T run(EntityManager entityManager, ConnectionWork<T> work) throws SQLException {
        try {
            return UntouchedErrors.on(entityManager, work);
        } catch (PersistenceException e) {
            throw sqlErrors(e).findFirst().orElseThrow(() -> e);
        }
    }

    private static Stream<SQLException> sqlErrors(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }
}

package io.eventsourcing.spring;

import io.eventsourcing.jdbc.ConnectionWork;
import io.eventsourcing.jdbc.JdbcTransactions;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.TransactionParticipant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring's transactions, by whatever manager: events are saved in the one that is active on the thread, on its connection.
 */
final class SpringTransactions implements JdbcTransactions {
    private final DataSource dataSource;
    private final TransactionWatch watch;
    private final TransactionTemplate joining;
    private final TransactionTemplate separate;

    /**
     * @throws IllegalArgumentException if the manager does not tell of its commits
     */
    SpringTransactions(PlatformTransactionManager manager, DataSource dataSource) {
        this(manager, dataSource, null);
    }

    /**
     * @param translator makes what commits throw of the library's errors; null to leave these as they are
     * @throws IllegalArgumentException if the manager does not tell of its commits
     */
    SpringTransactions(
            PlatformTransactionManager manager,
            DataSource dataSource,
            @Nullable PersistenceExceptionTranslator translator) {
        this.dataSource = dataSource;
        this.watch = new TransactionWatch(dataSource, translator);
        if (!(manager instanceof ConfigurableTransactionManager configurable)) {
            throw new IllegalArgumentException(
                    "%s does not tell of its commits, directly before which events are written: use a manager that extends AbstractPlatformTransactionManager"
                            .formatted(manager.getClass().getName()));
        }
        configurable.addListener(watch);
        this.joining = new TransactionTemplate(manager);
        this.separate = new TransactionTemplate(manager);
        separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        separate.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    @Override
    public boolean active() {
        return watch.current() != null || activeElsewhere();
    }

    /** Whether the active transaction is one that this object is not told of. Its end may also have come already. */
    private static boolean activeElsewhere() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive();
    }

    private @Nullable WatchedTransaction joined() {
        WatchedTransaction current = watch.current();
        return current != null && current.ofOurDataSource() ? current : null;
    }

    @Override
    public <T> T required(Supplier<T> work) {
        return run(joining, work);
    }

    @Override
    public <T> T separate(Supplier<T> work) {
        return run(separate, work);
    }

    private static <T> T run(TransactionTemplate template, Supplier<T> work) {
        Attempt<T> attempt = new Attempt<>(work);
        try {
            template.executeWithoutResult(status -> attempt.run());
        } catch (DataAccessException e) {
            throw attempt.failure != e && e.getCause() instanceof PersistenceException ours ? ours : e;
        } catch (TransactionException e) {
            if (attempt.failure == e) {
                throw e;
            }
            throw new OperationalException("The transaction did not begin or did not commit: " + e.getMessage(), e);
        }
        return attempt.result();
    }

    /** Tells apart what the work threw from what the transaction manager threw. */
    private static final class Attempt<T> {
        private final Supplier<T> work;
        private @Nullable Supplier<T> outcome;
        private @Nullable RuntimeException failure;

        Attempt(Supplier<T> work) {
            this.work = work;
        }

        void run() {
            try {
                T result = work.get();
                outcome = () -> result;
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }

        T result() {
            if (outcome == null) {
                throw new IllegalStateException("The work has not been done");
            }
            return outcome.get();
        }
    }

    @Override
    public <P extends TransactionParticipant> P enlist(Object key, Supplier<P> participant) {
        WatchedTransaction transaction = joined();
        if (transaction != null) {
            return transaction.enlist(key, participant);
        }
        throw new IllegalStateException(
                active()
                        ? "The active transaction is not of the data source that events are stored in, or its manager is not the one that event sourcing was given: save events under that manager, or outside this transaction"
                        : "No transaction is active");
    }

    @Override
    public Optional<TransactionParticipant> participant(Object key) {
        WatchedTransaction transaction = joined();
        return transaction == null ? Optional.empty() : transaction.participant(key);
    }

    @Override
    public <T> T execute(ConnectionWork<T> work) throws SQLException {
        return joined() == null ? executeAlone(work) : executeJoined(work);
    }

    private <T> T executeJoined(ConnectionWork<T> work) throws SQLException {
        Connection connection = DataSourceUtils.doGetConnection(dataSource);
        try {
            return work.on(connection);
        } finally {
            DataSourceUtils.doReleaseConnection(connection, dataSource);
        }
    }

    private <T> T executeAlone(ConnectionWork<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return work.alone(connection);
        }
    }
}

package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.ThreadTransactions;
import io.eventsourcing.persistence.TransactionParticipant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of plain JDBC, bound to threads, on connections of a data source. A transaction begins in the database
 * with the first statement that may write or lock; what is read before is read in auto-commit mode, which for READ COMMITTED
 * is the same. So a database with one writer at a time is locked only by those who write, and from their first write on.
 */
final class LocalTransactions implements JdbcTransactions, ThreadTransactions.Backend<LocalTransactions.Open> {
    private static final Logger log = LoggerFactory.getLogger(LocalTransactions.class);

    /** A connection, whether it has come in auto-commit mode, and whether the transaction has begun in the database. */
    static final class Open {
        private final Connection connection;
        private final boolean autoCommit;
        private boolean begun;

        Open(Connection connection, boolean autoCommit) {
            this.connection = connection;
            this.autoCommit = autoCommit;
        }
    }

    private final DataSource dataSource;
    private final Dialect dialect;
    private final SqlErrors errors;
    private final ThreadTransactions<Open> transactions = new ThreadTransactions<>(this);

    LocalTransactions(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.errors = new SqlErrors(dialect);
    }

    @Override
    public <T> T execute(ConnectionWork<T> work) throws SQLException {
        Optional<Open> current = transactions.current();
        if (current.isEmpty()) {
            return onItsOwn(work);
        }
        Open open = current.get();
        if (!open.begun) {
            dialect.begin(open.connection);
            open.begun = true;
        }
        return work.on(open.connection);
    }

    @Override
    public <T> T read(ConnectionWork<T> work) throws SQLException {
        Optional<Open> current = transactions.current();
        return current.isEmpty() ? onItsOwn(work) : work.on(current.get().connection);
    }

    private <T> T onItsOwn(ConnectionWork<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return work.alone(connection);
        }
    }

    @Override
    public Open begin() {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException e) {
            throw errors.translate("begin a transaction", e);
        }
        try {
            boolean autoCommit = connection.getAutoCommit();
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            return new Open(connection, autoCommit);
        } catch (SQLException e) {
            close(connection);
            throw errors.translate("begin a transaction", e);
        }
    }

    @Override
    public void commit(Open open) {
        try {
            if (open.begun) {
                open.connection.commit();
            }
        } catch (SQLException e) {
            rollback(open.connection);
            throw errors.translate("commit", e);
        } finally {
            release(open);
        }
    }

    @Override
    public void rollback(Open open) {
        if (open.begun) {
            rollback(open.connection);
        }
        release(open);
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            log.warn("A transaction could not be rolled back; its connection is given up", e);
        }
    }

    private static void release(Open open) {
        try {
            open.connection.setAutoCommit(open.autoCommit);
        } catch (SQLException e) {
            log.debug("A connection did not go back as it came", e);
        }
        close(open.connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.warn("A connection could not be closed", e);
        }
    }

    @Override
    public boolean active() {
        return transactions.active();
    }

    @Override
    public <T> T required(Supplier<T> work) {
        return transactions.required(work);
    }

    @Override
    public <T> T separate(Supplier<T> work) {
        return transactions.separate(work);
    }

    @Override
    public <P extends TransactionParticipant> P enlist(Object key, Supplier<P> participant) {
        return transactions.enlist(key, participant);
    }

    @Override
    public Optional<TransactionParticipant> participant(Object key) {
        return transactions.participant(key);
    }
}

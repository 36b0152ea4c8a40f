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

/** The transactions of plain JDBC, bound to threads, on connections of a data source. */
final class LocalTransactions implements JdbcTransactions, ThreadTransactions.Backend<LocalTransactions.Open> {
    private static final Logger log = LoggerFactory.getLogger(LocalTransactions.class);

    /** A connection in a transaction, and how it came from the pool. */
    record Open(Connection connection, boolean autoCommit) {}

    private final DataSource dataSource;
    private final SqlErrors errors;
    private final ThreadTransactions<Open> transactions = new ThreadTransactions<>(this);

    LocalTransactions(DataSource dataSource, SqlErrors errors) {
        this.dataSource = dataSource;
        this.errors = errors;
    }

    @Override
    public <T> T execute(ConnectionWork<T> work) throws SQLException {
        Optional<Open> current = transactions.current();
        if (current.isPresent()) {
            return work.on(current.get().connection());
        }
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
            connection.setAutoCommit(false);
            return new Open(connection, autoCommit);
        } catch (SQLException e) {
            close(connection);
            throw errors.translate("begin a transaction", e);
        }
    }

    @Override
    public void commit(Open open) {
        try {
            open.connection().commit();
        } catch (SQLException e) {
            rollback(open.connection());
            throw errors.translate("commit", e);
        } finally {
            release(open);
        }
    }

    @Override
    public void rollback(Open open) {
        rollback(open.connection());
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
            open.connection().setAutoCommit(open.autoCommit());
        } catch (SQLException e) {
            log.debug("A connection did not go back as it came", e);
        }
        close(open.connection());
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

package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.Transactions;
import java.sql.SQLException;

/** Transactions on connections: the library's own for plain JDBC, or those of a framework. Thread-safe. */
public interface JdbcTransactions extends Transactions {
    /**
     * Runs a statement on the connection of the active transaction, or, if none is active, on a connection of its own, where
     * it commits at once if it succeeds.
     *
     * @throws SQLException if there is no connection to be had, and whatever the work throws
     */
    <T> T execute(ConnectionWork<T> work) throws SQLException;

    /**
     * Runs a statement that neither writes nor locks, like {@link #execute}. Each statement of a READ COMMITTED transaction
     * sees what is committed when it begins, so before the transaction writes, it may be read outside it.
     *
     * @throws SQLException if there is no connection to be had, and whatever the work throws
     */
    default <T> T read(ConnectionWork<T> work) throws SQLException {
        return execute(work);
    }
}

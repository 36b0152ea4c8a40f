package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.Transactions;
import java.sql.SQLException;

/** Transactions on connections: the library's own for plain JDBC, or those of a framework. Thread-safe. */
public interface JdbcTransactions extends Transactions {
    /**
     * Runs work on the connection of the active transaction, or, if none is active, on one of its own that commits if the
     * work succeeds and otherwise rolls back.
     *
     * @throws SQLException if there is no connection to be had, and whatever the work throws
     */
    <T> T execute(ConnectionWork<T> work) throws SQLException;
}

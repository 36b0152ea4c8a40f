package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import java.sql.SQLException;

/** Runs the recorders' statements in the active transaction, and turns their errors into the library's. */
record Statements(JdbcTransactions transactions, SqlErrors errors) {
    /**
     * Runs statements that write or lock.
     *
     * @param what what they do, as in "the database could not …"
     */
    <T> T write(String what, ConnectionWork<T> work) throws PersistenceException {
        try {
            return transactions.execute(work);
        } catch (SQLException e) {
            throw errors.translate(what, e);
        }
    }

    /** Runs a statement that neither writes nor locks. */
    <T> T read(String what, ConnectionWork<T> work) throws PersistenceException {
        try {
            return transactions.read(work);
        } catch (SQLException e) {
            throw errors.translate(what, e);
        }
    }
}

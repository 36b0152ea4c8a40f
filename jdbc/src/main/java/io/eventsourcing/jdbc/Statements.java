package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Runs the statements of the recorders: in the active transaction, on the tables by their names, with errors translated. */
record Statements(JdbcTransactions transactions, SqlErrors errors, TableNames names) {
    /** @param work what is done, for errors */
    <T> T run(String work, ConnectionWork<T> statement) throws PersistenceException {
        try {
            return transactions.execute(statement);
        } catch (SQLException e) {
            throw errors.translate(work, e);
        }
    }

    /** Runs several in one transaction. */
    <T> T together(Supplier<T> work) {
        return transactions.required(work);
    }

    String sql(String withPlaceholders) {
        return names.sql(withPlaceholders);
    }
}

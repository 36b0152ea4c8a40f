package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.WriterLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A lock on the table of the events, which lasts to the end of the transaction. Who inserts holds a weaker lock on the table from
 * before its ids are drawn to its end, so nobody has any in flight.
 */
final class JdbcWriterLock implements WriterLock {
    private static final String HEAD = "SELECT max(id) FROM ${tables}stored_events";

    private final Statements statements;
    private final boolean anyIsolation;
    private final String lock;
    private final String head;

    private JdbcWriterLock(Statements statements, boolean anyIsolation, String lock, String head) {
        this.statements = statements;
        this.anyIsolation = anyIsolation;
        this.lock = lock;
        this.head = head;
    }

    /**
     * @param taken whether all events are inserted under the lock
     * @throws PersistenceException if the database has no such lock, or if it is not taken
     */
    static JdbcWriterLock of(Dialect dialect, Statements statements, TableNames names, boolean taken) {
        String lock = dialect.lockTable(names.table("stored_events"))
                .orElseThrow(() -> new PersistenceException(
                        "Followers cannot process in the transaction that saves on %s, which cannot keep other writers out of it: use another runner"
                                .formatted(dialect.product()),
                        null));
        if (!taken && !dialect.oneWriter()) {
            throw new PersistenceException(
                    "Followers process in the transaction that saves only if writers lock the table of the events: set tableLock(true) (in Spring eventsourcing.schema.table-lock=true), or use another runner",
                    null);
        }
        return new JdbcWriterLock(statements, dialect.oneWriter(), lock, names.sql(HEAD));
    }

    @Override
    public void lock() {
        if (!statements.transactions().active()) {
            throw new IllegalStateException("Other writers are kept out within a transaction");
        }
        statements.write("keep other writers out", connection -> {
            refuseOldSnapshots(connection);
            try (Statement statement = connection.createStatement()) {
                return statement.execute(lock);
            }
        });
    }

    /** What an older snapshot lacks would be passed over. */
    private void refuseOldSnapshots(Connection connection) throws SQLException {
        if (!anyIsolation && connection.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED) {
            throw new PersistenceException(
                    "Followers process in READ COMMITTED transactions only, since others do not see what was committed since they began: save events in one of that isolation",
                    null);
        }
    }

    @Override
    public long head() {
        return statements.write("look for the greatest id", connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(head)) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}

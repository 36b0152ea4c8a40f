package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Inserts under a lock on the table, which the transaction holds to its end, so that ids become visible in their order also
 * to those who know no settled head.
 */
record LockedInsert(Dialect dialect, String lock) implements EventInsert {
    /** @throws IllegalArgumentException if the database has no such lock */
    static LockedInsert of(Dialect dialect, String table) {
        String lock = dialect.lockTable(table)
                .orElseThrow(() -> new IllegalArgumentException(
                        "A table lock for writers is there on PostgreSQL and SQLite, not on %s: leave out tableLock"
                                .formatted(dialect.product())));
        return new LockedInsert(dialect, lock);
    }

    @Override
    public List<Long> insert(Connection connection, String table, List<StoredEvent> events) throws SQLException {
        AllOrNothing.Statement<List<Long>> insert = () -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(lock);
            }
            return dialect.insert(connection, table, events);
        };
        return connection.getAutoCommit() ? AllOrNothing.on(connection, insert) : insert.execute();
    }
}

package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Inserts events into a table, as {@link Dialect#insert} has it. */
@FunctionalInterface
interface EventInsert {
    /** Inserts all or none, and returns the ids. */
    List<Long> insert(Connection connection, String table, List<StoredEvent> events) throws SQLException;
}
